using MongoDB.Bson;
using MongoDB.Bson.IO;
using ShmStore.Store.Maps;

namespace ShmStore.Tool;

/// <summary>Documents as Extended JSON.</summary>
internal static class JsonText
{
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };
    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    /// <summary>A value on one line.</summary>
    public static string Of(BsonValue value, bool canonical) => ShownKey.Escape(value.ToJson(canonical ? Canonical : Relaxed));

    /// <summary>A value over several lines, for people.</summary>
    public static string Indented(BsonValue value, bool canonical)
    {
        JsonWriterSettings settings = (canonical ? Canonical : Relaxed).Clone();
        settings.Indent = true;
        return string.Join(settings.NewLineChars, value.ToJson(settings).Split(settings.NewLineChars).Select(static line => ShownKey.Escape(line)));
    }
}
