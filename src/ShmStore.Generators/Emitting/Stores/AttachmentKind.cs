using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>One of the three ways to attach: what the keys are then.</summary>
/// <param name="Entry">The type of its entries.</param>
/// <param name="Atomic">The type of its atomics.</param>
/// <param name="Document">The type of its documents.</param>
/// <param name="Map">The type of its maps.</param>
/// <param name="DocumentMap">The type of its maps of documents.</param>
internal sealed record AttachmentKind(string Entry, string Atomic, string Document, string Map, string DocumentMap)
{
    /// <summary>The C# type of a key.</summary>
    public string TypeOf(KeyModel key) => key.Kind switch
    {
        KeyKind.Entry => $"{RuntimeNames.Of(Entry)}<{key.ValueType}>",
        KeyKind.Atomic => $"{RuntimeNames.Of(Atomic)}<{key.ValueType}>",
        KeyKind.Map => $"{RuntimeNames.Of(Map)}<{key.MapKey!.Type}, {key.ValueType}>",
        KeyKind.DocumentMap => $"{RuntimeNames.Of(DocumentMap)}<{key.MapKey!.Type}>",
        _ => RuntimeNames.Of(Document),
    };
}
