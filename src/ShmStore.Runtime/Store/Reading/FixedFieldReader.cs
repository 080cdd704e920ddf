using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Reads one member that canonical documents have at a constant offset; by name in others.</summary>
internal readonly ref struct FixedFieldReader<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, MissingField<TField> missing) : IBlockReader<TField>
    where TRaw : unmanaged
    where TCodec : struct, IFixedCodec<TField, TRaw>
{
    private readonly ReadOnlySpan<byte> _name = name;

    /// <inheritdoc/>
    public TField Read(in DocumentView document) => document.TryGetFixed<TField, TRaw, TCodec>(offset, _name, out TField? value) ? value : missing.In(document, _name);
}
