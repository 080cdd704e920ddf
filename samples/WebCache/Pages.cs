using System.Globalization;
using System.Text;

namespace WebCache;

/// <summary>Pages that are dear to make, and can be checked.</summary>
internal static class Pages
{
    /// <summary>How many there are.</summary>
    public const int Count = 5000;

    /// <summary>The key of a page.</summary>
    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"page:{number}");

    /// <summary>Makes a page.</summary>
    public static byte[] Make(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<h1>{number}</h1>") + new string((char)('a' + (number % 26)), 500));

    /// <summary>The page that a request is for: few are asked for often.</summary>
    /// <param name="request">A number; of those that follow each other, the pages are spread.</param>
    public static int Of(int request)
    {
        const double goldenRatio = 0.6180339887498949;
        double spread = request * goldenRatio % 1;
        return (int)(Count * Math.Pow(spread, 4));
    }
}
