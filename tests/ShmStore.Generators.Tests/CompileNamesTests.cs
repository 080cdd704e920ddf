using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>Generated code among names that could be taken for its own, or that are odd, without a single warning.</summary>
public sealed class CompileNamesTests
{
    [Fact]
    public void With_aliases_and_qualified_names() => GeneratorHarness.Run("""
        using Entry = ShmStore.SharedEntry<Demo.Account>;
        using Store = ShmStore.SharedStoreAttribute;
        namespace Demo
        {
            [ShmStore.SharedObject]
            internal sealed partial record Account(System.Int64 Delta);
            [Store]
            internal partial class Market
            {
                internal partial Entry First { get; }
                internal partial global::ShmStore.SharedEntry<Demo.Account> Second { get; }
                internal partial ShmStore.SharedAtomic<System.Boolean> Flag { get; }
            }
        }
        """).AssertCompiles();

    [Fact]
    public void With_namespaces_and_types_that_hide_those_of_the_runtime() => GeneratorHarness.Run("""
        namespace Demo.System { internal static class Int32; }
        namespace Demo.ShmStore { internal static class Bson; internal static class SharedEntry; }
        namespace Demo
        {
            [global::ShmStore.SharedObject]
            internal sealed partial record Account(long Delta, string? Name);
            [global::ShmStore.SharedStore]
            internal partial class Market
            {
                internal partial global::ShmStore.SharedEntry<Account> First { get; }
            }
        }
        """).AssertCompiles();

    [Theory]
    [InlineData("public class View;")]
    [InlineData("public string View => \"\";")]
    [InlineData("protected int Layout = 1;")]
    [InlineData("public static int Layout() => 1;")]
    [InlineData("public virtual int View { get => 1; } protected internal event System.Action? Layout { add { } remove { } }")]
    [InlineData("public const int View = 1; private protected const int Layout = 2;")]
    [InlineData("[MongoDB.Bson.Serialization.Attributes.BsonIgnore] public int View { get; set; }")]
    public void With_a_base_type_that_has_names_of_generated_types(string member) => GeneratorHarness.Run(
        $"internal class Outermost {{ {member} }} internal class Base : Outermost; [ShmStore.SharedObject] internal partial class A : Base {{ public int X {{ get; set; }} }}").AssertCompiles();

    [Theory]
    [InlineData("private class View;")]
    [InlineData("internal class View<T>;")]
    [InlineData("internal int Layout<T>() => 1;")]
    [InlineData("private int View() => 1; public int Layouts => View();")]
    public void With_a_base_type_that_has_other_things_of_these_names(string member) => GeneratorHarness.Run(
        $"internal class Base {{ {member} }} [ShmStore.SharedObject] internal partial class A : Base {{ public int X {{ get; set; }} }}").AssertCompiles();

    [Fact]
    public void With_a_base_interface_that_has_names_of_generated_types() => GeneratorHarness.Run("""
        using ShmStore;
        internal interface IBase { int Layout { get; } class View; }
        [SharedObject(KnownTypes = [typeof(A)])]
        internal partial interface IShared : IBase;
        [SharedObject]
        internal partial class A : IShared { int IBase.Layout => 1; }
        """).AssertCompiles();

    [Fact]
    public void Odd_element_names_where_other_elements_are_kept_or_refused() => GeneratorHarness.Run("""
        using MongoDB.Bson;
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;
        [SharedObject]
        internal partial class Kept
        {
            [BsonElement("first-name")] public string? First { get; set; }
            public int Größe { get; set; }
            [BsonExtraElements] public BsonDocument? Rest { get; set; }
        }
        [SharedObject, BsonIgnoreExtraElements(false)]
        internal partial class Refused { [BsonElement("a b")] public int A { get; set; } [BsonElement("ü")] public string? B { get; set; } }
        """).AssertCompiles();

    [Fact]
    public void Members_called_as_what_generated_code_calls() => GeneratorHarness.Run("""
        using ShmStore;
        [SharedObject]
        internal partial class A { public int X { get; set; } public new string GetType() => "a"; }
        [SharedStore]
        internal partial class Store
        {
            private readonly int _keyX = 1;
            internal partial SharedEntry<A> X { get; }
            internal partial SharedEntry<A> _keyY { get; }
            internal partial SharedEntry<A> Y { get; }
            public int Use() => _keyX;
        }
        """).AssertCompiles();
}
