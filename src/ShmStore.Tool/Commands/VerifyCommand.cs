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
            if (!report.IsComplete && report.Findings.All(static finding => finding.Severity != StoreFindingSeverity.Damage))
            {
                // Nobody knows whether it is sound: who repairs what is damaged must not take it for that.
                parsed.InvocationConfiguration.Error.WriteLine(report);
                return Task.FromResult(CommandLine.Failed);
            }

            parsed.InvocationConfiguration.Output.WriteLine(report);
            return Task.FromResult(report.IsSound ? 0 : CommandLine.Negative);
        });
        return command;
    }
}
