using ShmStore.TestHost;
using ShmStore.TestHost.Commands;

// Each command is one child process of a test: arguments in, lines on standard output, exit code 0 if all went as the command promises.
var commands = new Dictionary<string, Func<string[], int>>(StringComparer.Ordinal)
{
    ["hold"] = HoldCommand.Run,
    ["create-and-stall"] = CreateAndStallCommand.Run,
    ["create"] = CreateCommand.Run,
    ["grow"] = GrowCommand.Run,
    ["dispose-under-reads"] = DisposeUnderReadsCommand.Run,
    ["grow-under-reads"] = GrowUnderReadsCommand.Run,
    ["open-and-close"] = OpenAndCloseCommand.Run,
    ["open-many"] = OpenManyCommand.Run,
    ["listener-fails"] = ListenerFailsCommand.Run,
    ["answer"] = AnswerCommand.Run,
    ["wait"] = WaitCommand.Run,
    ["store-write"] = StoreWriteCommand.Run,
    ["store-attach"] = StoreAttachCommand.Run,
    ["store-answer"] = StoreAnswerCommand.Run,
    ["store-contribute"] = StoreContributeCommand.Run,
    ["store-dispose"] = StoreDisposeCommand.Run,
    ["store-unreached"] = StoreUnreachedCommand.Run,
    ["store-commit"] = StoreCommitCommand.Run,
    ["store-tell"] = StoreTellCommand.Run,
    ["store-handed-over"] = StoreHandedOverCommand.Run,
    ["store-crash"] = StoreCrashCommand.Run,
    ["store-count"] = StoreCountCommand.Run,
    ["store-read"] = StoreReadCommand.Run,
    ["map-watch"] = MapWatchCommand.Run,
    ["map-write"] = MapWriteCommand.Run,
    ["store-flip"] = StoreFlipCommand.Run,
    ["store-garble"] = StoreGarbleCommand.Run,
    ["store-scribble"] = StoreScribbleCommand.Run,
    ["store-fill"] = StoreFillCommand.Run,
    ["store-repair"] = StoreRepairCommand.Run,
    ["store-save"] = StoreSaveCommand.Run,
    ["store-backup"] = StoreBackupCommand.Run,
    ["map-cache"] = MapCacheCommand.Run,
    ["map-bound"] = MapBoundCommand.Run,
    ["map-find"] = MapFindCommand.Run,
    ["history-read"] = HistoryReadCommand.Run,
};

if (args.Length == 0 || !commands.TryGetValue(args[0], out Func<string[], int>? command))
{
    Console.Error.WriteLine($"Usage: ShmStore.TestHost {string.Join('|', commands.Keys)} ...");
    return 2;
}

ParentWatch.Begin();
return command(args[1..]);
