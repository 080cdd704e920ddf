using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Repairing;

/// <summary>Says which words of the slots and of the atomics are not kept because no key has them: a schema that was longer may have had one.</summary>
internal sealed class DroppedWords(InspectedStore store, SavedStore saved, FindingList changes)
{
    /// <summary>Looks at all of them.</summary>
    /// <exception cref="StoreFormatException">The schema is doubtful.</exception>
    public void Run()
    {
        for (int slot = SlotLayout.EmptySlot; slot < store.Areas.SlotCapacity; slot++)
        {
            long word = store.Areas.SlotAt(slot);
            if (KindOf(slot - SlotLayout.FirstKeySlot) is not (KeyKinds.Entry or KeyKinds.Document or KeyKinds.Map or KeyKinds.DocumentMap) && store.Load(word) is not 0 and var block)
                Drop(StoreArea.Slots, word, $"slot {slot} named {block}, and has no key that could have a value there");
        }

        for (int key = 0; key < store.Areas.AtomicCapacity; key++)
        {
            long word = store.Areas.Atomics + ((long)key * AtomicLayout.Stride);
            if (KindOf(key) != KeyKinds.Atomic && store.Image.At<ulong>(word) is not 0 and var value)
                Drop(StoreArea.Atomics, word, $"the word was 0x{value:X}, and no atomic stands there");
        }
    }

    private string? KindOf(int key) => key >= 0 && key < saved.Schema.Keys.Count ? saved.Schema.Keys[key].Kind : null;

    private void Drop(StoreArea area, long word, string what)
    {
        saved.ThrowIfDoubtful(store.Image, what);
        changes.Damage(area, word, null, $"it is zero now: {what}");
    }
}
