using System.Globalization;

namespace ShmStore.Tests.Store.Protocol;

/// <summary>How long stress tests run.</summary>
internal static class StressTime
{
    private const string Variable = "SHMSTORE_STRESS_SECONDS";

    /// <summary>Three seconds, or as many as the environment variable <c>SHMSTORE_STRESS_SECONDS</c> says.</summary>
    public static TimeSpan Normal { get; } = TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : 3);

    /// <summary>How long a test goes on at most until what it is about has happened, on a machine that is busy with other things.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);
}
