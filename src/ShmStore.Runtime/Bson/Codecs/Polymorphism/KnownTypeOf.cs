namespace ShmStore.Bson;

/// <summary>The <see cref="KnownType{TBase}"/> of a type.</summary>
/// <typeparam name="TBase">The interface or base class.</typeparam>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TObject">How it is written and read.</typeparam>
internal sealed class KnownTypeOf<TBase, T, TObject> : KnownType<TBase>
    where TBase : class
    where T : TBase
    where TObject : struct, IConcreteObject<T>
{
    private readonly byte[] _element;

    /// <summary>Describes the type.</summary>
    public KnownTypeOf(string name, ReadOnlySpan<string> written)
        : base(typeof(T), name) => _element = Discriminator.Encode(written);

    /// <inheritdoc/>
    internal override void Write(ref DocumentWriter writer, TBase value)
    {
        int start = writer.Position;
        TObject.Write(ref writer, (T)value);
        writer.InsertElement(start, TObject.FixedLayout.End, _element);
    }

    /// <inheritdoc/>
    internal override TBase Read(DocumentView document, ElementView discriminator) =>
        TObject.Read(document.With(TObject.FixedLayout.Match(document.Bytes), discriminator));
}
