namespace ShmStore.Generators.Model;

/// <summary>One key of a store.</summary>
/// <param name="Property">The property's name as in metadata.</param>
/// <param name="Identifier">The name as C# source, keyword-safe.</param>
/// <param name="Field">A name for the field behind the property that nothing else in the store has.</param>
/// <param name="Name">The key's name in the schema.</param>
/// <param name="Kind">What lies under the key.</param>
/// <param name="ValueType">The value's C# type, fully qualified; empty for documents.</param>
/// <param name="SchemaType">The value's type in the schema; empty for documents.</param>
/// <param name="MapKey">The run-time keys of a map; null for what is no map.</param>
/// <param name="Accessibility">The property's accessibility as C# source.</param>
/// <param name="Marks">The property's own attributes that warn of its use as C# source, repeated on what is emitted.</param>
internal sealed record KeyModel(
    string Property,
    string Identifier,
    string Field,
    string Name,
    KeyKind Kind,
    string ValueType,
    string SchemaType,
    MapKeyType? MapKey,
    string Accessibility,
    EquatableArray<string> Marks);
