using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>All types that a member of an interface or base class may hold. Immutable.</summary>
/// <typeparam name="TBase">The interface or base class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownTypes<TBase>
    where TBase : class
{
    private readonly KnownType<TBase>[] _types;

    /// <summary>Collects types.</summary>
    public KnownTypes(params ReadOnlySpan<KnownType<TBase>> types) => _types = types.ToArray();

    /// <summary>Writes a value as a document that says which type it is. The discriminator follows the fixed-width members.</summary>
    /// <exception cref="ArgumentException">The value is of a type that is not known here, or holds something that cannot be stored.</exception>
    public void Write(ref DocumentWriter writer, TBase value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Type type = value.GetType();
        foreach (KnownType<TBase> known in _types)
        {
            if (known.Type == type)
            {
                known.Write(ref writer, value);
                return;
            }
        }
        throw new ArgumentException($"the value is of the type {type}, which is not declared as a known type of {typeof(TBase)} ({Names})");
    }

    /// <summary>Reads a value of the type that its document names; without a name, of the declared type itself.</summary>
    /// <exception cref="BsonFormatException">The document names a type that is not known, or none where one is needed, or does not hold it.</exception>
    public TBase Read(DocumentView document)
    {
        bool isNamed = document.TryFind(Discriminator.ElementName, out ElementView discriminator);
        ReadOnlySpan<byte> name = isNamed ? Discriminator.NameIn(discriminator) : default;
        foreach (KnownType<TBase> known in _types)
        {
            if (isNamed ? known.IsNamed(name) : known.Type == typeof(TBase))
                return known.Read(document, discriminator);
        }
        if (!isNamed)
            DocumentView.ThrowMissing(document, Discriminator.ElementName);
        throw discriminator.Error(
            BsonFormatReason.TypeMismatch, $"the discriminator '{TextError.Quote(name)}' names no known type of {typeof(TBase)} ({Names})");
    }

    /// <summary>Whether this name is the discriminator of a type.</summary>
    internal bool IsNameOf(Type type, ReadOnlySpan<byte> name)
    {
        foreach (KnownType<TBase> known in _types)
        {
            if (known.Type == type)
                return known.IsNamed(name);
        }
        return false;
    }

    private string Names => string.Join(", ", _types.Select(static known => known.Name));
}
