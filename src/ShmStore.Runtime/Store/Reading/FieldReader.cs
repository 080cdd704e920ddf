using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Reads one member by name.</summary>
internal readonly ref struct FieldReader<TField, TCodec>(ReadOnlySpan<byte> name, bool required) : IBlockReader<TField>
    where TCodec : struct, IBsonCodec<TField>
{
    private readonly ReadOnlySpan<byte> _name = name;

    /// <inheritdoc/>
    public TField Read(DocumentView document) => document.Get<TField, TCodec>(_name, required);
}
