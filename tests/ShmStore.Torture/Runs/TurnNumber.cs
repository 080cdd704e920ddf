using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;

namespace ShmStore.Torture.Runs;

/// <summary>Tells from outside of a store whether its writers have taken turns meanwhile.</summary>
internal sealed class TurnNumber(string path) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>Number of the turn that is or was last.</summary>
    public ulong Current
    {
        get
        {
            Span<byte> word = stackalloc byte[sizeof(ulong)];
            int read = RandomAccess.Read(_file, word, HeaderLayout.TurnOffset);
            return read == word.Length ? new TurnWord(BitConverter.ToUInt64(word)).Number : throw new IOException($"'{path}' has no word of turns: {read} bytes were read.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
