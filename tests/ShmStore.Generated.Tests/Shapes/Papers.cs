namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A store of documents under keys of bytes.</summary>
[SharedStore]
public partial class Papers
{
    /// <summary>By the bytes of their hash.</summary>
    public partial SharedDocumentMap<byte[]> ByHash { get; }
}
