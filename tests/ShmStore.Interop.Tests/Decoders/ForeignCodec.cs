namespace ShmStore.Interop.Tests.Decoders;

/// <summary>A decoder and encoder in another language: a program that is run with a command, and answers each line with a line.</summary>
internal sealed class ForeignCodec
{
    private readonly Lazy<Task<string?>> _whyAbsent;
    private readonly string _program;
    private readonly string[] _before;
    private readonly string[] _after;

    /// <summary>Describes the program.</summary>
    /// <param name="name">What tests call it.</param>
    /// <param name="whyAbsent">Finds out why it cannot be used; null if it can. Called once.</param>
    /// <param name="program">What to run, in this project's folder.</param>
    /// <param name="before">Arguments before the command.</param>
    /// <param name="after">Arguments after the command.</param>
    public ForeignCodec(string name, Func<Task<string?>> whyAbsent, string program, string[] before, string[] after)
    {
        Name = name;
        _whyAbsent = new(whyAbsent);
        _program = program;
        _before = before;
        _after = after;
    }

    /// <summary>What tests call it.</summary>
    public string Name { get; }

    /// <summary>BSON documents as canonical Extended JSON, or as "error: …".</summary>
    public Task<string[]> DecodeAsync(IEnumerable<byte[]> documents) => RunAsync("decode", documents.Select(Convert.ToHexString));

    /// <summary>Canonical Extended JSON as BSON documents.</summary>
    public async Task<byte[][]> EncodeAsync(IEnumerable<string> documents) => FromHex(await RunAsync("encode", documents));

    /// <summary>BSON documents decoded and encoded again.</summary>
    public async Task<byte[][]> RecodeAsync(IEnumerable<byte[]> documents) => FromHex(await RunAsync("recode", documents.Select(Convert.ToHexString)));

    /// <summary>The documents that the language's own values become.</summary>
    public async Task<byte[][]> NativeAsync() => FromHex(await RunAsync("native", []));

    private async Task<string[]> RunAsync(string command, IEnumerable<string> input)
    {
        ExternalTool.Require(await _whyAbsent.Value);
        string[] lines = [.. input];
        var (exitCode, output, error) = await ExternalProcess.RunAsync(
            _program, [.. _before, command, .. _after], SourceFolder.Path, string.Concat(lines.Select(line => line + "\n")), TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"{Name} ended with {exitCode}: {error}");
        string[] answers = output.Split('\n')[..^1];
        Assert.True(lines.Length == 0 || lines.Length == answers.Length, $"{Name} answered {lines.Length} lines with {answers.Length}.");
        return answers;
    }

    private static byte[][] FromHex(string[] answers) =>
        [.. answers.Select(answer => answer.StartsWith("error", StringComparison.Ordinal) ? throw new FormatException(answer) : Convert.FromHexString(answer))];
}
