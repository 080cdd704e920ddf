using System.Buffers;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>
/// Encodes objects into a buffer of its user's, most often on the stack, or a pooled one where that is too short. The bytes are valid until the next
/// <see cref="Encode"/> or <see cref="Dispose"/>.
/// </summary>
internal ref struct DocumentEncoder(Span<byte> buffer) : IDisposable
{
    /// <summary>Bytes on the stack that most objects fit into: a few cache lines, so that deep stacks stay as they are.</summary>
    public const int StackBytes = 1024;

    private readonly Span<byte> _buffer = buffer;
    private byte[]? _rented;

    /// <summary>Encodes a value as a canonical document.</summary>
    /// <exception cref="ArgumentNullException">There is no value.</exception>
    /// <exception cref="ArgumentException">A member cannot be stored; the message names it.</exception>
    public ReadOnlySpan<byte> Encode<T>(T value)
        where T : ISharedObject<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        DocumentWriter writer = Begin();
        try
        {
            T.Write(ref writer, value);
        }
        catch (ArgumentException problem)
        {
            throw Located(value, writer.Written, writer.Member, problem);
        }
        _rented = writer.Rented;
        return writer.Written;
    }

    /// <summary>Encodes a copy of a document in which one element has another value; see <see cref="ElementReplacement"/>.</summary>
    /// <exception cref="ArgumentException">The value cannot be represented, or the document becomes too long.</exception>
    public ReadOnlySpan<byte> Replace<TField, TCodec>(DocumentView document, ReadOnlySpan<byte> name, TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        DocumentWriter writer = Begin();
        ElementReplacement.Write<TField, TCodec>(ref writer, document, name, value);
        _rented = writer.Rented;
        return writer.Written;
    }

    /// <summary>Gives the pooled buffer back, if there is one.</summary>
    public void Dispose()
    {
        if (_rented is not { } rented)
            return;
        _rented = null;
        ArrayPool<byte>.Shared.Return(rented);
    }

    // A pooled buffer is the writer's until it is done: if a codec throws, nobody gives it back, and the collector takes it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DocumentWriter Begin()
    {
        if (_rented is not { } rented)
            return new DocumentWriter(_buffer);
        _rented = null;
        return new DocumentWriter(rented);
    }

    private static ArgumentException Located<T>(T value, ReadOnlySpan<byte> written, int member, ArgumentException problem)
    {
        string path = FieldPath.Shorten(FieldPath.Locate(written, member));
        string subject = value is IErrorSubject named ? named.ErrorSubject : typeof(T).Name;
        return new ArgumentException(path.Length == 0 ? $"{subject}: {problem.Message}" : $"{subject}.{path}: {problem.Message}", problem);
    }
}
