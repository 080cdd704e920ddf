using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Deleting a store deletes the small files beside it that are its own, and none that only has such a name.</summary>
public sealed class DeletedCompanionsTests : IDisposable
{
    private static readonly string[] Suffixes = [".lock", ".used", ".wait"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_own_are_deleted()
    {
        using (var writer = MapStoreWriter.Open(_folder.File()))
            writer.Numbers.Limits = new MapLimits { MaximumEntries = 10 };
        if (OperatingSystem.IsLinux())
            Assert.Equal(["region", "region.used", "region.wait"], _folder.Names());
        Assert.True(SharedStoreFile.Delete(_folder.File()));
        Assert.DoesNotContain(_folder.Names(), static name => !name.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Shm")]
    [InlineData("somebody's file, of some length")]
    public void Files_of_others_stay(string content)
    {
        foreach (string suffix in Suffixes)
            File.WriteAllText(_folder.File("region" + suffix), content);
        MapStoreWriter.Open(_folder.File()).Dispose();
        Assert.True(SharedStoreFile.Delete(_folder.File()));
        Assert.Equal(Suffixes.Select(static suffix => "region" + suffix), _folder.Names());
        Assert.All(Suffixes, suffix => Assert.Equal(content, File.ReadAllText(_folder.File("region" + suffix))));
    }

    [Fact]
    public void Stores_of_such_names_stay()
    {
        string[] names = [.. Suffixes.Select(static suffix => "region" + suffix)];
        foreach (string name in names)
        {
            using var other = SampleWriter.Open(_folder.File(name));
            other.A.Set(Sample.Of(7));
        }

        MapStoreWriter.Open(_folder.File()).Dispose();
        Assert.True(SharedStoreFile.Delete(_folder.File()));
        foreach (string name in names)
        {
            using SampleStore other = SampleStore.Open(_folder.File(name));
            Assert.Equal(Sample.Of(7), other.A.Value);
        }
    }

    [Fact]
    public void A_link_stays_and_what_it_leads_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.WriteAllBytes(_folder.File("marks"), "ShmUsed1"u8);
        MapStoreWriter.Open(_folder.File()).Dispose();
        File.CreateSymbolicLink(_folder.File("region.used"), _folder.File("marks"));
        Assert.True(SharedStoreFile.Delete(_folder.File()));
        Assert.Contains("marks", _folder.Names());
        Assert.Contains("region.used", _folder.Names());
    }
}
