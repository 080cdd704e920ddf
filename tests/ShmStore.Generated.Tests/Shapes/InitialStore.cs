namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Objects with initializers.</summary>
[SharedStore]
public partial class InitialStore
{
    /// <summary>Constants.</summary>
    public partial SharedEntry<ConstantInitializers> Constants { get; }

    /// <summary>Constants under keys.</summary>
    public partial SharedMap<string, ConstantInitializers> ConstantsByName { get; }

    /// <summary>Others.</summary>
    public partial SharedEntry<OtherInitializers> Others { get; }

    /// <summary>Others under keys.</summary>
    public partial SharedMap<string, OtherInitializers> OthersByName { get; }

    /// <summary>A struct.</summary>
    public partial SharedEntry<PassedInitializers> Passed { get; }

    /// <summary>One of several types.</summary>
    public partial SharedEntry<InitializedBase> Derived { get; }
}
