using System.Globalization;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>store-dispose provider path|- rounds</c>: disposes readers, contributors and writers while threads use them as fast as they can. They get what was written, or
/// <see cref="ObjectDisposedException"/>, and nothing else; and the process survives. Without a path the store is private memory.
/// </summary>
internal static class StoreDisposeCommand
{
    private const long Number = 42;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        string? path = args[1] == "-" ? null : args[1];
        for (int round = int.Parse(args[2], CultureInfo.InvariantCulture); round > 0; round--)
        {
            if (OneRound(provider, path) is { } wrong)
            {
                Console.Error.WriteLine(wrong);
                return 1;
            }

            if (round % 16 == 0)
                GC.Collect();
        }

        return 0;
    }

    private static string? OneRound(IRegionProvider provider, string? path)
    {
        using var writer = new SampleWriter(new StoreOpener(provider).CreateWriter(SampleStore.Schema, path, new StoreOptions { MaximumSize = 1L << 26 }));
        writer.A.Set(Sample.Of(Number));
        writer.Count.Value = Number;
        SampleStore reader = writer.OpenReader();
        SampleContributor contributor = writer.OpenContributor();
        long version = writer.Version;
        string? wrong = null;
        Thread[] threads =
        [
            Loop(() => reader.A.Value == Sample.Of(Number) && reader.A.GetRaw() is { Length: > 0 }),
            Loop(() => reader.Count.Value == Number && reader.Version >= version && reader.Statistics.HeapBytes > 0 && reader.A.HasValue),
            Loop(() => reader.A.ReadView<Sample.View, bool>(static view => view.IsWhole && view.Number == Number)),
            Loop(() => reader.A.WaitForChangeAsync(0).GetAwaiter().GetResult() > 0 && reader.Export().Count > 0),
            Loop(() => reader.B.WaitForChange(reader.B.Version) > version),
            Loop(() => !reader.D.TryWaitForChange(0, TimeSpan.FromMilliseconds(10), out long none) && none == 0),
            Loop(() => contributor.Small.Update(1, static (value, added) => value + added) > 0 && contributor.Count.Value == Number),
            Loop(() => writer.B.Set(Sample.Of(Number + 1, 3000)) > version && writer.B.Value.IsWhole),
            Loop(() => writer.Free.Set(new MongoDB.Bson.BsonDocument("x", 1)) > version && writer.Statistics.FreeBlocks >= 0),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        Thread.Sleep(1);
        reader.Dispose();
        contributor.Dispose();
        writer.Dispose();
        foreach (Thread thread in threads)
            thread.Join();
        return wrong;

        Thread Loop(Func<bool> isRight) => new(() =>
        {
            try
            {
                while (isRight())
                {
                }

                wrong = "a value that was never written";
            }
            catch (ObjectDisposedException)
            {
            }
            catch (Exception exception)
            {
                wrong = exception.ToString();
            }
        });
    }
}
