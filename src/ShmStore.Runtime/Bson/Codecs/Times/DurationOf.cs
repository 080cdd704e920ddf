using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>Counts durations and times of day in a unit. What is finer than the unit is cut off towards zero, as MongoDB.Bson does.</summary>
/// <typeparam name="T"><see cref="TimeSpan"/> or <see cref="TimeOnly"/>.</typeparam>
/// <typeparam name="TUnit">The unit.</typeparam>
internal static class DurationOf<T, TUnit>
    where T : unmanaged
    where TUnit : struct, ITimeUnit
{
    private static long TicksPerUnit => TUnit.Nanoseconds / TimeSpan.NanosecondsPerTick;

    private static long UnitsPerTick => TimeSpan.NanosecondsPerTick / TUnit.Nanoseconds;

    /// <summary>The whole units.</summary>
    /// <exception cref="ArgumentException">More than 64 bits hold.</exception>
    public static long ToUnits(T value)
    {
        long ticks = Ticks(value);
        if (TicksPerUnit > 0)
            return ticks / TicksPerUnit;
        long units = unchecked(ticks * UnitsPerTick);
        if (units / UnitsPerTick != ticks)
            ThrowNotWritable(value, "64");
        return units;
    }

    /// <summary>The units with their fraction.</summary>
    public static double ToFraction(T value) => TicksPerUnit > 0 ? Ticks(value) / (double)TicksPerUnit : Ticks(value) * (double)UnitsPerTick;

    /// <summary>The value of whole units.</summary>
    public static bool TryFromUnits(long units, out T value)
    {
        if (TicksPerUnit == 0)
            return TryFromTicks(units / UnitsPerTick, out value) && units % UnitsPerTick == 0;
        long ticks = unchecked(units * TicksPerUnit);
        return TryFromTicks(ticks, out value) && ticks / TicksPerUnit == units;
    }

    /// <summary>The value of units with a fraction, to the nearest tick.</summary>
    public static bool TryFromFraction(double units, out T value)
    {
        double ticks = Math.Round(TicksPerUnit > 0 ? units * TicksPerUnit : units / UnitsPerTick);
        value = default;

        // The longest durations are no doubles: what is written of them is the double nearest to their units, and that may be beyond them. The conversion saturates.
        return Math.Abs(ticks) <= Math.BitIncrement(-(double)long.MinValue) && TryFromTicks((long)ticks, out value);
    }

    /// <summary>The error for a duration that has too many units.</summary>
    [DoesNotReturn]
    public static void ThrowNotWritable(T value, string bits) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{value} has more units of {TUnit.Nanoseconds} ns than {bits} bits hold"));

    /// <summary>What is wrong with units that are not of this type.</summary>
    public static string Problem<TNumber>(TNumber units) => string.Create(CultureInfo.InvariantCulture, $"{units} units of {TUnit.Nanoseconds} ns are not a {typeof(T).Name}");

    private static long Ticks(T value) =>
        typeof(T) == typeof(TimeSpan) ? Unsafe.BitCast<T, TimeSpan>(value).Ticks : Unsafe.BitCast<T, TimeOnly>(value).Ticks;

    private static bool TryFromTicks(long ticks, out T value)
    {
        if (typeof(T) == typeof(TimeSpan))
        {
            value = Unsafe.BitCast<TimeSpan, T>(new TimeSpan(ticks));
            return true;
        }
        bool isTime = TickCount.IsIn(ticks, TimeOnly.MaxValue.Ticks);
        value = isTime ? Unsafe.BitCast<TimeOnly, T>(new TimeOnly(ticks)) : default;
        return isTime;
    }
}
