using System.Globalization;
using System.IO.MemoryMappedFiles;
using ShmStore.TestHost.Hostile;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>store-scribble path seed seconds [aimed]</c>: reads a store with two threads, watches and copies it with one and checks it with another, while one more writes into the mapped file as fast as it can: random bytes
/// anywhere, or, aimed, words that others follow, with values that lead astray.
/// </summary>
internal static class StoreScribbleCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        string path = args[0];
        int seed = int.Parse(args[1], CultureInfo.InvariantCulture);
        DateTime end = DateTime.UtcNow.AddSeconds(double.Parse(args[2], CultureInfo.InvariantCulture));
        byte[] sound = File.ReadAllBytes(path);
        bool stop = false;
        string? wrong = null;
        long reads = 0;
        var scribbler = new Thread(() =>
        {
            if (args.Length > 3)
                Aim(path, sound, seed, ref stop);
            else
                Scribble(path, sound, seed, ref stop);
        });
        Thread[] others =
        [
            Loop(() =>
            {
                using var store = new MapStore(StoreAttachment.OpenReader(MapStore.Schema, path, new OpenOptions { MaximumReadAttempts = 20 }));
                EveryUse.ReadAll(store);
            }),
            Loop(() =>
            {
                using var store = new MapStore(StoreAttachment.OpenReader(MapStore.Schema, path, new OpenOptions { MaximumReadAttempts = 20 }));
                EveryUse.Observe(store, path);
            }),
            Loop(() => EveryUse.Read(path)),
            Loop(() => EveryUse.Verify(path)),
        ];
        scribbler.Start();
        foreach (Thread thread in others)
            thread.Start();
        while (DateTime.UtcNow < end && wrong is null)
            Thread.Sleep(10);
        Volatile.Write(ref stop, true);
        scribbler.Join();
        foreach (Thread thread in others)
            thread.Join();
        Console.Error.WriteLine(wrong);
        Standby.Report(string.Create(CultureInfo.InvariantCulture, $"tried {reads}"));
        return wrong is null ? 0 : 1;

        Thread Loop(Action use) => new(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                try
                {
                    use();
                    Interlocked.Increment(ref reads);
                }
                catch (SharedStoreException)
                {
                    // It cannot be attached to at the moment.
                }
                catch (Exception exception)
                {
                    wrong = exception.ToString();
                    return;
                }
            }
        });
    }

    private static void Scribble(string path, byte[] sound, int seed, ref bool stop)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.ReadWrite);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, sound.Length);
        var random = new Random(seed);
        while (!Volatile.Read(ref stop))
        {
            // Mostly sound again, so that readers come far.
            for (int i = 0; i < 20; i++)
                view.Write(random.Next(Math.Min(sound.Length, 160 << 10)), (byte)random.Next(256));
            for (int i = 0; i < 20; i++)
                view.Write(random.Next(sound.Length / 8) * 8, random.NextInt64());
            Thread.SpinWait(random.Next(2000));
            view.WriteArray(0, sound, 0, sound.Length);
            Thread.SpinWait(random.Next(20_000));
        }
    }

    private static void Aim(string path, byte[] sound, int seed, ref bool stop)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.ReadWrite);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, sound.Length);
        var random = new Random(seed);
        long[] words = [.. FlippedBits.Of(sound).Select(static bit => bit / 64 * sizeof(long)).Distinct().Where(word => word <= sound.Length - sizeof(long))];
        while (!Volatile.Read(ref stop))
        {
            // A few at a time, and sound again soon, so that readers are well on their way when they come upon one.
            long[] aims = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(random.Next(4) == 0 ? Math.Min(words.Length, 100) : words.Length)])];
            foreach (long word in aims)
            {
                long right = BitConverter.ToInt64(sound, (int)word);
                view.Write(word, Astray(right, sound, words, random));
                Thread.SpinWait(random.Next(5000));
            }

            foreach (long word in aims)
                view.Write(word, BitConverter.ToInt64(sound, (int)word));
            Thread.SpinWait(random.Next(5000));
        }
    }

    private static long Astray(long right, byte[] sound, long[] words, Random random) => random.Next(9) switch
    {
        0 => 0,
        1 => -1,
        2 => long.MaxValue,
        3 => sound.Length,
        4 => sound.Length - (8 * random.Next(1, 9)),
        5 => right ^ (1L << random.Next(64)),
        6 => right + (8 * random.Next(-8, 9)),
        7 => words[random.Next(words.Length)],
        _ => BitConverter.ToInt64(sound, (int)words[random.Next(words.Length)]),
    };
}
