using ShmStore.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Histories;

/// <summary>Reads keys in every way there is, and records what they had. One per thread.</summary>
public sealed class RecordedReads(MapStore store, HistoryRecorder history, int seed)
{
    // The reads of one call on several keys.
    private static readonly int[] Numbers = [4, 5, 6, 7];
    private readonly Sample?[] _values = new Sample?[Numbers.Length];
    private readonly (long Number, double Half)[] _members = new (long, double)[Numbers.Length];
    private readonly Random _random = new(seed);

    /// <summary>What is wrong with a value in itself; null for nothing.</summary>
    public string? Wrong { get; private set; }

    /// <summary>Reads once.</summary>
    public void ReadNext()
    {
        int key = _random.Next(RecordedKeys.Count);
        switch (_random.Next(4))
        {
            case 0:
                history.Begin();
                RecordedKeys.TryGet(store, key, out Sample? value, out _);
                history.End(Read(key, NumberOf(value)));
                break;
            case 1 when key != RecordedKeys.Beside:
                history.Begin();
                bool contains = RecordedKeys.IsText(key) ? store.Texts.ContainsKey(RecordedKeys.TextOf(key)) : store.Numbers.ContainsKey(key);
                history.End(new Operation { Key = key, Kind = OperationKind.Contains, Result = contains ? 1 : 0 });
                break;
            case 2:
                history.Begin();
                long number = ReadMember(key);
                history.End(Read(key, number));
                break;
            case 3 when _random.Next(2) == 0:
                history.Begin();
                store.Numbers.ReadMany(Numbers, _members, SampleFields.Number, SampleFields.Half);
                history.End(Read(Numbers[0], NumberOf(_members[0])), Read(Numbers[1], NumberOf(_members[1])), Read(Numbers[2], NumberOf(_members[2])), Read(Numbers[3], NumberOf(_members[3])));
                break;
            default:
                history.Begin();
                store.Numbers.GetMany(Numbers, _values);
                history.End(Read(Numbers[0], NumberOf(_values[0])), Read(Numbers[1], NumberOf(_values[1])), Read(Numbers[2], NumberOf(_values[2])), Read(Numbers[3], NumberOf(_values[3])));
                break;
        }
    }

    private static Operation Read(int key, long number) => new() { Key = key, Kind = OperationKind.Read, Result = number };

    private long NumberOf(Sample? value)
    {
        if (value is { IsWhole: false })
            Wrong = $"torn: {value}";
        return value?.Number ?? 0;
    }

    private long NumberOf((long Number, double Half) members)
    {
        if (members.Half != members.Number / 2.0)
            Wrong = $"torn: {members}";
        return members.Number;
    }

    // One member, or two at once.
    private long ReadMember(int key)
    {
        bool alone = _random.Next(2) == 0;
        try
        {
            if (key == RecordedKeys.Beside)
                return !store.Beside.HasValue ? 0 : alone ? store.Beside.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false) : NumberOf(store.Beside.Read(SampleFields.Number, SampleFields.Half));
            bool found = RecordedKeys.IsText(key) ? store.Texts.TryGet(RecordedKeys.TextOf(key).AsSpan(), out SharedMapEntry<Sample> entry) : store.Numbers.TryGet(key, out entry);
            return !found ? 0 : alone ? entry.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false) : NumberOf(entry.Read(SampleFields.Number, SampleFields.Half));
        }
        catch (KeyNotFoundException)
        {
            // Removed between the look-up and the read.
            return 0;
        }
    }
}
