using MongoDB.Bson;

namespace ShmStore.Tool.Tests;

/// <summary>Each command, on a store that is written meanwhile.</summary>
public sealed class CommandTests : IDisposable
{
    // Of the format's version in the header: docs/format.md.
    private const int VersionOffset = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shmstore");
    private readonly Shop.Writer _shop;

    public CommandTests()
    {
        _shop = Shop.CreateWriter(Store, new StoreOptions { MaximumSize = 1 << 20 });
        _shop.Best.Set(new Item("lamp", 1999));
        _shop.Items.Set("a/1", new Item("chair", 4900));
        _shop.Items.Set("b", new Item("é", 1));
        _shop.Sold.Value = 7;
        _shop.Notes.Set(-3, new BsonDocument("x", 1.5));
    }

    private string Store => Path.Combine(_folder.FullName, "shop");

    public void Dispose()
    {
        _shop.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Info_tells_what_the_store_is_and_what_its_keys_hold()
    {
        ToolRun run = await ToolRun.RunAsync("info", Store);
        Assert.Equal(0, run.Code);
        Assert.Equal(
            [
                Store,
                "  class     ShmStore.Tool.Tests.Shop",
                $"  identity  {_shop.StoreIdentity}",
                $"  version   {_shop.Version}",
                $"  size      {_shop.Statistics.CommittedBytes:N0} bytes of at most 1,048,576",
                $"  writer    process {Environment.ProcessId}, since {_shop.GetWriters()[0].Since:u}",
                "  checksums no",
                "key       kind         type                                version  holds",
                $"Best      Entry        ShmStore.Tool.Tests.Item            {_shop.Best.Version}        {_shop.Best.GetRaw()!.Length} bytes",
                $"Items     Map          string to ShmStore.Tool.Tests.Item  {_shop.Items.Version}        2 entries",
                "Sold      Atomic       int64                                        7",
                "Settings  Document                                         0        nothing",
                $"Notes     DocumentMap  int32                               {_shop.Notes.Version}        1 entries",
            ],
            run.Lines);
    }

    [Fact]
    public async Task Info_tells_of_a_store_without_a_writer_and_with_checksums()
    {
        string other = Store + ".other";
        Shop.CreateWriter(other, new StoreOptions { MaximumSize = 1 << 20, Checksums = true }).Dispose();
        string[] lines = (await ToolRun.RunAsync("info", other)).Lines;
        Assert.Contains("  writer    none", lines);
        Assert.Contains("  checksums yes", lines);
    }

    [Fact]
    public async Task Get_prints_one_value()
    {
        Assert.Equal(new(0, "{\n  \"Cents\" : 1999,\n  \"Name\" : \"lamp\"\n}\n", ""), await ToolRun.RunAsync("get", Store, "Best"));
        Assert.Equal(new(0, "{\n  \"Cents\" : { \"$numberLong\" : \"4900\" },\n  \"Name\" : \"chair\"\n}\n", ""), (await ToolRun.RunAsync("get", Store, "Items", "a/1", "--canonical")));
        Assert.Equal(new(0, "7\n", ""), await ToolRun.RunAsync("get", Store, "Sold"));
        Assert.Equal(new(0, "{\n  \"x\" : 1.5\n}\n", ""), await ToolRun.RunAsync("get", Store, "Notes", "--", "-3"));
    }

    [Theory]
    [InlineData(CommandLine.Negative, "'Settings' has no value.", "Settings")]
    [InlineData(CommandLine.Negative, "ShmStore.Tool.Tests.Shop has no key 'best': its keys are Best, Items, Sold, Settings, Notes.", "best")]
    [InlineData(CommandLine.Negative, "'ShmStore.Tool.Tests.Shop.Items' has no key \"c\".", "Items", "c")]
    [InlineData(CommandLine.Failed, "'Items' is a map: say the key of the entry too, or dump it.", "Items")]
    [InlineData(CommandLine.Failed, "'Best' is no map, and has no entry 'x'.", "Best", "x")]
    [InlineData(CommandLine.Failed, "\"x\" is not a key of 'ShmStore.Tool.Tests.Shop.Notes' as it is exported, which is a decimal number, of an enum too.", "Notes", "x")]
    public async Task Get_says_what_is_missing(int code, string message, params string[] key) =>
        Assert.Equal(new(code, "", message + "\n"), await ToolRun.RunAsync(["get", Store, .. key]));

    [Fact]
    public async Task Dump_prints_all_values_or_those_of_a_key()
    {
        ToolRun run = await ToolRun.RunAsync("dump", Store);
        Assert.Equal(0, run.Code);
        Assert.Equal(
            [
                """{ "key" : "Best", "value" : { "Cents" : 1999, "Name" : "lamp" } }""",
                """{ "key" : "Items", "entry" : "a/1", "value" : { "Cents" : 4900, "Name" : "chair" } }""",
                """{ "key" : "Items", "entry" : "b", "value" : { "Cents" : 1, "Name" : "é" } }""",
                """{ "key" : "Notes", "entry" : "-3", "value" : { "x" : 1.5 } }""",
                """{ "key" : "Sold", "value" : 7 }""",
            ],
            run.Lines.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await ToolRun.RunAsync("dump", Store, "Items")).Lines.Length);
        Assert.Equal(["""{ "key" : "Sold", "value" : { "$numberLong" : "7" } }"""], (await ToolRun.RunAsync("dump", Store, "Sold", "--canonical")).Lines);
    }

    [Fact]
    public async Task What_a_store_says_moves_nothing_in_a_terminal()
    {
        const string evil = "\u001b[2J\n\u202e\u2028\u0085";
        const string shown = @"\u001b[2J\n\u202E\u2028\u0085";
        _shop.Items.Set(evil, new Item(evil, 0));
        Assert.Contains($"\"entry\" : \"{shown}\", \"value\" : {{ \"Cents\" : 0, \"Name\" : \"{shown}\" }}", (await ToolRun.RunAsync("dump", Store)).Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"{{\n  \"Cents\" : 0,\n  \"Name\" : \"{shown}\"\n}}\n", (await ToolRun.RunAsync("get", Store, "Items", evil)).Output, ignoreCase: true);
        ToolRun none = await ToolRun.RunAsync("get", Store, "Items", evil + "2");
        Assert.Contains($"has no key \"{shown.Replace(@"\n", @"\u000A", StringComparison.Ordinal)}2\"", none.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_a_schema_says_moves_nothing_in_a_terminal()
    {
        using (Odd.Writer odd = Odd.CreateWriter(Store + ".odd", new StoreOptions { MaximumSize = 1 << 20 }))
            odd.First.Set(new OddItem());
        foreach (string command in (string[])["info", "schema", "dump"])
        {
            ToolRun run = await ToolRun.RunAsync(command, Store + ".odd");
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.DoesNotContain('\u001b', run.Output);
            Assert.Contains("\\u001B[2J", run.Output, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("\\u001B[3J", (await ToolRun.RunAsync("schema", Store + ".odd")).Output, StringComparison.Ordinal);
        Assert.Contains("\\u001B[4J", (await ToolRun.RunAsync("schema", Store + ".odd")).Output, StringComparison.Ordinal);
        ToolRun missing = await ToolRun.RunAsync("get", Store, "\u001b[2J");
        Assert.Equal(CommandLine.Negative, missing.Code);
        Assert.DoesNotContain('\u001b', missing.Error);
        ToolRun failed = await ToolRun.RunAsync("get", Store, "Best", "\u001b[2J");
        Assert.Equal(CommandLine.Failed, failed.Code);
        Assert.DoesNotContain('\u001b', failed.Error);
    }

    [Fact]
    public async Task Watch_prints_changes_until_there_were_enough()
    {
        Task<ToolRun> watching = Task.Run(() => ToolRun.RunAsync("watch", Store, "--count", "4"));

        // Until it is there, nobody is told.
        long first = 0;
        for (int round = 0; !watching.IsCompleted; round++)
        {
            long version = _shop.Items.Set("b", new Item("bulb", round));
            first = first == 0 ? version : first;
            _shop.Items.Remove("b");
            _shop.Settings.Set(new BsonDocument("round", round));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        ToolRun run = await watching;
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(4, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.Matches("""^[0-9]+ (Items/b (set \{ "Cents" : [0-9]+, "Name" : "bulb" \}|set, and set again since|removed)|Settings set \{ "round" : [0-9]+ \})$""", line));
        Assert.All(run.Lines, line => Assert.True(long.Parse(line.Split(' ')[0], null) >= first));
        Assert.Contains(run.Lines, static line => line.EndsWith("Items/b removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_tells_what_is_cleared_and_the_exact_types()
    {
        Task<ToolRun> map = Task.Run(() => ToolRun.RunAsync("watch", Store, "Items", "--count", "4", "--canonical"));
        Task<ToolRun> document = Task.Run(() => ToolRun.RunAsync("watch", Store, "Settings", "--count", "2"));
        while (!map.IsCompleted || !document.IsCompleted)
        {
            _shop.Items.Set("\u001b", new Item("bulb", 1));
            _shop.Items.Clear();
            _shop.Settings.Set(new BsonDocument("x", 1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
            _shop.Settings.Clear();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        string[] lines = (await map).Lines;
        Assert.All(lines, static line => Assert.Matches("""^[0-9]+ Items(/\\u001B (set \{ "Cents" : \{ "\$numberLong" : "1" \}, "Name" : "bulb" \}|set, and set again since)| cleared)$""", line));
        Assert.Contains(lines, static line => line.EndsWith(" Items cleared", StringComparison.Ordinal));
        Assert.Contains((await document).Lines, static line => line.EndsWith(" Settings cleared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_refuses_an_atomic() =>
        Assert.Equal(new(CommandLine.Failed, "", "'Sold' is an atomic: nobody is told when it changes.\n"), await ToolRun.RunAsync("watch", Store, "Sold"));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task Watch_refuses_to_end_before_the_first_change(string count) =>
        Assert.Equal(new(CommandLine.Failed, "", $"--count is 1 or more, not {count}.\n"), await ToolRun.RunAsync("watch", Store, $"--count={count}"));

    [Fact]
    public async Task Verify_does_not_call_a_store_of_another_format_damaged()
    {
        _shop.Dispose();
        byte[] bytes = await File.ReadAllBytesAsync(Store, TestContext.Current.CancellationToken);
        bytes[VersionOffset]++;
        await File.WriteAllBytesAsync(Store, bytes, TestContext.Current.CancellationToken);
        ToolRun run = await ToolRun.RunAsync("verify", Store);
        Assert.Equal((CommandLine.Failed, ""), (run.Code, run.Output));
        Assert.StartsWith($"'{Store}': not completely checked\n  Note, File: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_tells_what_is_damaged_and_repair_saves_the_rest()
    {
        Assert.Equal((0, $"'{Store}': sound\n"), await ResultOf("verify", Store));
        _shop.Dispose();
        byte[] bytes = await File.ReadAllBytesAsync(Store, TestContext.Current.CancellationToken);
        int lamp = bytes.AsSpan().IndexOf("lamp\0"u8);
        bytes[lamp + 4] = (byte)'x';
        await File.WriteAllBytesAsync(Store, bytes, TestContext.Current.CancellationToken);

        (int code, string output) = await ResultOf("verify", Store);
        Assert.Equal(CommandLine.Negative, code);
        Assert.StartsWith($"'{Store}': damaged\n  Damage, Document at ", output, StringComparison.Ordinal);
        (code, output) = await ResultOf("repair", Store, "--to", Store + ".new");
        Assert.Equal(CommandLine.Negative, code);
        Assert.StartsWith($"'{Store}': 3 values saved to '{Store}.new'; the damaged file is '{Store}'", output, StringComparison.Ordinal);
        Assert.Equal((0, $"'{Store}.new': sound; 3 values copied to '{Store}.again'\n"), await ResultOf("repair", Store + ".new", "--to", Store + ".again"));
        Assert.Equal((0, $"'{Store}.new': sound\n"), await ResultOf("verify", Store + ".new"));
        Assert.Equal(4, (await ToolRun.RunAsync("dump", Store + ".new")).Lines.Length);
    }

    [Fact]
    public async Task Backup_copies_a_store_that_has_a_writer()
    {
        string copy = Store + ".copy";
        Assert.Equal(new(0, "", ""), await ToolRun.RunAsync("backup", Store, copy));
        Assert.Equal((await ToolRun.RunAsync("dump", Store)).Output, (await ToolRun.RunAsync("dump", copy)).Output);
        ToolRun again = await ToolRun.RunAsync("backup", Store, copy);
        Assert.Equal(CommandLine.Failed, again.Code);
        Assert.Contains(copy, again.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await ToolRun.RunAsync("backup", Store, copy, "--overwrite")).Code);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("schema")]
    [InlineData("get", "Best")]
    [InlineData("dump")]
    [InlineData("watch")]
    [InlineData("verify")]
    [InlineData("repair")]
    [InlineData("backup", "elsewhere")]
    public async Task A_store_that_is_not_there_or_none_is_named(string command, params string[] more)
    {
        ToolRun run = await ToolRun.RunAsync([command, Store + ".none", .. more]);
        Assert.Equal((CommandLine.Failed, ""), (run.Code, run.Output));
        Assert.Contains(Store + ".none", run.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Store + ".none", "no store", TestContext.Current.CancellationToken);
        Assert.Contains(Store + ".none", string.Concat((await ToolRun.RunAsync([command, Store + ".none", .. more])).Error, (await ToolRun.RunAsync([command, Store + ".none", .. more])).Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_command_is_said()
    {
        Assert.Equal(CommandLine.Failed, (await ToolRun.RunAsync("look", Store)).Code);
        Assert.Equal(CommandLine.Failed, (await ToolRun.RunAsync("get", Store)).Code);
        ToolRun help = await ToolRun.RunAsync("--help");
        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.Equal(new(CommandLine.Failed, "", help.Output), await ToolRun.RunAsync());
        Assert.All((string[])["info", "schema", "get", "dump", "watch", "verify", "repair", "backup"], command => Assert.Contains($"  {command} ", help.Output, StringComparison.Ordinal));
        Assert.All((string[])["info <store>  ", "get <store> <key> [<entry>]  ", "dump <store> [<key>]  ", "-?, -h, --help  "], line => Assert.Contains($"\n  {line}", help.Output, StringComparison.Ordinal));
        Assert.Contains("[<entry>]", (await ToolRun.RunAsync("get", "--help")).Output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> ResultOf(params string[] arguments)
    {
        ToolRun run = await ToolRun.RunAsync(arguments);
        Assert.Equal("", run.Error);
        return (run.Code, run.Output);
    }
}
