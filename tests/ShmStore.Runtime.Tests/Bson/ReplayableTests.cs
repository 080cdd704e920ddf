using CsCheck;

namespace ShmStore.Tests.Bson;

/// <summary>What a failure of random input says.</summary>
public sealed class ReplayableTests
{
    [Fact]
    public void A_failure_names_the_seed_and_the_command()
    {
        Exception failure = Assert.ThrowsAny<Exception>(() => Replayable.Try(Gen.Int[0, 100], static number => Assert.True(number < 50), 10_000));
        Assert.Matches("again: CsCheck_Seed=[0-9A-Za-z_-]{6,} dotnet run --project tests/ShmStore.Runtime.Tests -- -class \"\\*ReplayableTests\"", failure.Message);
    }
}
