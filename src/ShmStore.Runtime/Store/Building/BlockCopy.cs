using ShmStore.Layout;

namespace ShmStore.Store.Building;

/// <summary>What stands in a block behind its header.</summary>
/// <param name="Content">The key of an entry, if it is one, and the document.</param>
/// <param name="Prologue">Bytes of it before the document.</param>
/// <param name="Meta">What is known of the document.</param>
internal readonly record struct BlockCopy(byte[] Content, int Prologue, BlockMeta Meta);
