using System.IO.MemoryMappedFiles;

namespace ShmStore.Torture.Journals;

/// <summary>
/// What the processes of a run tell each other besides the store: a small mapped file with a row for each. A row is written by one process at a time, and outlives it: what a
/// writer that is killed has completed stays noted.
/// </summary>
internal sealed unsafe class Journal : IDisposable
{
    /// <summary>Rows of writers, from 0.</summary>
    public const int Writers = 4;

    /// <summary>Rows of readers, behind them.</summary>
    public const int Readers = 2;

    private const int RowLength = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <summary>Opens the journal, which is made if there is none.</summary>
    public Journal(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, (Writers + Readers) * RowLength);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>The row of a process.</summary>
    public JournalRow this[int row] => new((long*)(_start + (row * RowLength)));

    /// <summary>How many values of a key have been completed at least.</summary>
    public long Completed(int key) => Sum(row => this[row].Completed(key));

    /// <summary>How many values of a key have been begun at most.</summary>
    public long Begun(int key) => Sum(row => this[row].Begun(key));

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static long Sum(Func<int, long> of)
    {
        long sum = 0;
        for (int row = 0; row < Writers; row++)
            sum += of(row);
        return sum;
    }
}
