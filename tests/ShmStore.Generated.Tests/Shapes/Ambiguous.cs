namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A store whose keys have names that entries of its maps could have.</summary>
[SharedStore]
internal sealed partial class Ambiguous
{
    [SharedKey("a")]
    internal partial SharedDocumentMap<string> Outer { get; }

    [SharedKey("a/m")]
    internal partial SharedDocumentMap<string> Inner { get; }

    [SharedKey("a/single")]
    internal partial SharedDocument Single { get; }
}
