namespace ShmStore.TestHost.Samples;

/// <summary>A store in static fields, as a plugin may have one.</summary>
public static class KeptStore
{
    private static SampleWriter? _writer;
    private static SampleStore? _reader;

    /// <summary>Opens it for good.</summary>
    /// <param name="path">Null for private memory.</param>
    /// <param name="disposes">Dispose of it, and keep it all the same.</param>
    public static void Keep(string? path, bool disposes)
    {
        _writer = SampleWriter.Open(path);
        _writer.A.Set(Sample.Of(1));
        _reader = _writer.OpenReader();
        if (disposes)
        {
            _reader.Dispose();
            _writer.Dispose();
        }
    }
}
