using System.Diagnostics;

namespace ShmStore.Bson;

/// <summary>An object in place that is one of several types: ask which, then view it as that. Valid as long as the bytes under it are.</summary>
/// <typeparam name="TBase">The interface or base class.</typeparam>
/// <typeparam name="TTypes">The types it may be.</typeparam>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly ref struct PolymorphicView<TBase, TTypes>
    where TBase : class
    where TTypes : struct, IPolymorphic<TBase>
{
    private readonly ElementView _element;

    internal PolymorphicView(ElementView element) => _element = element;

    /// <summary>Whether this is the view of null.</summary>
    public bool IsNull => _element.Type != ElementType.Document;

    /// <summary>What a debugger shows: the content, cut off after a bounded length.</summary>
    internal string DebuggerText => ViewText.Of(Document);

    /// <summary>The document.</summary>
    /// <exception cref="BsonFormatException">Nested too deeply.</exception>
    public DocumentView Document => IsNull ? default : _element.AsDocument();

    /// <summary>The name of the type, as the document has it; the view of null if it has none.</summary>
    /// <exception cref="BsonFormatException">The document is malformed.</exception>
    public Utf8View TypeName => !IsNull && Document.TryFind(Discriminator.ElementName, out ElementView discriminator)
        ? new Utf8View(Discriminator.NameIn(discriminator))
        : default;

    /// <summary>Whether the object is of exactly this type.</summary>
    /// <exception cref="BsonFormatException">The document is malformed.</exception>
    public bool Is<T>()
        where T : TBase
    {
        Utf8View name = TypeName;
        return name.IsNull ? !IsNull && typeof(T) == typeof(TBase) : TTypes.KnownTypes.IsNameOf(typeof(T), name.Utf8);
    }

    /// <summary>Views the object as one type, which is not checked; ask <see cref="Is{T}"/> first. The view of null, if this is it.</summary>
    /// <typeparam name="TView">The generated view of that type.</typeparam>
    /// <exception cref="BsonFormatException">Nested too deeply.</exception>
    public TView As<TView>()
        where TView : ISharedView<TView>, allows ref struct => IsNull ? TView.Create(default) : TView.View(_element);

    /// <summary>The object; null for the view of null.</summary>
    /// <exception cref="BsonFormatException">The document is not one of the known types.</exception>
    public TBase? ToObject() => IsNull ? null : PolymorphicCodec<TBase, TTypes>.Read(_element);
}
