using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ShmStore.Tool;

/// <summary>The help of the program itself. The usual one lists the commands with all their arguments, as if none could be left out.</summary>
/// <param name="usual">The help of the commands.</param>
internal sealed class RootHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    /// <remarks>Who asks for help need not give what the command takes.</remarks>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes a program use it.</summary>
    public static RootCommand UsedBy(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new RootHelp((HelpAction)option.Action!);
        return root;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is not RootCommand root)
            return usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Write(output, "Description:", [("", root.Description)]);
        Write(output, "Usage:", [($"{root.Name} <command> [options]", "")]);
        Write(output, "Commands:", root.Subcommands.Select(static command => (LabelOf(command), command.Description)));
        Write(output, "Options:", root.Options.Select(static option => (LabelOf(option), option.Description)));
        return 0;
    }

    private static string LabelOf(Command command) =>
        string.Join(' ', command.Arguments.Select(static argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>").Prepend(command.Name));

    // Without the spellings of Windows.
    private static string LabelOf(Option option) =>
        string.Join(", ", option.Aliases.Where(static alias => alias.StartsWith('-')).Order(StringComparer.Ordinal).Append(option.Name));

    private void Write(TextWriter output, string title, IEnumerable<(string Label, string? Text)> rows)
    {
        (string Label, string? Text)[] all = [.. rows];
        int widest = all.Max(static row => row.Label.Length);
        string indent = new(' ', widest == 0 ? 2 : widest + 4);
        output.WriteLine(title);
        foreach ((string label, string? text) in all)
        {
            string line = $"  {label}".PadRight(indent.Length);
            foreach (string word in (text ?? "").Split(' '))
            {
                if (line.Length > indent.Length && line.Length + word.Length >= usual.MaxWidth)
                {
                    output.WriteLine(line.TrimEnd());
                    line = indent;
                }

                line += word + " ";
            }

            output.WriteLine(line.TrimEnd());
        }

        output.WriteLine();
    }
}
