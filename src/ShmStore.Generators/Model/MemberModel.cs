namespace ShmStore.Generators.Model;

/// <summary>One stored member of an object.</summary>
/// <param name="Name">The member's name as in metadata.</param>
/// <param name="Identifier">The name as C# source, keyword-safe.</param>
/// <param name="Local">A local variable's name for the value, keyword-safe and unique in its object.</param>
/// <param name="ElementName">The element's name in the document.</param>
/// <param name="Type">How the value is stored.</param>
/// <param name="Offset">The value's offset from the document's first byte, or 0 for a tail member.</param>
/// <param name="Required">A document without the element is an error.</param>
/// <param name="Default">The value when the element is missing: what an attribute or the constructor's parameter says, or a constant initializer. Null for the type's default.</param>
/// <param name="Assignment">How the value gets into a new object.</param>
/// <param name="Access">What is emitted to read the member alone; null for a member that is not public.</param>
/// <param name="Omission">When the element is left out.</param>
/// <param name="Condition">What else the element's writing depends on; null for nothing.</param>
/// <param name="IsExtraElements">The member is no element: it keeps those that no other member has.</param>
internal sealed record MemberModel(
    string Name,
    string Identifier,
    string Local,
    string ElementName,
    FieldType Type,
    int Offset,
    bool Required,
    DefaultValue? Default,
    MemberAssignment Assignment,
    MemberAccess? Access,
    Omission Omission,
    WriteCondition? Condition,
    bool IsExtraElements)
{
    /// <summary>What the names of the types in <c>Layout.FieldTypes</c> begin with; the member's name follows.</summary>
    public const string FieldTypePrefix = "Of";

    /// <summary>The member has a constant offset in the fixed block.</summary>
    public bool IsFixed => Offset > 0;

    /// <summary>The element may be left out of the document, so that others are not where they would be.</summary>
    public bool MayBeLeftOut => Omission != Omission.Never || Condition is not null;

    /// <summary>What an element that was left out stands for, as schema documents have it; null for the type's own default, or if none is left out, or then is an error.</summary>
    public string? OmittedText => MayBeLeftOut && !Required ? Default?.SchemaText : null;

    /// <summary>One past the value's last byte.</summary>
    public int End => Offset + (Type.Fixed?.Width ?? 0);

    /// <summary>The type in <c>Layout.FieldTypes</c> that reads the member: with a capital letter, whatever the member is called, and no keyword.</summary>
    public string FieldTypeName => FieldTypePrefix + Name;

    /// <summary>
    /// The prefix of the member's constants in <c>Layout</c>. The underscore keeps a member named Fixed from <c>Layout.FixedEnd</c>, and one named Get from
    /// <c>GetType</c>; names that have it already get one more.
    /// </summary>
    public string LayoutPrefix => LayoutPrefixOf(Name);

    /// <summary>The prefix of the constants of a member of this name.</summary>
    public static string LayoutPrefixOf(string name) => name.TrimEnd('_') is "Fixed" or "Get" ? name + "_" : name;
}
