using System.Globalization;

namespace Quickstart;

/// <summary>Values whose members belong together, so that a torn or mixed read would show.</summary>
internal static class Values
{
    private const string AccountPrefix = "testacc";

    /// <summary>Sets both objects.</summary>
    public static void Set(ObjectStore.Writer writer, long number)
    {
        writer.MyObject.Set(new MyObject(new AccountData(AccountPrefix + number, number)));
        writer.MyOtherObject.Set(new MyOtherObject { Buffer = number.ToString("x12", CultureInfo.InvariantCulture), Number = number });
    }

    /// <summary>True when the members of an object belong together.</summary>
    public static bool IsWhole(MyObject value) => value.Data.Account == AccountPrefix + value.Data.Delta;

    /// <summary>The same, in place: nothing is copied or allocated.</summary>
    public static bool IsWhole(MyOtherObject.View view) =>
        long.TryParse(view.Buffer.Utf8, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long spelt) && spelt == view.Number && view.Name == "unknown";
}
