using System.Text.Json.Serialization;

namespace ShmStore.Benchmarks.Samples;

/// <summary>System.Text.Json's generated serializers of the samples.</summary>
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Portfolio))]
internal sealed partial class SampleJson : JsonSerializerContext;
