using System.CommandLine;

namespace ShmStore.Tool.Commands;

/// <summary>Makes a damaged store sound.</summary>
internal static class RepairCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        var destination = new Option<string?>("--to") { Description = "Where the repaired store goes; in place of the damaged one, which is kept beside it, without this." };
        var command = new Command("repair", "Saves what can be saved of a damaged store that nobody writes. Tells what was lost.") { path, destination };
        command.SetAction((parsed, cancellationToken) =>
        {
            RepairReport report = SharedStoreFile.Repair(parsed.GetValue(path)!, new RepairOptions { Destination = parsed.GetValue(destination) }, cancellationToken);
            parsed.InvocationConfiguration.Output.WriteLine(report);
            return Task.FromResult(report.Lost.Any() ? CommandLine.Negative : 0);
        });
        return command;
    }
}
