using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Checks;

/// <summary>The file of a writer that has died in a state, before anybody repairs it.</summary>
internal static class DeadFile
{
    /// <summary>Checks it; returns the version of the store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seen">What the reader saw that was attached already.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static long Check(string path, Content seen, Problems problems)
    {
        Inspect(path, StoreFindingSeverity.Damage, problems);
        using StepStore reader = StepStore.Open(path);
        Content content = reader.Snapshot(static moment => Content.Of(moment));
        if (!content.Same(seen))
            problems.Add("new reader: not what the one before it sees: " + content.Difference(seen));
        AddUp(reader.GetHeapReport(), problems);
        return reader.Version;
    }

    /// <summary>Has the file verified: findings of a severity or a worse one are problems.</summary>
    public static void Inspect(string path, StoreFindingSeverity worst, Problems problems)
    {
        StoreReport report = SharedStoreFile.Verify(path);
        foreach (StoreFinding finding in report.Findings.Where(finding => finding.Severity >= worst))
            problems.Add("verify: " + finding);
        if (!report.IsSound)
            problems.Add("verify: not sound");
    }

    /// <summary>What is in use and what is free is the whole heap.</summary>
    public static void AddUp(HeapReport report, Problems problems)
    {
        if (report.Live.Bytes + report.Free.Bytes != report.HeapBytes)
            problems.Add($"heap: {report.Live.Bytes} bytes in use and {report.Free.Bytes} free ones are not {report.HeapBytes}");
    }
}
