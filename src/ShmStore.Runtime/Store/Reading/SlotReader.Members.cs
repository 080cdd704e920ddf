using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <content>Reading one member.</content>
internal readonly unsafe partial struct SlotReader
{
    /// <summary>Reads a member by name.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="missing">What a missing element stands for.</param>
    /// <exception cref="InvalidOperationException">The key has no value.</exception>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The slot or the block contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TField GetField<TField, TCodec>(ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TCodec : struct, IBsonCodec<TField>
    {
        var reader = new FieldReader<TField, TCodec>(name, missing);
        return Read<FieldReader<TField, TCodec>, TField>(ref reader);
    }

    /// <summary>Reads a member at a constant offset.</summary>
    /// <param name="offset">Where it stands in a canonical document, in bytes.</param>
    /// <param name="name">The element's UTF-8 name, by which it is looked up in other documents.</param>
    /// <param name="missing">What a missing element stands for.</param>
    /// <inheritdoc cref="GetField"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TField GetFixed<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        var reader = new FixedFieldReader<TField, TRaw, TCodec>(offset, name, missing);
        return Read<FixedFieldReader<TField, TRaw, TCodec>, TField>(ref reader);
    }
}
