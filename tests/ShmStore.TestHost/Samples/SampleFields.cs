using ShmStore.Bson;

namespace ShmStore.TestHost.Samples;

/// <summary>Names of the fixed members of <see cref="Sample"/>, as the generator would emit them.</summary>
public static class SampleFields
{
    public static SharedMember<Sample, long, OfNumber> Number => default;

    public static SharedMember<Sample, double, OfHalf> Half => default;

    public readonly struct OfNumber : ISharedMember<long>
    {
        public static bool TryLoad(FixedBytes bytes, out long value) => bytes.TryLoad<long, long, Int64Codec>(Sample.NumberOffset, out value);

        public static long Read(DocumentView document) => document.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false);
    }

    public readonly struct OfHalf : ISharedMember<double>
    {
        public static bool TryLoad(FixedBytes bytes, out double value) => bytes.TryLoad<double, double, DoubleCodec>(Sample.HalfOffset, out value);

        public static double Read(DocumentView document) => document.GetFixed<double, double, DoubleCodec>(Sample.HalfOffset, "Half"u8, false);
    }
}
