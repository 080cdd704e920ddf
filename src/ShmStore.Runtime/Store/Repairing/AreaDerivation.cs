using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Store.Inspection;

namespace ShmStore.Store.Repairing;

/// <summary>Finds the areas of a store whose header is wrong about them, from how stores are laid out.</summary>
internal static class AreaDerivation
{
    /// <summary>
    /// The areas as the header says, if the schema is where they have it; or as they must be for the number of slots that it says or that small stores have. The header's again, where the schema is in neither.
    /// </summary>
    /// <returns>Null when the file is too short to have any.</returns>
    public static RegionAreas? Find(StoreImage image, FindingList changes)
    {
        RegionAreas? said = HeaderCheck.Run(image, new FindingList(0));
        if (said is { } likely && HasSchema(image, likely))
            return likely;
        long maximum = image.At<long>(HeaderLayout.MaximumOffset);
        if (maximum < image.Length || maximum % RegionPages.Size != 0 || maximum > StoreOptions.DefaultMaximumSize)
            maximum = Math.Max(StoreOptions.DefaultMaximumSize, RegionPages.RoundUp(image.Length));
        foreach (int slots in (int[])[image.At<int>(HeaderLayout.SlotCapacityOffset), image.At<int>(HeaderLayout.AtomicCapacityOffset), 0])
        {
            // What a plan for half as many keys gives: capacities are twice the keys.
            int keys = Math.Max(0, (slots / 2) - SlotLayout.FirstKeySlot);
            if (keys > image.Length / SlotLayout.Stride)
                continue;
            var plan = RegionPlan.For(keys, long.MaxValue);
            if (plan.Committed > maximum)
                continue;
            var areas = new RegionAreas(HeaderLayout.Length, plan.SlotCapacity, plan.Atomics, plan.AtomicCapacity, plan.Heap, maximum);
            if (!HasSchema(image, areas))
                continue;
            changes.Note(StoreArea.Header, null, null, $"the areas were derived: {plan.SlotCapacity} slots, atomics at {plan.Atomics}, heap at {plan.Heap}");
            return areas;
        }

        return said;
    }

    private static bool HasSchema(StoreImage image, RegionAreas areas)
    {
        long schema = image.At<long>(areas.SlotAt(SlotLayout.SchemaSlot));
        return schema >= areas.Heap && schema < image.Length && ImageSchema.TryRead(image, schema) is not null;
    }
}
