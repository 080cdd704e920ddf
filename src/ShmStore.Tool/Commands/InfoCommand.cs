using System.CommandLine;
using System.Globalization;
using ShmStore.Store.Maps;

namespace ShmStore.Tool.Commands;

/// <summary>What a store is, and what keys it has.</summary>
internal static class InfoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        var command = new Command("info", "Tells what a store is, and what keys it has.") { path };
        command.SetAction(parsed =>
        {
            using UntypedStore store = UntypedStore.Open(parsed.GetValue(path)!);
            Write(store, parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Write(UntypedStore store, TextWriter output)
    {
        StoreStatistics statistics = store.Statistics;
        output.WriteLine(store.Path);
        output.WriteLine(Invariant($"  class     {ShownKey.Escape(store.Name)}"));
        output.WriteLine(Invariant($"  identity  {store.StoreIdentity}"));
        output.WriteLine(Invariant($"  version   {statistics.Commits}"));
        output.WriteLine(Invariant($"  size      {statistics.CommittedBytes:N0} bytes of at most {statistics.MaximumBytes:N0}"));
        WriteWriters(store.GetWriters(), output);
        output.WriteLine(Invariant($"  checksums {(statistics.Checksums ? "yes" : "no")}"));
        output.WriteLine();
        TextTable.Write(output, "", [["key", "kind", "type", "version", "holds"], .. store.Keys.Select(key => RowOf(store, key))]);
    }

    private static void WriteWriters(IReadOnlyList<StoreWriterInfo> writers, TextWriter output)
    {
        if (writers.Count == 0)
            output.WriteLine("  writer    none");
        foreach (StoreWriterInfo writer in writers)
        {
            string process = writer.ProcessId is { } id ? Invariant($"process {id}") : "process unknown";
            string since = writer.Since is { } time ? Invariant($", since {time:u}") : "";
            output.WriteLine(Invariant($"  writer    {process}{since}{(writers.Count > 1 && writer.HasTurn ? ", has the turn" : "")}"));
        }
    }

    private static string[] RowOf(UntypedStore store, UntypedKey key)
    {
        (string version, string holds) = key.Kind switch
        {
            StoreKeyKind.Atomic => ("", store.Atomic(key.Name).ToString()!),
            StoreKeyKind.Map or StoreKeyKind.DocumentMap => (Invariant($"{store.Map(key.Name).Version}"), Invariant($"{store.Map(key.Name).Count:N0} entries")),
            _ => (Invariant($"{store.Document(key.Name).Version}"), store.Document(key.Name).GetRaw() is { } raw ? Invariant($"{raw.Length:N0} bytes") : "nothing"),
        };
        return [ShownKey.Escape(key.Name), key.Kind.ToString(), KeyType.Of(key), version, holds];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
