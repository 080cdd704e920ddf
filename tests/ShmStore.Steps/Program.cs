using ShmStore.Steps.Cases;
using ShmStore.Steps.Runs;
using ShmStore.Steps.Writers;

// Two uses of one program: it is the writer that is stepped through, and it has that done and checks each state.
switch (args)
{
    case ["write", var name, var path]:
        return WriterCommand.Write(Case.Parse(name), path);
    case ["recover", var name, var path]:
        return WriterCommand.Recover(Case.Parse(name), path);
    case ["check", var tracer, var stores, var folder, .. var names]:
        return StepsRun.Run(new Recorder(tracer, stores, folder), CaseList.Select(names));
    default:
        Console.Error.WriteLine("Usage: tests/ShmStore.Steps/run [quick | all | CASE...]");
        return 2;
}
