using System.Globalization;
using ShmStore.Bson;

namespace ShmStore.TestHost.Samples;

/// <summary>
/// Reads what <see cref="SampleTraffic"/> writes in every way there is, and says what is wrong: values that are torn, another key's, older than one that was seen, or older than what was
/// published before the read began. One per thread.
/// </summary>
public sealed class SampleChecker
{
    private const int Ways = 6;

    private readonly SampleStore _store;
    private readonly long[] _numbers;
    private readonly long[] _versions;
    private int _next;

    /// <summary>Checks reads of a store.</summary>
    public SampleChecker(SampleStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _numbers = new long[store.Entries.Count];
        _versions = new long[store.Entries.Count];
    }

    /// <summary>How many reads were checked.</summary>
    public long Reads { get; private set; }

    /// <summary>Reads one key in one way, the next time another. Null when nothing is wrong.</summary>
    public string? ReadNext()
    {
        int key = _next % _numbers.Length;
        int way = _next / _numbers.Length % Ways;
        _next = _next == int.MaxValue ? 0 : _next + 1;
        SharedEntry<Sample> entry = _store.Entries[key];
        long notBefore = _store.Count.Value;
        if (notBefore == 0)
            return null;
        Reads++;
        switch (way)
        {
            case 0:
                return entry.TryGet(out Sample? value, out long version)
                    ? CheckNumber(key, value.Number, value.IsWhole, notBefore) ?? CheckVersion(key, version)
                    : $"key {key} has no value";
            case 1:
                return CheckNumber(key, entry.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false), true, notBefore);
            case 2:
                (long number, bool whole) = entry.ReadView<Sample.View, (long, bool)>(static view => (view.Number, view.IsWhole));
                return CheckNumber(key, number, whole, notBefore);
            case 3:
                byte[] raw = entry.GetRaw()!;
                BsonValidation.Validate(raw);
                return CheckNumber(key, BitConverter.ToInt64(raw, Sample.NumberOffset), true, notBefore);
            case 4:
                (long first, double half) = entry.Read(SampleFields.Number, SampleFields.Half);
                return CheckNumber(key, first, half == first / 2.0, notBefore);
            default:
                return CheckVersion(key, entry.Version);
        }
    }

    /// <summary>Reads until told to stop or something is wrong; tells what.</summary>
    public string? ReadUntil(Func<bool> stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        while (!stop())
        {
            for (int i = 0; i < 100; i++)
            {
                if (ReadNext() is { } wrong)
                    return wrong;
            }
        }

        return null;
    }

    private string? CheckNumber(int key, long number, bool whole, long notBefore)
    {
        long last = _numbers[key];
        _numbers[key] = number;
        if (!whole)
            return Describe(key, number, "is torn");
        if (number % _numbers.Length != key)
            return Describe(key, number, "is another key's");
        if (number < last)
            return Describe(key, number, $"comes after {last}");
        return number / _numbers.Length < notBefore ? Describe(key, number, $"is older than round {notBefore}") : null;
    }

    private string? CheckVersion(int key, long version)
    {
        long last = _versions[key];
        _versions[key] = version;
        return version < last || version == 0 ? string.Create(CultureInfo.InvariantCulture, $"Key {key}: version {version} comes after {last}.") : null;
    }

    private static string Describe(int key, long number, string what) => string.Create(CultureInfo.InvariantCulture, $"Key {key}: number {number} {what}.");
}
