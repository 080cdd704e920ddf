using System.Text;
using ShmStore.Bson;

namespace ShmStore.Store.Entries;

/// <summary>A member that stands at a constant offset in canonical documents.</summary>
internal static class FixedMember
{
    /// <summary>The bytes of a value of a member of <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">The value cannot be represented; the message names the member.</exception>
    public static TRaw ToRaw<T, TField, TRaw, TCodec>(ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> =>
        TCodec.IsTotal ? TCodec.ToRaw(value) : ToRawOrThrow<T, TField, TRaw, TCodec>(name, value);

    /// <summary>Whether a member of this length at an offset lies in the canonical prefix of a document.</summary>
    public static bool IsInside(int offset, int length, int fixedPrefix, int documentLength) =>
        offset >= 0 && (uint)offset + (uint)length <= fixedPrefix && fixedPrefix < documentLength;

    // Apart: what is compiled with a handler keeps its variables on the stack.
    private static TRaw ToRawOrThrow<T, TField, TRaw, TCodec>(ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        try
        {
            return TCodec.ToRaw(value);
        }
        catch (ArgumentException problem)
        {
            throw new ArgumentException($"{typeof(T).Name}.{Encoding.UTF8.GetString(name)}: {problem.Message}", problem);
        }
    }
}
