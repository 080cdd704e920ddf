namespace ShmStore.Generators.Finding;

/// <summary>What a file declares, as far as it may concern other files.</summary>
/// <param name="Types">The types, nested ones too.</param>
/// <param name="Namespaces">Full names of the namespaces.</param>
/// <param name="TypeAttributes">Names of the attributes of types, as they are written.</param>
/// <param name="PartialTypes">Names of the types of partial properties, as they are written: such a property may be a key of a store whose mark was forgotten.</param>
/// <param name="Aliases">Aliases that hold in the file.</param>
/// <param name="GlobalAliases">Aliases that hold in all files.</param>
/// <param name="ConcernsAll">Something here can be reached without a name: global usings, attributes of the assembly, types that the compiler or the parser know.</param>
internal sealed record Outline(
    DeclaredType[] Types, string[] Namespaces, string[] TypeAttributes, string[] PartialTypes, string[] Aliases, string[] GlobalAliases, bool ConcernsAll);
