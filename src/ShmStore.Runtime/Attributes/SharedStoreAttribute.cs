namespace ShmStore;

/// <summary>
/// Marks a partial class as a store's schema: every partial get-only property of a shared type
/// (<c>SharedEntry&lt;T&gt;</c>, <c>SharedMap&lt;TKey, TValue&gt;</c>, <c>SharedAtomic&lt;T&gt;</c>,
/// <c>SharedDocument</c>, <c>SharedDocumentMap&lt;TKey&gt;</c>) is a key. The source generator makes the class a
/// reader of the store and adds its <c>Writer</c>, its <c>Contributor</c>, the <c>Key</c> enum and the <c>Layout</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SharedStoreAttribute : Attribute;
