using System.CommandLine;

namespace ShmStore.Tool.Commands;

/// <summary>Whether a store is sound.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        var command = new Command("verify", "Looks at every byte of a store, also of one that is written, and tells what is damaged.") { path };
        command.SetAction((parsed, cancellationToken) =>
        {
            StoreReport report = SharedStoreFile.Verify(parsed.GetValue(path)!, cancellationToken: cancellationToken);
            parsed.InvocationConfiguration.Output.WriteLine(report);
            return Task.FromResult(report.IsSound ? 0 : CommandLine.Negative);
        });
        return command;
    }
}
