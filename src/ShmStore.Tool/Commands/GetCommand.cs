using System.CommandLine;
using MongoDB.Bson;

namespace ShmStore.Tool.Commands;

/// <summary>One value.</summary>
internal static class GetCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        Argument<string> key = CommonArguments.Key();
        var entry = new Argument<string?>("entry") { Description = "Key of the map's entry.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> canonical = CommonArguments.Canonical();
        var command = new Command("get", "Prints one value as Extended JSON.") { path, key, entry, canonical };
        command.SetAction(parsed =>
        {
            using UntypedStore store = UntypedStore.Open(parsed.GetValue(path)!);
            BsonValue value = Read(store, store.Key(parsed.GetValue(key)!), parsed.GetValue(entry));
            parsed.InvocationConfiguration.Output.WriteLine(JsonText.Indented(value, parsed.GetValue(canonical)));
        });
        return command;
    }

    private static BsonValue Read(UntypedStore store, UntypedKey key, string? entry)
    {
        bool isMap = key.Kind is StoreKeyKind.Map or StoreKeyKind.DocumentMap;
        if (isMap != entry is not null)
            throw new ArgumentException(isMap ? $"'{key.Name}' is a map: say the key of the entry too, or dump it." : $"'{key.Name}' is no map, and has no entry '{entry}'.");
        if (isMap)
            return store.Map(key.Name)[entry!];
        if (key.Kind == StoreKeyKind.Atomic)
            return store.Atomic(key.Name);
        return store.Document(key.Name).TryGet(out BsonDocument? document) ? document : throw new KeyNotFoundException($"'{key.Name}' has no value.");
    }
}
