using System.Globalization;
using ShmStore.Instructions;

// Without arguments: the operations, a line each, with what they are compared with. With two: does one of them so many times.
using var held = new HeldOperations();
using var keyed = new KeyedOperations();
Operation[] operations = [Repetition.Nothing, .. held.All, .. keyed.All];
if (args.Length == 0)
{
    foreach (Operation operation in operations)
        Console.WriteLine($"{operation.Name}\t{operation.Baseline}");
    return 0;
}

if (args.Length != 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out int count) || Array.Find(operations, operation => operation.Name == args[0]) is not { } chosen)
{
    Console.Error.WriteLine("usage: ShmStore.Instructions [OPERATION COUNT]");
    return 2;
}

chosen.Run(count);
return 0;
