using System.CommandLine;

namespace ShmStore.Tool.Commands;

/// <summary>Copies a store.</summary>
internal static class BackupCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        var destination = new Argument<string>("to") { Description = "Path of the copy." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces a store that is there and has no writer." };
        var command = new Command("backup", "Copies one state of a store, also of one that is written, to a file.") { path, destination, overwrite };
        command.SetAction((parsed, cancellationToken) =>
        {
            using UntypedStore store = UntypedStore.Open(parsed.GetValue(path)!);
            store.Backup(parsed.GetValue(destination)!, parsed.GetValue(overwrite), cancellationToken);
            return Task.CompletedTask;
        });
        return command;
    }
}
