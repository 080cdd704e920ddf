using System.Globalization;

namespace ShmStore.Documents;

/// <summary>Keeps the culture of the caller from what is called until this is disposed: MongoDB.Bson writes and reads numbers in JSON by that. Of one thread, and not over an await.</summary>
internal readonly ref struct InvariantNumbers
{
    private readonly CultureInfo _before;

    private InvariantNumbers(CultureInfo before) => _before = before;

    /// <summary>Begins.</summary>
    public static InvariantNumbers Begin()
    {
        var numbers = new InvariantNumbers(CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return numbers;
    }

    /// <summary>Ends.</summary>
    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
