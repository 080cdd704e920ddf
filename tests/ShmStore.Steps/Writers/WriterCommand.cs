using ShmStore.Steps.Cases;
using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>The process that is stepped through.</summary>
internal static class WriterCommand
{
    /// <summary>Makes the store of a case, and does its operation.</summary>
    public static int Write(Case what, string path)
    {
        StoreOptions options = what.Situation.Options;
        StepStore.Writer writer = StepStore.CreateWriter(path, options);
        StepStore.Writer? other = what.Situation.Two ? StepStore.CreateWriter(path, options) : null;
        Setting.Make(what.Situation, writer, other);
        var stage = new Stage(writer, other, path, options);
        Action<Stage> operation = Operations.All[what.Operation];
        Marks.Set();
        operation(stage);
        Marks.Set();
        return 0;
    }

    /// <summary>Becomes the writer of what a dead one has left.</summary>
    public static int Recover(Case what, string path)
    {
        // Once before, on a copy: what a process does only the first time need not be stepped through.
        string copy = path + "-copy";
        File.Copy(path, copy);
        StepStore.CreateWriter(copy, what.Situation.Options).Dispose();
        Marks.Set();
        StepStore.CreateWriter(path, what.Situation.Options);
        Marks.Set();
        return 0;
    }
}
