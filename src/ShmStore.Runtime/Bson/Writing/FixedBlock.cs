using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>The fixed prefix of a document that a <see cref="DocumentWriter"/> has just begun. For values only until its next element: the writer may move to another buffer then.</summary>
/// <remarks>Held by generated code, whose offsets and whose template are constants: every check of bounds below is decided when that is compiled.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct FixedBlock
{
    private readonly ref byte _first;
    private readonly int _length;

    /// <summary>A prefix that has been written.</summary>
    /// <param name="first">Its first byte, in the writer's buffer.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="start">Where the document starts in the writer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FixedBlock(ref byte first, int length, int start)
    {
        _first = ref first;
        _length = length;
        Start = start;
    }

    /// <summary>The document's start, for <see cref="DocumentWriter.EndDocument"/>.</summary>
    public int Start { get; }

    /// <summary>Sets a value.</summary>
    /// <param name="writer">The writer, to which errors are reported.</param>
    /// <param name="offset">The value's constant offset in the document.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value cannot be represented.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The prefix does not reach over the place.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<TField, TRaw, TCodec>(ref DocumentWriter writer, int offset, TField value)
        where TCodec : struct, IFixedCodec<TField, TRaw>
        where TRaw : unmanaged
    {
        if ((ulong)(uint)offset + (uint)Unsafe.SizeOf<TRaw>() > (uint)_length)
            ThrowOutside(offset, _length);
        if (!TCodec.IsTotal)
            writer.Member = Start + offset;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref _first, offset), TCodec.ToRaw(value));
    }

    [DoesNotReturn]
    private static void ThrowOutside(int offset, int length) =>
        throw new ArgumentOutOfRangeException(nameof(offset), offset, $"A fixed value must lie inside the fixed prefix of {length} bytes.");
}
