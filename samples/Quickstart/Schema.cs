using ShmStore;

namespace Quickstart;

/// <summary>The schema: each partial property is a key.</summary>
[SharedStore]
public partial class ObjectStore
{
    /// <summary>An object that the writer updates all the time.</summary>
    public partial SharedEntry<MyObject> MyObject { get; }

    /// <summary>Another one.</summary>
    public partial SharedEntry<MyOtherObject> MyOtherObject { get; }

    /// <summary>How many reads all workers have done; every worker adds to it.</summary>
    public partial SharedAtomic<long> Reads { get; }
}

/// <summary>The shape of an object under <see cref="ObjectStore.MyObject"/>.</summary>
[SharedObject]
public sealed partial record MyObject(AccountData Data);

/// <summary>A nested object.</summary>
[SharedObject]
public sealed partial record AccountData(string Account, long Delta);

/// <summary>The shape of an object under <see cref="ObjectStore.MyOtherObject"/>.</summary>
[SharedObject]
public sealed partial record MyOtherObject
{
    /// <summary>Hexadecimal digits.</summary>
    public required string Buffer { get; init; }

    /// <summary>A name.</summary>
    public string Name { get; init; } = "unknown";

    /// <summary>The number that <see cref="Buffer"/> spells.</summary>
    public long Number { get; init; }
}
