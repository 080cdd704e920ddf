using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Checks;

/// <summary>An entry that a reader has looked up before the operation.</summary>
internal static class HeldEntry
{
    /// <summary>Reads it: what is held may be gone, and then says so, and nothing else.</summary>
    public static void Read(in SharedMapEntry<Item> held)
    {
        try
        {
            _ = held.Value;
        }
        catch (Exception gone) when (gone is KeyNotFoundException or InvalidOperationException)
        {
            // As it is documented.
        }
    }
}
