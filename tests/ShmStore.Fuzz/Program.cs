using SharpFuzz;
using ShmStore.Fuzz;

// instrument ASSEMBLY          rewrites an assembly so that it reports which branches it takes
// seeds TARGET FOLDER          writes the target's first inputs
// TARGET                       takes inputs from afl-fuzz; without it, one from standard input
// TARGET FILE...               takes the files, one after the other: what a crash is reproduced with
switch (args)
{
    case ["instrument", var assembly]:
        Console.WriteLine($"{Fuzzer.Instrument(assembly, static name => name.StartsWith("ShmStore.", StringComparison.Ordinal), Options.Value).Count()} types are instrumented.");
        return 0;
    case ["seeds", var name, var folder] when Find(name) is { } target:
        Directory.CreateDirectory(folder);
        int count = 0;
        foreach (byte[] seed in target.Seeds())
            File.WriteAllBytes(Path.Combine(folder, $"seed{count++}"), seed);
        return 0;
    case [var name] when Find(name) is { } target:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            target.Run(input.ToArray());
        });
        return 0;
    case [var name, .. var files] when Find(name) is { } target:
        foreach (string file in files)
            target.Run(File.ReadAllBytes(file));
        return 0;
    default:
        Console.Error.WriteLine($"Usage: ShmStore.Fuzz instrument ASSEMBLY | seeds TARGET FOLDER | TARGET [FILE...]; targets: {string.Join(", ", Targets.All.Select(target => target.Name))}");
        return 2;
}

static Target? Find(string name) => Targets.All.FirstOrDefault(target => target.Name == name);
