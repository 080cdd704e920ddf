using System.Runtime.Versioning;
using ShmStore.Memory;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

public abstract unsafe partial class RegionTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void Nothing_is_at_the_path_until_the_region_is_initialised_and_locked()
    {
        using Region region = Create(initialise: made =>
        {
            Assert.False(Path.Exists(Store));
            Assert.Equal(Store, made.Path);
            Assert.Equal(64 * Kilo, made.Committed);
            Assert.False(Bytes(made).ContainsAnyExcept((byte)0));
            made.Origin[0] = 7;
        });
        using Region reader = Open(RegionAccess.Read);
        Assert.Equal(7, reader.Origin[0]);
        Assert.Throws<RegionLockedException>(() => Open(RegionAccess.Write));
    }

    [Fact]
    public void What_exists_is_never_replaced()
    {
        File.WriteAllText(Store, "mine");
        Assert.Throws<RegionExistsException>(() => Create());
        Assert.Equal("mine", File.ReadAllText(Store));

        File.Delete(Store);
        File.CreateSymbolicLink(Store, Folder.File("nowhere"));
        Assert.Throws<RegionExistsException>(() => Create());
        Assert.False(Path.Exists(Folder.File("nowhere")));
    }

    [Fact]
    public void A_failing_initialisation_leaves_no_region()
    {
        Assert.Throws<InvalidDataException>(() => Create(initialise: static _ => throw new InvalidDataException()));
        Assert.False(Path.Exists(Store));
        Create().Dispose();
    }

    [Fact]
    public void Of_racing_creators_exactly_one_wins()
    {
        for (int round = 0; round < 20; round++)
        {
            string path = Folder.File($"race-{round}");
            int existed = 0, initialised = 0;
            Region? winner = null;
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
            {
                try
                {
                    Region region = Provider.Create(path, Pages.Size, Pages.Size, made => *(int*)made.Origin = Interlocked.Increment(ref initialised));
                    Assert.Null(Interlocked.Exchange(ref winner, region));
                }
                catch (RegionExistsException)
                {
                    Interlocked.Increment(ref existed);
                }
            });
            using (winner)
            {
                Assert.NotNull(winner);
                Assert.Equal(7, existed);
                using Region reader = Provider.Open(path, RegionAccess.Read, Pages.Size);
                Assert.Equal(*(int*)winner.Origin, *(int*)reader.Origin);
            }
        }

        Assert.DoesNotContain(Folder.Names(), static name => name.Contains(".new-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_is_taken_is_not_given_to_another_file()
    {
        string made = Folder.File("made");
        File.WriteAllText(made, "made");
        File.WriteAllText(Store, "mine");
        Assert.Throws<RegionExistsException>(() => Provider.Rename(made, Store));
        Assert.Equal(("made", "mine"), (File.ReadAllText(made), File.ReadAllText(Store)));

        File.Delete(Store);
        File.CreateSymbolicLink(Store, Folder.File("nowhere"));
        Assert.Throws<RegionExistsException>(() => Provider.Rename(made, Store));

        File.Delete(Store);
        Provider.Rename(made, Store);
        Assert.Equal("made", File.ReadAllText(Store));
        Assert.False(File.Exists(made));
    }

    [Fact]
    public void Of_two_files_that_are_given_a_name_at_once_exactly_one_gets_it()
    {
        const int rounds = 1000;
        int[] given = new int[rounds];
        using var start = new Barrier(2);
        var other = new Thread(() => Give(1));
        other.Start();
        Give(0);
        other.Join();
        Assert.All(given, static times => Assert.Equal(1, times));

        void Give(int file)
        {
            for (int round = 0; round < rounds; round++)
            {
                string path = Folder.File($"named-{round}");
                File.WriteAllText($"{path}.{file}", "");
                start.SignalAndWait();
                try
                {
                    Provider.Rename($"{path}.{file}", path);
                    Interlocked.Increment(ref given[round]);
                }
                catch (RegionExistsException)
                {
                    // The other one has it.
                }
            }
        }
    }

    [Fact]
    public void A_creator_that_dies_half_way_leaves_nothing_to_attach_to()
    {
        using var child = HostProcess.Start("create-and-stall", ProviderName, Store);
        child.Await("initialising");
        Assert.Throws<FileNotFoundException>(() => Open(RegionAccess.Read));
        child.Kill();
        Assert.Throws<FileNotFoundException>(() => Open(RegionAccess.Read));
        AssertAfterCreatorDied();
        Create().Dispose();
    }

    /// <summary>What may be in the folder after a creator died.</summary>
    private protected abstract void AssertAfterCreatorDied();

    [UnsupportedOSPlatform("windows")]
    [Theory]
    [InlineData("umask 0")]
    [InlineData("umask 077")]
    public void All_files_are_the_owners_alone_whatever_the_umask(string shell)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There are no file modes on Windows.");
        using var child = HostProcess.StartAfter(shell, "create", ProviderName, Store);
        child.Succeed();
        Assert.NotEmpty(Folder.Names());
        foreach (string name in Folder.Names())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.File(name)));
    }

    [UnsupportedOSPlatform("windows")]
    [Theory]
    [InlineData("umask 0", 0x180, 0x180)]
    [InlineData("umask 077", 0x1A0, 0x180)] // 0640: those who only read get nothing beside it.
    [InlineData("umask 0", 0x1B4, 0x1B0)] // 0664
    [InlineData("umask 077", 0x1B6, 0x1B6)] // 0666
    [InlineData("umask 027", 0x192, 0x180)] // 0622
    public void Or_have_the_mode_that_was_asked_for_and_those_beside_it_are_for_who_may_write_it(string shell, int asked, int beside)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There are no file modes on Windows.");
        using var child = HostProcess.StartAfter(shell, "create", ProviderName, Store, Convert.ToString(asked, 8));
        child.Succeed();
        Assert.Contains("region", Folder.Names());
        Assert.True(Folder.Names().Length > 1);
        foreach (string name in Folder.Names())
            Assert.Equal((name, (UnixFileMode)(name == "region" ? asked : beside)), (name, File.GetUnixFileMode(Folder.File(name))));
    }

    [UnsupportedOSPlatform("windows")]
    [Fact]
    public void It_has_no_other_mode_when_it_has_its_name_and_is_its_maker_s_before()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There are no file modes on Windows.");
        const UnixFileMode asked = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;
        bool stop = false;
        UnixFileMode? other = null;
        var looking = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                if (ModeOf(Store) is { } mode && mode != asked)
                    other = mode;
            }
        });
        looking.Start();
        for (int i = 0; i < 200; i++)
        {
            Provider.Create(
                Store,
                1,
                1,
                _ => Assert.All(Folder.Names(), name => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Folder.File(name)) & ~OwnerOnly)),
                asked).Dispose();
            Assert.Equal(asked, File.GetUnixFileMode(Store));
            foreach (string name in Folder.Names())
                File.Delete(Folder.File(name));
        }

        Volatile.Write(ref stop, true);
        looking.Join();
        Assert.Null(other);
    }

    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode? ModeOf(string path)
    {
        try
        {
            return File.Exists(path) ? File.GetUnixFileMode(path) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    [Fact]
    public void Creating_in_a_missing_folder_says_so()
    {
        string path = Path.Combine(Folder.File("missing"), "region");
        var error = Assert.Throws<DirectoryNotFoundException>(() => Provider.Create(path, 1, 1, static _ => { }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Creating_where_nothing_may_be_written_says_so()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        string path = Path.Combine(mount, "region");
        using (var child = HostProcess.Start("create", ProviderName, path))
            child.Succeed();
        Folder.MakeReadOnly(mount);

        string other = Path.Combine(mount, "other");
        Assert.Contains(other, AssertDenied(() => Provider.Create(other, 1, 1, static _ => { })), StringComparison.Ordinal);
        Assert.Contains(path, AssertDenied(() => Provider.Open(path, RegionAccess.Write, 1)), StringComparison.Ordinal);
        using Region reader = Provider.Open(path, RegionAccess.Read, 1);
        Assert.Equal(64 * Kilo, reader.Committed);
    }

    private static string AssertDenied(Func<Region> action)
    {
        Exception error = Assert.ThrowsAny<Exception>(action);
        Assert.True(error is UnauthorizedAccessException or IOException, error.ToString());
        return error.Message;
    }
}
