using ShmStore.Layout;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>Looks at the words of the atomics.</summary>
internal static class AtomicsCheck
{
    /// <summary>Checks that each word holds a value of its type, and that the rest is zero.</summary>
    public static void Run(InspectedStore store)
    {
        if (store.Schema is not { } schema)
            return;
        for (int key = 0; key < store.Areas.AtomicCapacity; key++)
        {
            long at = store.Areas.Atomics + ((long)key * AtomicLayout.Stride);
            ulong value = store.Image.At<ulong>(at);
            KeySchema? declared = key < schema.Keys.Count && schema.Keys[key].Kind == KeyKinds.Atomic ? schema.Keys[key] : null;
            ulong greatest = declared is null ? 0 : GreatestOf(declared);
            if (value > greatest)
                store.Findings.Damage(StoreArea.Atomics, at, declared?.Name, $"the word is 0x{value:X}, and {(declared is null ? "no atomic stands there" : $"no {declared.Type} is")}");
        }
    }

    /// <summary>The greatest word of an atomic, which has all bits that one can have.</summary>
    public static ulong GreatestOf(KeySchema declared) => declared.Type switch
    {
        "bool" => 1,
        "int32" => uint.MaxValue,
        _ => ulong.MaxValue,
    };
}
