namespace ShmStore.Store.Inspection;

/// <summary>A block with the document in it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Document">Its document; empty for a key that was cleared.</param>
internal sealed record ImageValue(ImageBlock Block, ReadOnlyMemory<byte> Document);
