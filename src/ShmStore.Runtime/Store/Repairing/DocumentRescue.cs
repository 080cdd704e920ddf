using ShmStore.Store.Inspection;

namespace ShmStore.Store.Repairing;

/// <summary>Decides whether a document that something names is kept.</summary>
internal static class DocumentRescue
{
    /// <summary>Why it is not; null when it is.</summary>
    /// <exception cref="StoreFormatException">Only a schema that is doubtful speaks against it.</exception>
    public static string? Problem(InspectedStore store, SavedStore saved, string? type, ImageValue value)
    {
        string? problem = DocumentCheck.Problem(store.Types, type, value);
        if (problem is not null && DocumentCheck.Problem(null, null, value) is null)
            saved.ThrowIfDoubtful(store.Image, problem);
        return problem;
    }
}
