namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A generic enclosing type.</summary>
/// <typeparam name="T">Anything disposable.</typeparam>
public partial class Outer<T>
    where T : class, IDisposable
{
    /// <summary>Nested in a generic class.</summary>
    [SharedObject]
    public partial class Inner
    {
        /// <summary>With an initializer, init-only: needs an accessor in a generic type.</summary>
        public int Number { get; init; } = 4;

        /// <summary>The same as a reference.</summary>
        public string Text { get; init; } = "inner";

        /// <summary>Itself, nullable.</summary>
        public Outer<T>.Inner? Next { get; init; }
    }
}

/// <summary>An enclosing struct.</summary>
public partial struct OuterStruct
{
    /// <summary>An enclosing record.</summary>
    public partial record OuterRecord
    {
        /// <summary>An enclosing interface.</summary>
        public partial interface IOuter
        {
            /// <summary>Nested in everything.</summary>
            [SharedObject]
            sealed partial record Deep(int Value);
        }
    }
}

/// <summary>A generic object without a member of its type parameter.</summary>
/// <typeparam name="T">A phantom.</typeparam>
[SharedObject]
public sealed partial record Tagged<T>(int Value);
