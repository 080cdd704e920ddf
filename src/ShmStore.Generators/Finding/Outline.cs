namespace ShmStore.Generators.Finding;

/// <summary>What a file declares, as far as it may concern other files.</summary>
/// <param name="Names">Names by which other files may reach what is declared here: those of types, of attributes also the short ones, of extension members.</param>
/// <param name="Namespaces">Full names of the namespaces.</param>
/// <param name="TypeAttributes">Names of the attributes of types, as they are written.</param>
/// <param name="Aliases">Aliases that hold in the file.</param>
/// <param name="GlobalAliases">Aliases that hold in all files.</param>
/// <param name="ConcernsAll">Something here can be reached without a name: global usings, attributes of the assembly, types that the compiler or the parser know.</param>
internal sealed record Outline(
    string[] Names, string[] Namespaces, string[] TypeAttributes, string[] Aliases, string[] GlobalAliases, bool ConcernsAll);
