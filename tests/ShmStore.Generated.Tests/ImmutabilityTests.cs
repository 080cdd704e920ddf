using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Which shapes are proven immutable.</summary>
public sealed class ImmutabilityTests
{
    [Fact]
    public void Sealed_types_of_readonly_scalars_are()
    {
        Assert.True(IsImmutable<Point>());
        Assert.True(IsImmutable<Pair>());
        Assert.True(IsImmutable<Defaults>());
        Assert.True(IsImmutable<ReadonlyStruct>());
        Assert.True(IsImmutable<Boxed>());
        Assert.True(IsImmutable<Tagged<string>>());
    }

    [Fact]
    public void Types_with_arrays_setters_or_that_can_be_derived_from_are_not()
    {
        Assert.False(IsImmutable<AllFields>());
        Assert.False(IsImmutable<NullableFields>());
        Assert.False(IsImmutable<MutableStruct>());
        Assert.False(IsImmutable<Derived>());
        Assert.False(IsImmutable<ClosedGeneric>());
    }

    private static bool IsImmutable<T>()
        where T : ISharedObject<T> => T.IsImmutable;
}
