using ShmStore.Bson;

namespace ShmStore.Store.Inspection;

/// <summary>Looks whether a document is valid BSON, of the type that the schema says, and as canonical as its block says.</summary>
internal static class DocumentCheck
{
    /// <summary>Checks a document.</summary>
    /// <param name="store">The store.</param>
    /// <param name="type">Its type; null for documents without a schema.</param>
    /// <param name="value">The document and its block.</param>
    /// <param name="key">Whose it is.</param>
    public static void Run(InspectedStore store, string? type, ImageValue value, string? key)
    {
        if (Problem(store.Types, type, value) is { } problem)
            store.Findings.Damage(StoreArea.Document, value.Block.Offset, key, $"version {value.Block.Version}: {problem}");
    }

    /// <summary>What is wrong with a document; null when nothing is.</summary>
    public static string? Problem(TypeCheck? types, string? type, ImageValue value)
    {
        try
        {
            BsonValidation.Validate(value.Document.Span);
            if (type is null || types is null)
                return null;
            var view = new DocumentView(value.Document.Span);
            types.Check(type, view);
            return CanonicalCheck.Problem(types.Of(type), view, value.Block.Meta.FixedPrefix);
        }
        catch (BsonFormatException malformed)
        {
            return malformed.Message;
        }
    }
}
