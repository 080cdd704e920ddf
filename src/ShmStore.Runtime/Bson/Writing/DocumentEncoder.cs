using System.Buffers;

namespace ShmStore.Bson;

/// <summary>
/// Encodes objects into a scratch buffer that each thread keeps. The bytes are valid until the next
/// <see cref="Encode"/> or <see cref="Dispose"/>. Encoders may be nested: the inner one takes another buffer.
/// </summary>
internal ref struct DocumentEncoder : IDisposable
{
    private const int FirstBytes = 4096;
    private const int LargestKept = 1024 * 1024;

    [ThreadStatic]
    private static byte[]? _scratch;

    private byte[]? _buffer;

    /// <summary>Encodes a value as a canonical document.</summary>
    /// <exception cref="ArgumentNullException">There is no value.</exception>
    /// <exception cref="ArgumentException">A member cannot be stored; the message names it.</exception>
    public ReadOnlySpan<byte> Encode<T>(T value)
        where T : ISharedObject<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        var writer = new DocumentWriter(_buffer ?? Take());
        try
        {
            T.Write(ref writer, value);
        }
        catch (ArgumentException problem)
        {
            throw Located<T>(writer.Written, writer.Member, problem);
        }
        finally
        {
            _buffer = writer.Buffer;
        }
        return writer.Buffer.AsSpan(0, writer.Position);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        byte[]? buffer = _buffer;
        _buffer = null;
        if (buffer is null)
            return;
        if (_scratch is null && buffer.Length <= LargestKept)
            _scratch = buffer;
        else
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private static byte[] Take()
    {
        byte[]? kept = _scratch;
        _scratch = null;
        return kept ?? ArrayPool<byte>.Shared.Rent(FirstBytes);
    }

    private static ArgumentException Located<T>(ReadOnlySpan<byte> written, int member, ArgumentException problem)
    {
        string path = FieldPath.Locate(written, member);
        string subject = path.Length == 0 ? typeof(T).Name : $"{typeof(T).Name}.{path}";
        return new ArgumentException($"{subject}: {problem.Message}", problem);
    }
}
