using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Names that a key cannot have because the store has a member of that name.</summary>
internal static class ReservedKeyNames
{
    // The last one is what an enum has its value in.
    private static readonly string[] Generated =
        ["Key", "Layout", "Writer", "Contributor", "Open", "CreateWriter", "TryBecomeWriter", "BecomeWriterAsync", "CreateSealedWriter", "OpenContributor", "OpenReader", "GetRaw", "Snapshot", "value__"];

    private static readonly string[] BaseTypes =
        ["ShmStore.SharedStore", "ShmStore.SharedStoreWriter", "ShmStore.SharedStoreContributor"];

    /// <summary>The names: those of generated members and of the runtime's base classes.</summary>
    public static IEnumerable<string> In(ParseSession session) =>
        Generated.Concat(BaseTypes.SelectMany(session.VisibleMemberNames));
}
