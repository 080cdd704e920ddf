namespace ShmStore.Generated.Tests.Shapes;

/// <summary>An enum over byte.</summary>
public enum Small : byte
{
    /// <summary>0.</summary>
    Zero,

    /// <summary>255.</summary>
    Most = 255,
}

/// <summary>An enum over uint.</summary>
public enum Large : uint
{
    /// <summary>0.</summary>
    Zero,

    /// <summary>The largest.</summary>
    Most = uint.MaxValue,
}

/// <summary>An enum over long.</summary>
public enum Huge : long
{
    /// <summary>The smallest.</summary>
    Least = long.MinValue,

    /// <summary>0.</summary>
    Zero = 0,
}
