using FASTER.core;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>What FASTER does with a record it has found: makes a result of the bytes where they lie.</summary>
/// <typeparam name="T">The result.</typeparam>
internal abstract class FasterFunctions<T> : SpanByteFunctions<SpanByte, T, Empty>
{
    /// <inheritdoc/>
    public override bool SingleReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref T dst, ref ReadInfo readInfo)
    {
        dst = ResultOf(value.AsReadOnlySpan());
        return true;
    }

    /// <inheritdoc/>
    public override bool ConcurrentReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref T dst, ref ReadInfo readInfo)
    {
        dst = ResultOf(value.AsReadOnlySpan());
        return true;
    }

    /// <summary>Makes the result.</summary>
    protected abstract T ResultOf(ReadOnlySpan<byte> bytes);
}

/// <summary>Reads one member, or changes it in place.</summary>
internal sealed class FasterDelta : FasterFunctions<long>
{
    /// <inheritdoc/>
    public override bool InPlaceUpdater(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref long output, ref RMWInfo rmwInfo)
    {
        input.AsReadOnlySpan().CopyTo(value.AsSpan()[AccountBytes.DeltaOffset..]);
        return true;
    }

    /// <inheritdoc/>
    protected override long ResultOf(ReadOnlySpan<byte> bytes) => AccountBytes.Delta(bytes);
}

/// <summary>Adds an object under a key that holds none: the base class copies the bytes that are given into a new record, and what is there stays as it is.</summary>
internal sealed class FasterAddition : SpanByteFunctions<SpanByte, long, Empty>
{
    /// <inheritdoc/>
    public override bool InPlaceUpdater(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref long output, ref RMWInfo rmwInfo) => true;
}

/// <summary>Reads the whole object.</summary>
internal sealed class FasterObject : FasterFunctions<Account>
{
    /// <inheritdoc/>
    protected override Account ResultOf(ReadOnlySpan<byte> bytes) => AccountBytes.Read(bytes);
}
