using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Reads one member by name.</summary>
internal readonly ref struct FieldReader<TField, TCodec>(ReadOnlySpan<byte> name, MissingField<TField> missing) : IBlockReader<TField>
    where TCodec : struct, IBsonCodec<TField>
{
    private readonly ReadOnlySpan<byte> _name = name;

    /// <inheritdoc/>
    public TField Read(in DocumentView document) => document.TryTake(document.FindInTail(_name), _name.Length, out ElementView element)
        ? TCodec.Read(element)
        : missing.In(document, _name);
}
