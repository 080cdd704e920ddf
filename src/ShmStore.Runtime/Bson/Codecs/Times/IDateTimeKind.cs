using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>What <see cref="DateTime.Kind"/> a member has, and so how it becomes UTC and is made of UTC.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDateTimeKind
{
    /// <summary>The pattern of the text form.</summary>
    static abstract string Pattern { get; }

    /// <summary>The UTC time to store.</summary>
    /// <exception cref="ArgumentException">The value cannot be represented.</exception>
    static abstract DateTime ToUtc(DateTime value);

    /// <summary>The value of a stored UTC time.</summary>
    /// <returns>False if the member cannot hold it.</returns>
    static abstract bool TryFromUtc(DateTime utc, out DateTime value);

    /// <summary>What is wrong with a UTC time that the member cannot hold.</summary>
    static virtual string Problem(DateTime utc) => $"{utc:O} is beyond the calendar in this machine's zone";
}
