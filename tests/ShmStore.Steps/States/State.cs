using System.Globalization;

namespace ShmStore.Steps.States;

/// <summary>What the file was like behind one instruction, as a difference from the state before.</summary>
/// <param name="Instruction">Address of the instruction in the program.</param>
/// <param name="Step">The how manieth instruction of the operation it was.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Changes">What has changed.</param>
internal sealed record State(ulong Instruction, ulong Step, long Length, IReadOnlyList<Change> Changes)
{
    private const int Vector = 64;

    /// <summary>Makes an image of the state before one of this.</summary>
    public void Apply(ref byte[] image)
    {
        if (image.Length != Length)
            Array.Resize(ref image, checked((int)Length));
        foreach (Change change in Changes)
            change.Bytes.CopyTo(image, change.Offset);
    }

    /// <summary>The same to a file.</summary>
    public void Apply(FileStream file)
    {
        if (file.Length < Length)
            file.SetLength(Length);
        foreach (Change change in Changes)
        {
            file.Position = change.Offset;
            file.Write(change.Bytes);
        }

        file.Flush();
    }

    /// <summary>True when this store went on where the one before it had ended, as those of a long copy do.</summary>
    public bool GoesOn(State before) => Changes.Count == 1 && before.Changes.Count == 1 && before.Changes[0].Bytes.Length <= Vector && Changes[0].Offset - before.Changes[0].Offset is >= 0 and <= Vector;

    /// <summary>True when the two may be made in either order.</summary>
    public bool IsApartFrom(State other) => Length == other.Length && !Changes.Any(mine => other.Changes.Any(theirs => mine.Offset < theirs.End && theirs.Offset < mine.End));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"step {Step}, instruction {Instruction:x}, {string.Join(' ', Changes.Take(4).Select(static change => $"{change.Offset:x}={Convert.ToHexString(change.Bytes.AsSpan(0, Math.Min(8, change.Bytes.Length)))}"))}");
}
