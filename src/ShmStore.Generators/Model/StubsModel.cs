namespace ShmStore.Generators.Model;

/// <summary>What is emitted for a store with a faulty key, so that the compiler does not complain of all the others too.</summary>
/// <param name="Declaration">Where the emitted part goes.</param>
/// <param name="Keys">The keys that can be implemented.</param>
internal sealed record StubsModel(TypeDeclaration Declaration, EquatableArray<StubModel> Keys);
