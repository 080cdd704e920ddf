using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quickstart;

/// <summary>What one worker did.</summary>
/// <param name="Name">Which worker.</param>
/// <param name="Reads">Values read.</param>
/// <param name="Retries">Reads that were repeated because the writer reused the memory meanwhile.</param>
/// <param name="Updates">New versions that the worker noticed.</param>
/// <param name="Torn">Values whose members did not belong together.</param>
internal sealed partial record WorkerReport(string Name, long Reads, long Retries, long Updates, long Torn)
{
    /// <summary>The report as a line, for the process that started this one.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Format.Default.WorkerReport);

    /// <summary>Reads a line.</summary>
    public static WorkerReport Parse(string line) => JsonSerializer.Deserialize(line, Format.Default.WorkerReport)!;

    // Generated code instead of reflection, so that the sample can be compiled ahead of time.
    [JsonSerializable(typeof(WorkerReport))]
    private sealed partial class Format : JsonSerializerContext;
}
