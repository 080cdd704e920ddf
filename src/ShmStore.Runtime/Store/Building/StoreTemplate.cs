using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Building;

/// <summary>What a store has that is not in its blocks.</summary>
/// <param name="Plan">Where its areas lie.</param>
/// <param name="Identity">Its identity.</param>
/// <param name="Seed">What keys are hashed with.</param>
/// <param name="Commits">Number of its last commit, if no block has a higher version.</param>
/// <param name="Writers">How many writers have attached.</param>
/// <param name="Bytes">How long it is. What is copied of it may take more for a while.</param>
internal readonly record struct StoreTemplate(RegionPlan Plan, Guid Identity, KeySeed Seed, ulong Commits, ulong Writers, long Bytes);
