using System.Text;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Text that BSON ends with a zero byte: element names and regular expressions.</summary>
internal static class CString
{
    /// <summary>The UTF-8 bytes, without the closing zero.</summary>
    /// <exception cref="ArgumentException">The text contains a zero character or half of a surrogate pair.</exception>
    public static byte[] Encode(string text)
    {
        int zero = text.IndexOf('\0', StringComparison.Ordinal);
        if (zero >= 0)
            throw new ArgumentException($"the name or pattern '{text}' has a zero character at index {zero}, where BSON would end it");
        try
        {
            return StrictUtf8.Encoding.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"the name or pattern '{text}' has a lone surrogate at index {e.Index}, which UTF-8 cannot hold", e);
        }
    }
}
