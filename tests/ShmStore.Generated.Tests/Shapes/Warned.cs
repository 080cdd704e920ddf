using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;

namespace ShmStore.Generated.Tests.Shapes;

#pragma warning disable CA2252 // What is generated is in a file of its own, where this does not count.

/// <summary>A preview with a member that is one.</summary>
[SharedObject]
[RequiresPreviewFeatures("Soon")]
public partial class Preview
{
    /// <summary>A number.</summary>
    [RequiresPreviewFeatures]
    public int Number { get; set; }

    /// <summary>Itself.</summary>
    public Preview? Next { get; init; }
}

/// <summary>What uses it and is none.</summary>
[SharedObject]
public partial class PreviewUser
{
    /// <summary>One.</summary>
    public Preview? One { get; set; }

    /// <summary>Several.</summary>
    public IReadOnlyList<Preview>? Several { get; init; }
}

/// <summary>A store that is none.</summary>
[SharedStore]
public partial class PreviewStore
{
    /// <summary>An entry.</summary>
    public partial SharedEntry<Preview> Entry { get; }

    /// <summary>A map that is one.</summary>
    [RequiresPreviewFeatures]
    public partial SharedMap<int, Preview> Map { get; }
}

#pragma warning restore CA2252

/// <summary>A type whose argument's members have to be kept when a program is trimmed.</summary>
/// <typeparam name="T">The argument.</typeparam>
/// <typeparam name="TOther">Another.</typeparam>
public partial class Kept<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicMethods)] TOther>
{
    /// <summary>Nested in it.</summary>
    [SharedObject]
    public sealed partial record Inner(int Number, string? Text);
}
