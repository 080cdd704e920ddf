using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>The layout of the documents a schema is made of: all members are found by name.</summary>
internal static class SchemaLayout
{
    /// <summary>A document's first bytes: its length, not known yet.</summary>
    public static ReadOnlySpan<byte> Template => [0, 0, 0, 0];

    /// <summary>No member stands at a constant offset.</summary>
    public static FixedLayout NoFixedMembers => new(Template, Template);
}
