using System.Diagnostics.CodeAnalysis;

namespace ShmStore.Bson;

/// <summary>The error for null where the member's type says there is none.</summary>
internal static class NullMember
{
    /// <summary>The enumerator of a collection that somebody has written himself.</summary>
    /// <exception cref="ArgumentException">It is null.</exception>
    public static IEnumerator<T> EnumeratorOf<T>(IEnumerable<T> items) => items.GetEnumerator() ?? throw new ArgumentException("its enumerator is null");

    /// <summary>Throws it.</summary>
    [DoesNotReturn]
    public static void Throw() => throw new ArgumentException("the value is null, but the member is not nullable");
}
