namespace ShmStore.Bson;

/// <summary>
/// Encodes objects into a scratch buffer that each thread keeps. The bytes are valid until the next
/// <see cref="Encode"/> or <see cref="Dispose"/>. Encoders may be nested: the inner one takes another buffer.
/// </summary>
internal ref struct DocumentEncoder : IDisposable
{
    private EncoderScratch? _scratch;

    /// <summary>Encodes a value as a canonical document.</summary>
    /// <exception cref="ArgumentNullException">There is no value.</exception>
    /// <exception cref="ArgumentException">A member cannot be stored; the message names it.</exception>
    public ReadOnlySpan<byte> Encode<T>(T value)
        where T : ISharedObject<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        EncoderScratch scratch = _scratch ??= EncoderScratch.Take();
        var writer = new DocumentWriter(scratch.Buffer);
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
            if (writer.Buffer != scratch.Buffer)
                scratch.Buffer = writer.Buffer;
        }
        return writer.Written;
    }

    /// <summary>Encodes a copy of a document in which one element has another value; see <see cref="ElementReplacement"/>.</summary>
    /// <exception cref="ArgumentException">The value cannot be represented, or the document becomes too long.</exception>
    public ReadOnlySpan<byte> Replace<TField, TCodec>(DocumentView document, ReadOnlySpan<byte> name, TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        EncoderScratch scratch = _scratch ??= EncoderScratch.Take();
        var writer = new DocumentWriter(scratch.Buffer);
        try
        {
            ElementReplacement.Write<TField, TCodec>(ref writer, document, name, value);
        }
        finally
        {
            if (writer.Buffer != scratch.Buffer)
                scratch.Buffer = writer.Buffer;
        }
        return writer.Written;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        _scratch?.Release();
        _scratch = null;
    }

    private static ArgumentException Located<T>(ReadOnlySpan<byte> written, int member, ArgumentException problem)
    {
        string path = FieldPath.Locate(written, member);
        string subject = path.Length == 0 ? typeof(T).Name : $"{typeof(T).Name}.{path}";
        return new ArgumentException($"{subject}: {problem.Message}", problem);
    }
}
