using System.Globalization;

namespace ShmStore.Documents;

/// <summary>Keeps the culture of the caller from what is called until this is disposed: MongoDB.Bson writes and reads numbers in JSON by that. Of one thread, and not over an await.</summary>
internal readonly ref struct InvariantNumbers
{
    private readonly CultureInfo? _before;

    private InvariantNumbers(CultureInfo? before) => _before = before;

    // In most cultures these are what they are in the invariant one, and setting the culture of a thread is not for nothing: it does not follow its default any more.
    private static bool AreUsual => CultureInfo.CurrentCulture is
    {
        NumberFormat: { NegativeSign: "-", PositiveSign: "+", NumberDecimalSeparator: "." },
        DateTimeFormat: { DateSeparator: "/", TimeSeparator: ":", Calendar: GregorianCalendar },
    };

    /// <summary>Begins.</summary>
    public static InvariantNumbers Begin()
    {
        if (AreUsual)
            return default;
        var numbers = new InvariantNumbers(CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return numbers;
    }

    /// <summary>Ends.</summary>
    public void Dispose()
    {
        if (_before is not null)
            CultureInfo.CurrentCulture = _before;
    }
}
