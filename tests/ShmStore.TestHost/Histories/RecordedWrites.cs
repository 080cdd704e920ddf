using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Histories;

/// <summary>Writes keys in every way there is, and records it; beside that adds and removes keys that are not recorded, so that segments are replaced all the time. One per thread.</summary>
/// <param name="writer">The store.</param>
/// <param name="history">Takes the operations.</param>
/// <param name="thread">Number of the thread among those that write.</param>
/// <param name="threads">How many write.</param>
public sealed class RecordedWrites(MapStoreWriter writer, HistoryRecorder history, int thread, int threads)
{
    // So many keys are held that segments are nearly full, and then soon have too many lanes of removed ones.
    private const int Noise = 360;
    private const int LongestText = 200;

    private readonly MapStore _reader = writer.OpenReader();
    private readonly Random _random = new(thread);
    private long _written;

    /// <summary>Writes once.</summary>
    public void WriteNext()
    {
        MakeNoise();
        int key = _random.Next(RecordedKeys.Count);
        Sample value = Next();
        switch (_random.Next(key == RecordedKeys.Beside ? 3 : 9))
        {
            case 0:
                history.Begin();
                RecordedKeys.Set(writer, key, value);
                history.End(new Operation { Key = key, Kind = OperationKind.Set, Written = value.Number });
                break;
            case 1:
                Update(key, value);
                break;
            case 2:
                TrySet(key, value);
                break;
            case 3 or 4:
                history.Begin();
                bool added = RecordedKeys.IsText(key) ? writer.Texts.TryAdd(RecordedKeys.TextOf(key), value) : writer.Numbers.TryAdd(key, value);
                history.End(new Operation { Key = key, Kind = OperationKind.TryAdd, Written = value.Number, Result = added ? 1 : 0 });
                break;
            case 5 or 6:
                history.Begin();
                bool removed = RecordedKeys.Remove(writer, key);
                history.End(new Operation { Key = key, Kind = OperationKind.Remove, Result = removed ? 1 : 0 });
                break;
            case 7 when _random.Next(50) == 0:
                Clear();
                break;
            default:
                Commit(value);
                break;
        }
    }

    private Sample Next() => Sample.Of((++_written * threads) + thread, 1 + _random.Next(LongestText));

    private void MakeNoise()
    {
        int number = RecordedKeys.FirstNoise + _random.Next(2 * Noise);
        if (!writer.Numbers.Remove(number))
            writer.Numbers.Set(number, Sample.Of(number));
        string text = RecordedKeys.NoiseOf(number);
        if (!writer.Texts.Remove(text))
            writer.Texts.Set(text, Sample.Of(number));
    }

    private void Update(int key, Sample value)
    {
        long seen = 0;
        history.Begin();
        try
        {
            if (key == RecordedKeys.Beside)
                writer.Beside.Update(See);
            else if (RecordedKeys.IsText(key))
                writer.Texts.Update(RecordedKeys.TextOf(key), See);
            else
                writer.Numbers.Update(key, See);
        }
        catch (Exception missing) when (missing is KeyNotFoundException or InvalidOperationException)
        {
            seen = 0;
        }

        history.End(new Operation { Key = key, Kind = OperationKind.Update, Written = value.Number, Expected = seen });

        Sample See(Sample old)
        {
            seen = old.Number;
            return value;
        }
    }

    private void TrySet(int key, Sample value)
    {
        RecordedKeys.TryGet(_reader, key, out Sample? expected, out long version);
        history.Begin();
        bool set = key == RecordedKeys.Beside ? writer.Beside.TrySet(value, version)
            : RecordedKeys.IsText(key) ? writer.Texts.TrySet(RecordedKeys.TextOf(key), value, version)
            : writer.Numbers.TrySet(key, value, version);
        history.End(new Operation { Key = key, Kind = OperationKind.TrySet, Written = value.Number, Expected = expected?.Number ?? 0, Result = set ? 1 : 0 });
    }

    private void Clear()
    {
        history.Begin();
        writer.Texts.Clear();
        history.End([.. Enumerable.Range(0, RecordedKeys.Count).Where(RecordedKeys.IsText).Select(static key => new Operation { Key = key, Kind = OperationKind.Clear })]);
    }

    // Every other key: set, or removed if it is there.
    private void Commit(Sample value)
    {
        List<Operation> operations = [];
        history.Begin();
        using (StoreCommit commit = writer.BeginCommit())
        {
            for (int key = _random.Next(3); key < RecordedKeys.Count; key += 1 + _random.Next(4))
            {
                if (key != RecordedKeys.Beside && _random.Next(3) == 0)
                {
                    operations.Add(new Operation { Key = key, Kind = OperationKind.Remove, Result = RecordedKeys.Remove(writer, key) ? 1 : 0 });
                    continue;
                }

                RecordedKeys.Set(writer, key, value);
                operations.Add(new Operation { Key = key, Kind = OperationKind.Set, Written = value.Number });
            }

            commit.Complete();
        }

        history.End([.. operations]);
    }
}
