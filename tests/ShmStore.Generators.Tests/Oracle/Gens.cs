using System.Collections.Immutable;
using CsCheck;

namespace ShmStore.Generators.Tests.Oracle;

/// <summary>Generators made of others.</summary>
internal static class Gens
{
    /// <summary>One of the values.</summary>
    public static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>A value of each, in order.</summary>
    public static Gen<ImmutableList<T>> Each<T>(IEnumerable<Gen<T>> generators) =>
        generators.Aggregate(Gen.Const(ImmutableList<T>.Empty), static (before, next) => Gen.Select(before, next).Select(static (list, value) => list.Add(value)));
}
