using System.Runtime.InteropServices;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>Two words in a mapped file: one on which a process sleeps until it changes, one in which it says what it has seen.</summary>
internal sealed unsafe partial class FutexPair(MappedFile file)
{
    private const int FutexCall = 202;
    private const int FutexCallArm64 = 98;
    private const int WaitOperation = 0;
    private const int WakeOperation = 1;
    private const int SeenOffset = 128;

    private static readonly nint Number = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? FutexCallArm64 : FutexCall;

    /// <summary>What the other process has seen.</summary>
    public uint Seen => Volatile.Read(ref SeenWord);

    private ref uint Word => ref *(uint*)file.Start;

    private ref uint SeenWord => ref *(uint*)(file.Start + SeenOffset);

    /// <summary>Changes the word and wakes who sleeps on it.</summary>
    /// <returns>What it is now.</returns>
    public long Next()
    {
        uint next = Word + 1;
        Volatile.Write(ref Word, next);
        _ = Call(Number, (uint*)file.Start, WakeOperation, int.MaxValue, 0, 0, 0);
        return next;
    }

    /// <summary>Sleeps until the word changes, says so, and begins again, for ever.</summary>
    public void Answer()
    {
        for (uint seen = Volatile.Read(ref Word); ;)
        {
            _ = Call(Number, (uint*)file.Start, WaitOperation, (nint)seen, 0, 0, 0);
            seen = Volatile.Read(ref Word);
            Volatile.Write(ref SeenWord, seen);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, uint* word, nint operation, nint value, nint timeout, nint second, nint third);
}
