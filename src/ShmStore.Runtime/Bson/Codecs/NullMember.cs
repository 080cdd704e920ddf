using System.Diagnostics.CodeAnalysis;

namespace ShmStore.Bson;

/// <summary>The error for null where the member's type says there is none.</summary>
internal static class NullMember
{
    /// <summary>Throws it.</summary>
    [DoesNotReturn]
    public static void Throw() => throw new ArgumentException("the value is null, but the member is not nullable");
}
