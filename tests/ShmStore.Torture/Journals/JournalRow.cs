namespace ShmStore.Torture.Journals;

/// <summary>The row of one process in the journal.</summary>
internal readonly unsafe struct JournalRow(long* words)
{
    private const int FirstBegun = 64;
    private const int FirstCompleted = 128;
    private const int FirstTime = 256;

    /// <summary>What the process is doing.</summary>
    public ref long State => ref words[0];

    /// <summary>Commits that were made.</summary>
    public ref long Commits => ref words[1];

    /// <summary>Reads that were checked.</summary>
    public ref long Reads => ref words[2];

    /// <summary>Repairs of what a writer left that died.</summary>
    public ref long TakeOvers => ref words[3];

    /// <summary>Snapshots that were checked.</summary>
    public ref long Snapshots => ref words[4];

    /// <summary>Number of the last commit of the keys that change together.</summary>
    public ref long GroupVersion => ref words[5];

    /// <summary>Operations that found the store full.</summary>
    public ref long Full => ref words[6];

    /// <summary>Growths of an index.</summary>
    public ref long Growths => ref words[7];

    /// <summary>Time stamp of the death of this writer during its turn; 0 when another has taken that over.</summary>
    public ref long DiedAt => ref words[8];

    /// <summary>The longest time of a take-over, in time stamps.</summary>
    public ref long LongestTakeOver => ref words[9];

    /// <summary>How many of those times were so many milliseconds; see <see cref="TakeOverTimes"/>.</summary>
    public ref long TakeOverTime(int milliseconds) => ref words[FirstTime + milliseconds];

    /// <summary>Values of a key that were begun.</summary>
    public ref long Begun(int key) => ref words[FirstBegun + key];

    /// <summary>Values of a key that were completed.</summary>
    public ref long Completed(int key) => ref words[FirstCompleted + key];
}
