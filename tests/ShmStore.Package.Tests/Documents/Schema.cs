using ShmStore;

namespace Documents;

/// <summary>A store of documents without a schema.</summary>
[SharedStore]
public partial class Library
{
    /// <summary>One document.</summary>
    public partial SharedDocument Settings { get; }

    /// <summary>Documents by names.</summary>
    public partial SharedDocumentMap<string> Books { get; }
}
