namespace ShmStore.Steps.States;

/// <summary>Bytes that a store has changed.</summary>
/// <param name="Offset">Where they are in the file.</param>
/// <param name="Bytes">What they are since.</param>
internal readonly record struct Change(long Offset, byte[] Bytes)
{
    /// <summary>Behind the last one.</summary>
    public long End => Offset + Bytes.Length;
}
