using ShmStore.Heap;
using ShmStore.Store.Reading;

namespace ShmStore.Tests.Store.Protocol;

/// <summary>One attempt to read a key's document into a buffer. Returns the bytes read; a negative number when the attempt does not count.</summary>
internal interface IRawReader
{
    /// <summary>Tries once.</summary>
    static abstract unsafe int TryRead(BlockRotation blocks, long* slot, Span<byte> buffer, out long version);
}

/// <summary>The reader of the product.</summary>
internal sealed class ProductReader : IRawReader
{
    public static unsafe int TryRead(BlockRotation blocks, long* slot, Span<byte> buffer, out long version)
    {
        version = 0;
        if (!BlockLease.TryBegin(blocks.Region, slot, out BlockLease lease) || !lease.TryGetDocument(out ReadOnlySpan<byte> document, out _) || document.Length > buffer.Length)
            return -1;
        document.CopyTo(buffer);
        version = lease.Stamp.Version;
        return lease.StillStands() ? document.Length : -1;
    }
}

/// <summary>Which steps of the read protocol a <see cref="PausingReader{TSteps}"/> takes.</summary>
internal interface ISteps
{
    /// <summary>Looks at the slot again after it has loaded the version.</summary>
    static abstract bool LooksAtSlotAgain { get; }

    /// <summary>Looks at the version again behind the data.</summary>
    static abstract bool ChecksVersion { get; }

    /// <summary>Looks at the slot once more at the very end, after the version.</summary>
    static abstract bool LooksAtSlotAtEnd { get; }
}

/// <summary>The read protocol with a pause between every two steps, which widens the gaps that are there without it.</summary>
internal sealed class PausingReader<TSteps> : IRawReader
    where TSteps : ISteps
{
    [ThreadStatic]
    private static uint _random;

    public static unsafe int TryRead(BlockRotation blocks, long* slot, Span<byte> buffer, out long version)
    {
        long offset = Volatile.Read(ref *slot);
        Pause();
        var block = new BlockHeader(blocks.Region.Origin + offset);
        version = Volatile.Read(ref block.Version);
        if (version == 0)
            return -1;
        Pause();
        if (TSteps.LooksAtSlotAgain && Volatile.Read(ref *slot) != offset)
            return -1;
        Pause();
        int length = block.Length;
        if ((uint)length > (uint)buffer.Length)
            return -1;
        new ReadOnlySpan<byte>(block.Document, length).CopyTo(buffer);
        Pause();
        Volatile.ReadBarrier();
        if (TSteps.ChecksVersion && block.Version != version)
            return -1;
        Pause();
        return TSteps.LooksAtSlotAtEnd && Volatile.Read(ref *slot) != offset ? -1 : length;
    }

    private static void Pause()
    {
        _random = (_random * 1664525) + 1013904223;
        Thread.SpinWait((int)(_random >> 28));
    }
}

/// <summary>All steps, in order.</summary>
internal sealed class Intact : ISteps
{
    public static bool LooksAtSlotAgain => true;

    public static bool ChecksVersion => true;

    public static bool LooksAtSlotAtEnd => false;
}

/// <summary>The mistake: the data are believed without a second look at the version.</summary>
internal sealed class WithoutVersionCheck : ISteps
{
    public static bool LooksAtSlotAgain => true;

    public static bool ChecksVersion => false;

    public static bool LooksAtSlotAtEnd => false;
}

/// <summary>The mistake: the block may have been reused for another key before its version was loaded.</summary>
internal sealed class WithoutSecondLook : ISteps
{
    public static bool LooksAtSlotAgain => false;

    public static bool ChecksVersion => true;

    public static bool LooksAtSlotAtEnd => false;
}

/// <summary>The mistake: both checks come at the end, the version before the slot; the block can be another key's during the read and this key's again after it.</summary>
internal sealed class ChecksAtEnd : ISteps
{
    public static bool LooksAtSlotAgain => false;

    public static bool ChecksVersion => true;

    public static bool LooksAtSlotAtEnd => true;
}
