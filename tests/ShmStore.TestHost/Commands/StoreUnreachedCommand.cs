using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>store-unreached provider path|-</c>: drops stores that nobody has disposed of, and uses them in what the collector runs last: finalizers of safe handles, and afterwards, where finalizers have brought them
/// back, twice. What was written is read, and can be written; meanwhile nobody else gets to write the file, and afterwards somebody does. Without a path the store is private memory.
/// </summary>
internal static class StoreUnreachedCommand
{
    private const long Number = 42;
    private const int Rounds = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentQueue<Revived> Back = [];

    private static int _released;
    private static string? _wrong;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        string? path = args[1] == "-" ? null : args[1];
        for (int round = 0; round < Rounds; round++)
        {
            DropHeld(provider, path);
            Await(path, () => Volatile.Read(ref _released) >= 2 * (round + 1) && (path is null || CanBeWritten(provider, path)));
            DropRevived(provider, path);
            for (int time = 0; time < 2; time++)
            {
                Await(path, static () => !Back.IsEmpty);
                if (path is not null && CanBeWritten(provider, path))
                    _wrong ??= "A second writer.";
                UseRevived();
            }

            Await(path, () => path is null || CanBeWritten(provider, path));
        }

        if (_wrong is null)
            return 0;
        Console.Error.WriteLine(_wrong);
        return 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropHeld(IRegionProvider provider, string? path)
    {
        SampleWriter writer = Open(provider, path);
        _ = new Held(writer, writer.OpenReader());
        _ = new Held(writer, writer.OpenReader());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropRevived(IRegionProvider provider, string? path)
    {
        SampleWriter writer = Open(provider, path);
        _ = new Revived(writer, writer.OpenReader());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseRevived()
    {
        while (Back.TryDequeue(out Revived? revived))
            revived.Use();
    }

    private static SampleWriter Open(IRegionProvider provider, string? path)
    {
        var writer = new SampleWriter(new StoreOpener(provider).CreateWriter(SampleStore.Schema, path, new StoreOptions { MaximumSize = 1L << 26 }));
        writer.A.Set(Sample.Of(Number));
        return writer;
    }

    private static void Use(SampleWriter writer, SampleStore reader)
    {
        try
        {
            if (writer.A.Value != Sample.Of(Number) || reader.A.Value != Sample.Of(Number))
                _wrong ??= "A value that was never written.";
            long version = writer.B.Set(Sample.Of(Number + 1, 3000));
            if (reader.B.WaitForChange(version - 1) != version)
                _wrong ??= "A version that was never written.";
            writer.Count.Value++;
        }
        catch (Exception exception)
        {
            _wrong ??= exception.ToString();
        }
    }

    private static void Await(string? path, Func<bool> isDone)
    {
        for (long start = Stopwatch.GetTimestamp(); !isDone();)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                _wrong ??= $"Something reaches '{path}' still.";
                return;
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static bool CanBeWritten(IRegionProvider provider, string path)
    {
        try
        {
            new StoreOpener(provider).CreateWriter(SampleStore.Schema, path, new StoreOptions()).Detach();
            return true;
        }
        catch (WriterActiveException)
        {
            return false;
        }
    }

    private sealed class Held : SafeHandle
    {
        private readonly SampleWriter _writer;
        private readonly SampleStore _reader;

        public Held(SampleWriter writer, SampleStore reader)
            : base(0, ownsHandle: true)
        {
            _writer = writer;
            _reader = reader;
        }

        public override bool IsInvalid => false;

        protected override bool ReleaseHandle()
        {
            Use(_writer, _reader);
            Interlocked.Increment(ref _released);
            return true;
        }
    }

    private sealed class Revived(SampleWriter writer, SampleStore reader)
    {
        private bool _again;

        ~Revived()
        {
            if (!_again)
                GC.ReRegisterForFinalize(this);
            _again = true;
            Back.Enqueue(this);
        }

        public void Use() => StoreUnreachedCommand.Use(writer, reader);
    }
}
