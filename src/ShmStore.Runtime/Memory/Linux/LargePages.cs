namespace ShmStore.Memory.Linux;

/// <summary>
/// Pages of 2 MiB in the place of 512 small ones, where the system gives them. Objects are found in no order, and with small pages the processor waits for page tables about as long as for the objects. All of this is
/// advice: where it is refused, the memory is the same with small pages.
/// </summary>
internal static unsafe class LargePages
{
    private const long SmallPage = 4096;

    /// <summary>Whether a range of so many bytes is worth an address that large pages can begin at. It and an offset in a file that belong together must have the same remainder by their size.</summary>
    public static bool Fit(long length) => length >= Pages.LargeSize && Pages.Size == SmallPage;

    /// <summary>Asks for large pages in private memory, where it is touched from now on.</summary>
    public static void Expect(byte* start, long length)
    {
        if (Fit(length))
            _ = LibC.Advise(start, (nuint)length, LibC.AdviseLargePages);
    }

    /// <summary>
    /// Puts large pages in the place of the small ones in a part of a mapped file that was just added to it: all that lie in it wholly. Readers do not use this part yet, so none has to wait while pages are exchanged, as
    /// one would whose data is moved. A shared file in memory does not get any otherwise, unless it was mounted so; other files refuse.
    /// </summary>
    /// <param name="origin">Where the file is mapped, writable.</param>
    /// <param name="from">Where the part begins in the file.</param>
    /// <param name="to">Where it ends.</param>
    public static void Collapse(byte* origin, long from, long to)
    {
        long first = (from + Pages.LargeSize - 1) & -Pages.LargeSize;
        long length = (to & -Pages.LargeSize) - first;
        if (Fit(length))
            _ = LibC.Advise(origin + first, (nuint)length, LibC.AdviseCollapse);
    }
}
