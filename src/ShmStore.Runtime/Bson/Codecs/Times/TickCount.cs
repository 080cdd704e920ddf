using System.Globalization;

namespace ShmStore.Bson;

/// <summary>Ticks of 100 ns that count from a type's least value.</summary>
internal static class TickCount
{
    /// <summary>Whether a type with these ticks at most holds them.</summary>
    public static bool IsIn(long ticks, long most) => (ulong)ticks <= (ulong)most;

    /// <summary>Reads them from a numeric element.</summary>
    /// <exception cref="BsonFormatException">Not an integer, or beyond what the type holds.</exception>
    public static long Read(ElementView element, long most, string type)
    {
        long ticks = LosslessNumber.ReadInt64(element);
        return IsIn(ticks, most) ? ticks : throw LosslessNumber.OutOfRange(element, ticks, $"the ticks of a {type}");
    }

    /// <summary>Returns ticks that were read on their own.</summary>
    /// <exception cref="BsonFormatException">They are beyond what the type holds.</exception>
    public static long Checked(long ticks, long most, string type) => IsIn(ticks, most)
        ? ticks
        : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", string.Create(CultureInfo.InvariantCulture, $"{ticks} are not the ticks of a {type}"));
}
