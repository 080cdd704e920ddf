namespace ShmStore.Interop.Tests.Decoders;

/// <summary>The decoders that must agree: npm's bson in two versions, Debian's python3-bson with and without its C extension, Debian's libbson.</summary>
internal static class ForeignCodecs
{
    private const string Python = "/usr/bin/python3";
    private const string PythonImport = "import bson, sys; sys.exit(0 if bson.has_c() else 'python3-bson-ext is missing')";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string LibBsonProgram = Path.Combine(AppContext.BaseDirectory, "libbson-codec");
    private static readonly Lazy<Task<string?>> PythonAbsence = new(() => ExternalTool.WhyUnusableAsync(Python, ["-c", PythonImport], SourceFolder.Path, Patience));

    private static readonly ForeignCodec[] Codecs =
    [
        new("npm bson 6", NodeFixture.WhyAbsentAsync, "node", ["node/codec.mjs", "bson"], []),
        new("npm bson 7", NodeFixture.WhyAbsentAsync, "node", ["node/codec.mjs", "bson7"], []),
        new("python3-bson", () => PythonAbsence.Value, Python, ["-B", "python/codec.py"], []),
        new("python3-bson without C", () => PythonAbsence.Value, Python, ["-B", "python/codec.py"], ["pure"]),
        new("libbson", BuildLibBsonAsync, LibBsonProgram, [], []),
    ];

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. Codecs.Select(codec => codec.Name)];

    /// <summary>One of them.</summary>
    public static ForeignCodec Find(string name) => Codecs.Single(codec => codec.Name == name);

    private static Task<string?> BuildLibBsonAsync() => ExternalTool.WhyUnusableAsync(
        "sh", ["-c", $"gcc -std=gnu11 -Wall -Wextra -Werror libbson/codec.c $(pkg-config --cflags --libs libbson-1.0) -o '{LibBsonProgram}'"], SourceFolder.Path, Patience);
}
