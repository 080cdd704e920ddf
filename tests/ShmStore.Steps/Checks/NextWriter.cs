using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Checks;

/// <summary>Whoever writes after a writer that has died in a state.</summary>
internal static class NextWriter
{
    private const int Writes = 25;
    private const string Mark = "~mark";

    /// <summary>Attaches as the next writer, checks what it finds, goes on writing and compares with a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What may be there.</param>
    /// <param name="seen">What readers saw.</param>
    /// <param name="version">The version of the store that readers saw.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(string path, Expectation expected, Content seen, long version, Problems problems)
    {
        using (StepStore.Writer writer = StepStore.CreateWriter(path, expected.Case.Situation.Options))
        {
            using StepStore reader = writer.OpenReader();
            var found = Content.Of(reader);
            if (!found.Same(seen))
                problems.Add("next writer: not what readers saw: " + found.Difference(seen));
            foreach (string twice in found.Doubles)
                problems.Add("next writer: twice " + twice);
            HeapReport heap = reader.GetHeapReport();
            DeadFile.AddUp(heap, problems);
            if (expected.Fault(found, Memory.Of(heap)) is { } fault)
                problems.Add("next writer: " + fault);
            Count(reader, heap, found, expected, problems);
            GoOn(writer, reader, expected, found, version, problems);
        }

        DeadFile.Inspect(path, StoreFindingSeverity.Leftover, problems);
    }

    // What has expired is counted until it is removed.
    private static void Count(StepStore reader, HeapReport? heap, Content found, Expectation expected, Problems problems)
    {
        if (expected.Case.Situation.Expired)
            return;
        if (reader.M.Count != found.Count(Content.OfM) || reader.N.Count != found.Count(Content.OfN))
            problems.Add($"next writer: Count is {reader.M.Count} and {reader.N.Count}, found were {found.Count(Content.OfM)} and {found.Count(Content.OfN)}");
        MapStatistics statistics = reader.M.Statistics;
        if (heap?.Maps.FirstOrDefault(static map => map.Name == "M") is { } use && (use.Entries.Bytes != statistics.Bytes || use.Entries.Blocks != statistics.Count))
            problems.Add($"next writer: the map says {statistics.Count} entries of {statistics.Bytes} bytes, its blocks are {use.Entries.Blocks} of {use.Entries.Bytes}");
    }

    private static void GoOn(StepStore.Writer writer, StepStore reader, Expectation expected, Content found, long version, Problems problems)
    {
        var model = new SortedDictionary<string, string>(found.Values, StringComparer.Ordinal);
        bool isFull = false;
        try
        {
            long first = Set(model, "A", Item.Of(1), writer.A.Set);
            if (first <= found.Highest || first < version)
                problems.Add($"going on: version {first} is not above {found.Highest} and {version}");
            Write(writer, expected, model);
            using StoreCommit commit = writer.BeginCommit();
            Set(model, "B", Item.Of(2), writer.B.Set);
            Set(model, Content.OfM + Mark, Item.Of(3), item => writer.M.Set(Mark, item));
            commit.Complete();
        }
        catch (StoreFullException) when (expected.Case.Situation.Full)
        {
            isFull = true;
        }

        var after = Content.Of(reader);
        Count(reader, null, after, expected, problems);
        if (isFull)
            return;
        string difference = Content.Difference(after.Values, model);
        if (difference.Length > 0)
            problems.Add("going on: " + difference);
        Followed.Check(reader, expected, after, Mark, problems);
    }

    private static void Write(StepStore.Writer writer, Expectation expected, SortedDictionary<string, string> model)
    {
        var random = new Random(Writes);
        for (int i = 0; i < Writes; i++)
        {
            string key = i % 5 == 0 ? "added" + i : expected.Keys[random.Next(expected.Keys.Length)];
            int number = expected.Numbers[random.Next(expected.Numbers.Length)];
            if (random.Next(3) == 0)
            {
                writer.M.Remove(key);
                model.Remove(Content.OfM + key);
                writer.N.Remove(number);
                model.Remove(Content.OfN + number);
            }
            else
            {
                Set(model, Content.OfM + key, Item.Of(i), item => writer.M.Set(key, item));
                Set(model, Content.OfN + number, Item.Of(i), item => writer.N.Set(number, item));
            }
        }
    }

    private static long Set(SortedDictionary<string, string> model, string name, Item item, Func<Item, long> set)
    {
        long version = set(item);
        model[name] = Content.Text(item, version);
        return version;
    }
}
