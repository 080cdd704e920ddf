using ShmStore.Torture.Controls;
using ShmStore.Torture.Readers;
using ShmStore.Torture.Runs;
using ShmStore.Torture.Writers;

// Without a command: tortures stores. The processes that it starts are commands of the same program.
Parent.DieWith();
try
{
    switch (args)
    {
        case ["writer", .. var rest]:
            return WriterCommand.Run(rest);
        case ["reader", .. var rest]:
            return ReaderCommand.Run(rest);
        case ["steady", .. var rest]:
            return SteadyWriterCommand.Run(rest);
        case ["controls", .. var rest]:
            return Control.Run(Control.All.Keys, TortureOptions.Parse(rest).Seed) | Orphans.Run();
        case ["orphans"]:
            return Orphans.Run();
        case ["control", var name, .. var rest] when Control.All.ContainsKey(name):
            return Control.Run([name], TortureOptions.Parse(rest).Seed);
        default:
            return TortureRun.Run(TortureOptions.Parse(args));
    }
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine($"Usage: ShmStore.Torture [orphans | controls | control {string.Join('|', Control.All.Keys)}] [--seconds N] [--kills N] [--seed N]");
    return 2;
}
