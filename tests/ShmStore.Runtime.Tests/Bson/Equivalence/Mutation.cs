using CsCheck;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>One damage to a document, aimed at what its structure hangs on.</summary>
/// <param name="Kind">What is damaged.</param>
/// <param name="Place">Picks one of the places.</param>
/// <param name="Value">Picks one of the values to put there.</param>
internal readonly record struct Mutation(int Kind, int Place, int Value)
{
    private const int Kinds = 8;

    private static readonly byte[] Types = [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x08, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x12, 0x13, 0x14, 0x7F, 0x80, 0xFF];
    private static readonly byte[] Telling = [0x00, 0x01, 0x02, 0x05, 0x7F, 0x80, 0xC3, 0xED, 0xFF];

    /// <summary>Any damage.</summary>
    public static Gen<Mutation> Any { get; } =
        Gen.Select(Gen.Int[0, Kinds - 1], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Select((kind, place, value) => new Mutation(kind, place, value));

    /// <summary>The bytes of a document with several damages.</summary>
    public static byte[] Apply(MarkedDocument document, params ReadOnlySpan<Mutation> mutations)
    {
        byte[] bytes = document.Bytes;
        foreach (Mutation mutation in mutations)
            mutation.Change(document.Marks, ref bytes);
        return bytes;
    }

    private void Change(IReadOnlyList<(Mark Mark, int Position)> marks, ref byte[] bytes)
    {
        switch (Kind)
        {
            case 0 or 1:
                ChangeLength(bytes, At(marks, Mark.Length));
                break;
            case 2:
                Set(bytes, At(marks, Mark.Type), Types[Value % Types.Length]);
                break;
            case 3:
                Set(bytes, At(marks, Mark.Terminator), Telling[Value % Telling.Length]);
                break;
            case 4:
                Set(bytes, At(marks, Mark.Text), Telling[Value % Telling.Length]);
                break;
            case 5:
                Set(bytes, Place % Math.Max(bytes.Length, 1), (byte)Value);
                break;
            case 6:
                // What is left out or put in moves everything behind it; only the root's length is set right.
                Replace(ref bytes, Place % (bytes.Length + 1), Value % 6, []);
                break;
            default:
                Replace(ref bytes, Place % (bytes.Length + 1), 0, BitConverter.GetBytes(Value)[..(Value % 4)]);
                break;
        }
    }

    private int At(IReadOnlyList<(Mark Mark, int Position)> marks, Mark mark)
    {
        int count = marks.Count(each => each.Mark == mark);
        return count == 0 ? 0 : marks.Where(each => each.Mark == mark).ElementAt(Place % count).Position;
    }

    private void ChangeLength(byte[] bytes, int position)
    {
        if (position > bytes.Length - sizeof(int))
            return;
        int right = BitConverter.ToInt32(bytes, position);
        int[] lengths =
        [
            0, 1, 4, 5, 14, right - 1, right + 1, right - 4, right + 4, right + (Value % 32) - 16, bytes.Length, bytes.Length - position, bytes.Length - position - 5,
            -1, -right, int.MinValue, int.MaxValue, int.MaxValue - 4, int.MaxValue - position,
        ];
        BitConverter.TryWriteBytes(bytes.AsSpan(position), lengths[Value % lengths.Length]);
    }

    private static void Set(byte[] bytes, int position, byte value)
    {
        if (position < bytes.Length)
            bytes[position] = value;
    }

    private static void Replace(ref byte[] bytes, int position, int removed, byte[] added)
    {
        bytes = [.. bytes[..position], .. added, .. bytes[Math.Min(position + removed, bytes.Length)..]];
        if (bytes.Length >= sizeof(int))
            BitConverter.TryWriteBytes(bytes, bytes.Length);
    }
}
