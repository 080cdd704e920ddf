using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Says which types a member of an interface or base class may hold. Implemented by generated code.</summary>
/// <typeparam name="TBase">The interface or base class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPolymorphic<TBase>
    where TBase : class
{
    /// <summary>The types; always the same instance.</summary>
    static abstract KnownTypes<TBase> KnownTypes { get; }
}
