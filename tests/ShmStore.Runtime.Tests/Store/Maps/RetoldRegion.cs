using ShmStore.Memory;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Memory that tells whenever its length is looked at anew: there a reader stands between two loads.</summary>
internal sealed unsafe class RetoldRegion : Region
{
    private readonly Region _memory;

    public RetoldRegion(Region memory)
        : base(RegionAccess.Read, memory.Path)
    {
        _memory = memory;
        Publish(memory.Origin, memory.Committed);
    }

    public Action Looking { get; set; } = static () => { };

    public override long Maximum => _memory.Maximum;

    public override long Refresh()
    {
        Looking();
        return Committed;
    }

    public override UseMarks? TryAddMarks(long from, long length, out long offset) => throw new NotSupportedException();

    public override UseMarks? TryOpenMarks(long offset, long length) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    protected override void Close()
    {
    }

    protected override void Extend(long committed) => throw new NotSupportedException();

    protected override byte* MapWritable(long offset, long length) => throw new NotSupportedException();
}
