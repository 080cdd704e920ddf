using System.CommandLine;
using MongoDB.Bson;

namespace ShmStore.Tool.Commands;

/// <summary>Every value.</summary>
internal static class DumpCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        Argument<string?> key = CommonArguments.AnyKey();
        Option<bool> canonical = CommonArguments.Canonical();
        var command = new Command("dump", "Prints every value on a line of its own, as Extended JSON: { key, entry, value }. Each is whole; back a busy store up first for one state of all.") { path, key, canonical };
        command.SetAction((parsed, cancellationToken) =>
        {
            using UntypedStore store = UntypedStore.Open(parsed.GetValue(path)!);
            IEnumerable<UntypedKey> keys = parsed.GetValue(key) is { } name ? [store.Key(name)] : store.Keys;
            foreach (BsonDocument line in keys.SelectMany(each => Lines(store, each)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                parsed.InvocationConfiguration.Output.WriteLine(JsonText.Of(line, parsed.GetValue(canonical)));
            }

            return Task.CompletedTask;
        });
        return command;
    }

    private static IEnumerable<BsonDocument> Lines(UntypedStore store, UntypedKey key)
    {
        switch (key.Kind)
        {
            case StoreKeyKind.Atomic:
                return [new() { { "key", key.Name }, { "value", store.Atomic(key.Name) } }];
            case StoreKeyKind.Map or StoreKeyKind.DocumentMap:
                return store.Map(key.Name).Select(entry => new BsonDocument { { "key", key.Name }, { "entry", entry.Key }, { "value", entry.Value } });
            default:
                return store.Document(key.Name).TryGet(out BsonDocument? document) ? [new() { { "key", key.Name }, { "value", document } }] : [];
        }
    }
}
