using System.CommandLine;
using ShmStore.Store.Maps;
using ShmStore.Tool.Commands;

namespace ShmStore.Tool;

/// <summary>The commands, and what becomes of their errors.</summary>
internal static class CommandLine
{
    /// <summary>Something was looked for and is not there, or a store is damaged.</summary>
    public const int Negative = 1;

    /// <summary>The command could not be carried out.</summary>
    public const int Failed = 2;

    private static readonly RootCommand Root = RootHelp.UsedBy(new("Looks at stores in shared memory: what they hold, what changes, whether they are sound; backs them up and repairs them.")
    {
        InfoCommand.Create(),
        SchemaCommand.Create(),
        GetCommand.Create(),
        DumpCommand.Create(),
        WatchCommand.Create(),
        VerifyCommand.Create(),
        RepairCommand.Create(),
        BackupCommand.Create(),
    });

    /// <summary>Runs what the arguments say; without any, tells what there is, as an error.</summary>
    /// <returns>0, or one of the codes above.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (arguments is [])
        {
            await Root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = error, Error = error }, cancellationToken).ConfigureAwait(false);
            return Failed;
        }

        ParseResult parsed = Root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (string problem in parsed.Errors.Select(static problem => problem.Message))
                await error.WriteLineAsync(problem).ConfigureAwait(false);
            return Failed;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SharedStoreException or Bson.BsonFormatException or ArgumentException or InvalidOperationException)
        {
            await error.WriteLineAsync(ShownKey.Escape(MessageOf(exception))).ConfigureAwait(false);
            return Failed;
        }
        catch (KeyNotFoundException missing)
        {
            await error.WriteLineAsync(ShownKey.Escape(missing.Message)).ConfigureAwait(false);
            return Negative;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }

    // Without the name of a parameter, which is none of the command's.
    private static string MessageOf(Exception exception) =>
        exception is ArgumentException { ParamName: { } parameter } && $" (Parameter '{parameter}')" is var suffix && exception.Message.EndsWith(suffix, StringComparison.Ordinal)
            ? exception.Message[..^suffix.Length]
            : exception.Message;
}
