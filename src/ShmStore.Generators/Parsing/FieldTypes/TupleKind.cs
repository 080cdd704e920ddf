using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Tuples of up to seven items as arrays, and key-value pairs as documents.</summary>
internal sealed class TupleKind : IFieldTypeKind
{
    private const int MaxItems = 7;

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { Arity: > 0, ContainingType: null } named || CSharpNames.NamespacePrefix(named) is not ("System." or "System.Collections.Generic."))
            return null;
        bool isPair = named.OriginalDefinition.Is("System.Collections.Generic.KeyValuePair`2");
        if (!isPair && named.Name is not ("ValueTuple" or "Tuple"))
            return null;
        if (named.Arity > MaxItems)
            return FieldTypeResult.Failed(MemberRules.UnsupportedType, CSharpNames.Display(type), $"a tuple has at most {MaxItems} items, use a record marked [SharedObject]");
        List<FieldType> items = [];
        List<INamedTypeSymbol> objects = [];
        List<INamedTypeSymbol> held = [];
        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            FieldTypeResult item = parser.Parse(argument);
            if (item.Type is null)
                return item;
            items.Add(item.Type);
            objects.AddRange(item.Objects);
            held.AddRange(item.Held);
        }

        string codec = Codecs.Generic(
            isPair ? "KeyValuePairCodec" : $"{named.Name}{named.Arity}Codec",
            [.. items.Select(static item => item.Type), .. items.Select(static item => item.Codec)]);
        string name = Name(named, items);
        string schema = isPair ? SchemaTypes.Pair(items[0], items[1]) : SchemaTypes.Tuple(items);
        FieldTypeResult result = type.IsReferenceType ? new(Scalars.Reference(name, codec, schema)) : Scalars.Variable(name, codec, schema);
        return result with { Objects = objects, Held = held };
    }

    // Names of items are kept for whoever reads the view.
    private static string Name(INamedTypeSymbol type, List<FieldType> items)
    {
        if (!type.IsTupleType || items.Count == 1)
            return $"global::{CSharpNames.NamespacePrefix(type)}{type.Name}<{string.Join(", ", items.Select(static item => item.Type))}>";
        return $"({string.Join(", ", items.Zip(type.TupleElements, static (item, element) =>
            element.IsExplicitlyNamedTupleElement ? $"{item.Type} {CSharpNames.Identifier(element.Name)}" : item.Type))})";
    }
}
