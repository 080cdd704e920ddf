using System.Diagnostics;
using System.Globalization;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Commands;

/// <summary>The process that builds a store beside a reader.</summary>
internal static class BuildCommand
{
    /// <summary>Creates a store with one object, waits for a line, sets so many, prints sizes, then replaces objects until the input ends.</summary>
    public static int Run(string path, string count)
    {
        int objects = int.Parse(count, CultureInfo.InvariantCulture);
        using KeyedStore.Writer writer = KeyedStore.CreateWriter(path);
        writer.Accounts.Set(KeyOf(0), KeyedItems.ValueOf(0));
        Console.WriteLine("ready");
        Console.ReadLine();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        for (int number = 0; number < objects; number++)
        {
            writer.Accounts.Set(KeyOf(number), KeyedItems.ValueOf(number));
            if (number % 1024 == 0)
                writer.Built.Value = number + 1;
        }

        writer.Built.Value = objects;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{writer.Statistics.CommittedBytes} {before} {after} {seconds:R}"));
        var stop = new CancellationTokenSource();
        var replacing = new Thread(() =>
        {
            for (int number = 0; !stop.IsCancellationRequested; number = (number + 7919) % objects)
                writer.Accounts.Set(KeyOf(number), KeyedItems.ValueOf(number));
        });
        replacing.Start();
        while (Console.Read() >= 0)
        {
            // Until the parent closes it.
        }

        stop.Cancel();
        replacing.Join();
        return 0;
    }

    private static string KeyOf(int number) => string.Create(KeyedStore.KeyLength, number, static (key, number) => KeyedStore.WriteKey(number, key));
}
