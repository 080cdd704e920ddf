namespace ShmStore.Generators.Model;

/// <summary>One type that a value of a base type may be.</summary>
/// <param name="Type">The type, fully qualified.</param>
/// <param name="IsPolymorphic">The type goes by the run-time type itself, so its own members have a codec apart.</param>
/// <param name="Name">The discriminator it is recognised by.</param>
/// <param name="Written">The discriminators it is written with; none for the base type itself.</param>
internal sealed record KnownTypeModel(string Type, bool IsPolymorphic, string Name, EquatableArray<string> Written);
