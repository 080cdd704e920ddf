using ShmStore.Steps.Cases;
using ShmStore.Steps.Samples;
using ShmStore.Steps.States;

namespace ShmStore.Steps.Checks;

/// <summary>What was there before the operation and is there after it, as the next writer finds both, and what may be seen on the way.</summary>
internal sealed class Expectation
{
    private readonly Seen _seen;

    /// <summary>By the first and the last of the states.</summary>
    /// <param name="what">The case.</param>
    /// <param name="states">Its states, as they were recorded.</param>
    /// <param name="path">A file to open them in.</param>
    public Expectation(Case what, IReadOnlyList<State> states, string path)
    {
        Case = what;
        _seen = what.Seen;
        (Old, OldMemory, OldVersion) = Recover(StatesFile.ImageOf(states, 0), path);
        (New, NewMemory, _) = Recover(StatesFile.ImageOf(states, states.Count - 1), path);
        Keys = [.. Old.KeysOf(Content.OfM).Union(New.KeysOf(Content.OfM)).Append("none")];
        Numbers = [.. Old.KeysOf(Content.OfN).Union(New.KeysOf(Content.OfN)).Select(int.Parse).Append(-7)];
        Commons = [.. Old.Values.Keys.Where(New.Values.ContainsKey)];
        Drift = Math.Max(1, Old.KeysOf(Content.OfM).Except(New.KeysOf(Content.OfM)).Count() + New.KeysOf(Content.OfM).Except(Old.KeysOf(Content.OfM)).Count());
    }

    /// <summary>The case.</summary>
    public Case Case { get; }

    /// <summary>True when each entry is the old one or the new one all the time.</summary>
    public bool IsOneChange => _seen != Seen.Parts;

    /// <summary>What was there before.</summary>
    public Content Old { get; }

    /// <summary>What is there after it.</summary>
    public Content New { get; }

    /// <summary>The version of the map of texts before.</summary>
    public long OldVersion { get; }

    /// <summary>Keys of the map of texts, of before, after, and one that is missing.</summary>
    public string[] Keys { get; }

    /// <summary>Those of the map of numbers.</summary>
    public int[] Numbers { get; }

    /// <summary>What is there before and after, so always.</summary>
    public string[] Commons { get; }

    /// <summary>By how much the number of entries of the map of texts may be before or behind them during the operation.</summary>
    public int Drift { get; }

    private Memory OldMemory { get; }

    private Memory NewMemory { get; }

    /// <summary>What is wrong with a content that was seen at one moment; null if nothing is.</summary>
    public string? Fault(Content seen) =>
        !IsOneChange || seen.Same(Old) || seen.Same(New) || (_seen == Seen.EvictionFirst && IsEvicted(seen)) ? null : $"neither old nor new: {seen.Difference(Old)} | {seen.Difference(New)}";

    /// <summary>What is wrong with the memory in use beside a content; null if nothing is.</summary>
    public string? Fault(Content seen, Memory memory)
    {
        bool isRight = !IsOneChange
            || (seen.Same(Old) && (memory == OldMemory || (_seen == Seen.IndexFirst && memory.IsBetween(OldMemory, NewMemory))))
            || (seen.Same(New) && memory == NewMemory)
            || (_seen == Seen.EvictionFirst && IsEvicted(seen) && memory.Blocks == OldMemory.Blocks - 1 && memory.Bytes < OldMemory.Bytes);
        return isRight ? null : $"in use is {memory}, before {OldMemory}, after {NewMemory}";
    }

    private bool IsEvicted(Content seen)
    {
        string[] missing = [.. Old.Values.Keys.Where(key => !seen.Values.ContainsKey(key))];
        return missing is [var evicted] && evicted.StartsWith(Content.OfM, StringComparison.Ordinal) && !New.Values.ContainsKey(evicted) && seen.Values.All(pair => Old.Values.GetValueOrDefault(pair.Key) == pair.Value);
    }

    private (Content Content, Memory Memory, long Version) Recover(byte[] image, string path)
    {
        File.WriteAllBytes(path, image);
        StepStore.CreateWriter(path, Case.Situation.Options).Dispose();
        using StepStore reader = StepStore.Open(path);
        return (Content.Of(reader), Memory.Of(reader.GetHeapReport()), reader.M.Version);
    }
}
