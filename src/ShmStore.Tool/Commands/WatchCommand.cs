using System.CommandLine;
using System.Globalization;
using MongoDB.Bson;

namespace ShmStore.Tool.Commands;

/// <summary>What changes.</summary>
internal static class WatchCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        Argument<string?> key = CommonArguments.AnyKey();
        Option<bool> canonical = CommonArguments.Canonical();
        var count = new Option<int>("--count") { Description = "Ends after so many changes; otherwise it goes on until it is interrupted.", DefaultValueFactory = static _ => int.MaxValue };
        count.Validators.Add(static given =>
        {
            // What is no number at all is refused anyway.
            if (given.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int changes) && changes < 1)
                given.AddError($"--count is 1 or more, not {changes}.");
        });
        var command = new Command("watch", "Prints changes as they are made: version, key, and the new value; of entries and documents the last one, of maps every change.") { path, key, canonical, count };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using UntypedStore store = UntypedStore.Open(parsed.GetValue(path)!);
            IEnumerable<UntypedKey> keys = parsed.GetValue(key) is { } name ? [store.Key(name)] : store.Keys.Where(static each => each.Kind != StoreKeyKind.Atomic);
            using var lines = new ChangeLines(parsed.InvocationConfiguration.Output, parsed.GetValue(count), parsed.GetValue(canonical), cancellationToken);
            try
            {
                await Task.WhenAll(keys.Select(each => FollowAsync(store, each, lines))).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (lines.End.IsCancellationRequested)
            {
                // There were enough, or it was interrupted.
            }
        });
        return command;
    }

    private static async Task FollowAsync(UntypedStore store, UntypedKey key, ChangeLines lines)
    {
        try
        {
            await (key.Kind switch
            {
                StoreKeyKind.Atomic => throw new InvalidOperationException($"'{key.Name}' is an atomic: nobody is told when it changes."),
                StoreKeyKind.Map or StoreKeyKind.DocumentMap => FollowAsync(store.Map(key.Name), key.Name, lines),
                _ => FollowAsync(store.Document(key.Name), key.Name, lines),
            }).ConfigureAwait(false);
        }
        finally
        {
            // What one key fails by is told at once, and not when the others end.
            lines.Stop();
        }
    }

    private static async Task FollowAsync(UntypedMap map, string name, ChangeLines lines)
    {
        await foreach (MapChange<string, BsonDocument> change in map.WatchAsync(cancellationToken: lines.End).ConfigureAwait(false))
        {
            BsonDocument? value = change.TryGetValue(out BsonDocument? set) ? set : null;
            string what = change.Kind switch
            {
                MapChangeKind.Set => value is null ? "set, and set again since" : "set",
                MapChangeKind.Removed => "removed",
                MapChangeKind.Cleared => "cleared",
                _ => "changes were missed",
            };
            lines.Write(change.Version, change.Kind is MapChangeKind.Set or MapChangeKind.Removed ? $"{name}/{change.Key}" : name, what, value);
        }
    }

    private static async Task FollowAsync(SharedDocument document, string name, ChangeLines lines)
    {
        await foreach (Versioned<BsonDocument> change in document.ChangesAsync(document.Version, lines.End).ConfigureAwait(false))
            lines.Write(change.Version, name, change.HasValue ? "set" : "cleared", change.Value);
    }
}
