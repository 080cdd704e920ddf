using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.FieldTypes;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>
/// Reads the fields of a shared object of another assembly from the constants of its generated <c>Layout</c>. Its members alone do not tell:
/// metadata loses the order between properties and fields, and the compiler does not import private setters and constructors.
/// </summary>
internal static class ReferencedSchema
{
    private const string NameSuffix = "Name";
    private const string TypeSuffix = "Type";

    /// <summary>The fields in declared order; none if the type was not generated.</summary>
    public static IEnumerable<SchemaField> Fields(INamedTypeSymbol type)
    {
        (Dictionary<string, object?> constants, List<string> prefixes) = Constants(type);
        // Of a type that may be one of several no offset holds for all.
        bool isPolymorphic = KnownTypes.IsPolymorphic(type);
        return prefixes.Select(prefix => new SchemaField(
            (string)constants[prefix + NameSuffix]!,
            (string)constants[prefix + TypeSuffix]!,
            !isPolymorphic && constants.TryGetValue(prefix + "Offset", out object? place) && place is int offset ? offset : 0,
            constants.ContainsKey(prefix + "Required"),
            constants.ContainsKey(prefix + "MayBeLeftOut"),
            constants.TryGetValue(prefix + "Default", out object? omitted) ? omitted as string : null));
    }

    /// <summary>What the names of the fields' constants begin with, in declared order: see <see cref="MemberModel.LayoutPrefix"/>.</summary>
    public static IEnumerable<string> Prefixes(INamedTypeSymbol type) => Constants(type).Prefixes;

    /// <summary>The types that a value may be; none if it is always exactly of this one.</summary>
    public static List<INamedTypeSymbol> Known(INamedTypeSymbol type) => KnownTypes.Of(type, new DiagnosticSink());

    /// <summary>The shared objects among the members that can be seen.</summary>
    public static IEnumerable<INamedTypeSymbol> References(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface ? [] : MemberCollector.Collect(type).SelectMany(static member => FieldTypeParser.Describe(member.Type, FieldOptions.Of(member.Declared)).Objects);

    private static (Dictionary<string, object?> Values, List<string> Prefixes) Constants(INamedTypeSymbol type)
    {
        Dictionary<string, object?> values = [];
        List<string> prefixes = [];
        IEnumerable<IFieldSymbol> fields = type.GetTypeMembers("Layout").SelectMany(static layout => layout.GetMembers().OfType<IFieldSymbol>());
        foreach (IFieldSymbol field in fields.Where(static field => field.HasConstantValue))
        {
            values[field.Name] = field.ConstantValue;
            if (field.Name.EndsWith(NameSuffix, StringComparison.Ordinal))
                prefixes.Add(field.Name.Substring(0, field.Name.Length - NameSuffix.Length));
        }

        // A class of this name that was written by hand has what it likes.
        prefixes.RemoveAll(prefix => values[prefix + NameSuffix] is not string || !values.TryGetValue(prefix + TypeSuffix, out object? schema) || schema is not string);
        return (values, prefixes);
    }
}
