using System.Buffers;

namespace ShmStore.Bson;

/// <summary>A pooled buffer to encode into. Each thread keeps one; whoever encodes while it is taken gets another.</summary>
internal sealed class EncoderScratch
{
    private const int FirstBytes = 4096;
    private const int LargestKept = 1024 * 1024;

    [ThreadStatic]
    private static EncoderScratch? _kept;

    private readonly bool _isKept;
    private bool _taken;

    private EncoderScratch(bool isKept) => _isKept = isKept;

    /// <summary>The buffer; whoever took the scratch replaces it when it grew.</summary>
    public byte[] Buffer { get; set; } = ArrayPool<byte>.Shared.Rent(FirstBytes);

    /// <summary>Takes this thread's scratch, or a new one if that is taken.</summary>
    public static EncoderScratch Take()
    {
        EncoderScratch kept = _kept ??= new EncoderScratch(isKept: true);
        EncoderScratch scratch = kept._taken ? new EncoderScratch(isKept: false) : kept;
        scratch._taken = true;
        return scratch;
    }

    /// <summary>Gives the scratch back, on the thread that took it. A large buffer is not kept.</summary>
    public void Release()
    {
        if (!_isKept || Buffer.Length > LargestKept)
            Discard();
        _taken = false;
    }

    private void Discard()
    {
        ArrayPool<byte>.Shared.Return(Buffer);
        Buffer = [];
        if (_isKept)
            _kept = null;
    }
}
