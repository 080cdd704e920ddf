using System.ComponentModel;
using System.Text;

namespace ShmStore.Bson;

/// <summary>One type that a member of an interface or base class may hold. Immutable.</summary>
/// <typeparam name="TBase">The interface or base class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KnownType<TBase>
    where TBase : class
{
    private readonly byte[] _name;

    private protected KnownType(Type type, string name)
    {
        Type = type;
        Name = name;
        _name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The type.</summary>
    public Type Type { get; }

    /// <summary>Its discriminator.</summary>
    public string Name { get; }

    /// <summary>Describes a type that has no known types derived from it.</summary>
    /// <inheritdoc cref="Of{T, TObject}"/>
    public static KnownType<TBase> Of<T>(string name, params ReadOnlySpan<string> written)
        where T : TBase, ISharedObject<T> => Of<T, ConcreteObject<T>>(name, written);

    /// <summary>Describes a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <typeparam name="TObject">How it is written and read.</typeparam>
    /// <param name="name">The discriminator it is recognised by.</param>
    /// <param name="written">
    /// The discriminator it is written with: nothing for the declared type itself, its name, or in a hierarchy the names from the root down to
    /// it, which become an array.
    /// </param>
    public static KnownType<TBase> Of<T, TObject>(string name, params ReadOnlySpan<string> written)
        where T : TBase
        where TObject : struct, IConcreteObject<T> => new KnownTypeOf<TBase, T, TObject>(name, written);

    internal abstract void Write(ref DocumentWriter writer, TBase value);

    internal abstract TBase Read(DocumentView document, ElementView discriminator);

    internal bool IsNamed(ReadOnlySpan<byte> name) => name.SequenceEqual(_name);
}
