namespace ShmStore.Steps.States;

/// <summary>Reads what the tracer has written (Tracing/step.c).</summary>
internal static class StatesFile
{
    private const int Buffer = 1 << 20;

    /// <summary>The states of a file, in order.</summary>
    public static List<State> Read(string path)
    {
        var states = new List<State>();
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), Buffer));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            ulong instruction = reader.ReadUInt64();
            ulong step = reader.ReadUInt64();
            long length = reader.ReadInt64();
            var changes = new Change[reader.ReadUInt32()];
            for (int i = 0; i < changes.Length; i++)
            {
                long offset = reader.ReadInt64();
                changes[i] = new Change(offset, reader.ReadBytes(reader.ReadInt32()));
            }

            states.Add(new State(instruction, step, length, changes));
        }

        return states;
    }

    /// <summary>The file as it was in a state.</summary>
    public static byte[] ImageOf(IReadOnlyList<State> states, int index)
    {
        byte[] image = [];
        for (int i = 0; i <= index; i++)
            states[i].Apply(ref image);
        return image;
    }
}
