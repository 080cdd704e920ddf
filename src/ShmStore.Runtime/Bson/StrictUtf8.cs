using System.Text;

namespace ShmStore.Bson;

/// <summary>UTF-8 that refuses bytes that are none, and text that has no bytes in it, instead of replacing them. Thread-safe.</summary>
internal static class StrictUtf8
{
    /// <summary>The encoding. It throws <see cref="DecoderFallbackException"/> and <see cref="EncoderFallbackException"/>.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
