namespace ShmStore.Generators.Model;

/// <summary>The emitted properties that read one member, and the methods that set it.</summary>
/// <param name="ViewProperty">The property of the view, as C# source.</param>
/// <param name="HasProperty">The view's property that tells whether the element is there and not null; null for none.</param>
/// <param name="EntryProperty">The extension property on <c>SharedEntry&lt;T&gt;</c>; null where a member of the entry has that name.</param>
/// <param name="EntrySetter">The extension method on <c>SharedEntryWriter&lt;T&gt;</c> that replaces a fixed member; null where only the whole object can be set.</param>
/// <param name="MapEntryProperty">The extension property on <c>SharedMapEntry&lt;T&gt;</c>; null where a member of the entry has that name.</param>
/// <param name="MapSetter">The extension method on <c>SharedMapWriter&lt;TKey, T&gt;</c> that replaces a fixed member under a key, and beside which there is one with <c>Try</c> before its name; null where only the whole object can be set.</param>
/// <param name="FieldName">The property of <c>Layout.Fields</c> by which a fixed member is read together with others, as C# source.</param>
/// <param name="Marks">The member's own attributes that warn of its use as C# source, repeated on what is emitted.</param>
/// <param name="NeedsReflection">The member is read by reflection, and what reads it is marked so.</param>
internal sealed record MemberAccess(string ViewProperty, string? HasProperty, string? EntryProperty, string? EntrySetter, string? MapEntryProperty, string? MapSetter, string FieldName, EquatableArray<string> Marks, bool NeedsReflection);
