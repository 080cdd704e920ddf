using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>A parsed store.</summary>
/// <param name="Model">What is emitted if nothing is wrong with it.</param>
/// <param name="Stubs">What is emitted if only keys are faulty; null where nothing can be.</param>
internal sealed record ParsedStore(StoreModel Model, StubsModel? Stubs);
