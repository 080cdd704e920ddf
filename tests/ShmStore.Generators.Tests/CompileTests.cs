using Microsoft.CodeAnalysis;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>Generated code for unusual consumers, without a single warning. The usual ones are compiled in ShmStore.Generated.Tests.</summary>
public sealed class CompileTests
{
    private const string Object = """
        using System;
        using ShmStore;
        /// <summary>An object.</summary>
        [SharedObject]
        public sealed partial record Account(string Name, long Delta);
        /// <summary>A store.</summary>
        [SharedStore]
        public partial class Market
        {
            /// <summary>A key.</summary>
            public partial SharedEntry<Account> Primary { get; }
        }
        """;

    [Fact]
    public void In_the_global_namespace() => GeneratorHarness.Run(Object).AssertCompiles();

    [Fact]
    public void In_an_assembly_that_complies_with_the_CLS()
    {
        GeneratorRun run = GeneratorHarness.Run(Object.Replace("/// <summary>An object", "[assembly: CLSCompliant(true)]\n/// <summary>An object", StringComparison.Ordinal));
        // The user's own declarations name types of the runtime, which does not claim to comply.
        Assert.All(run.CompilerDiagnostics, static diagnostic => Assert.Equal("Source0.cs", diagnostic.Location.SourceTree!.FilePath));
    }

    [Fact]
    public void Without_nullable_annotations() => GeneratorHarness.Run("""
        #nullable disable
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using MongoDB.Bson.Serialization.Attributes;
        using MongoDB.Bson.Serialization.Options;
        using ShmStore;
        [SharedObject]
        internal partial class Old
        {
            public string Text { get; set; }
            public List<string> Texts { get; set; } = new List<string>();
            public string[][] Jagged { get; set; }
            public IEnumerable<byte[]> Blobs { get; set; }
            public Old Next { get; set; }
            public Dictionary<string, Old> ByName { get; set; }
            public IReadOnlyDictionary<string, string[]> ReadOnly { get; set; }
            public ImmutableSortedDictionary<string, Dictionary<string, string>> Nested { get; set; }
            [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments)]
            public Dictionary<Uri, Old> ByAddress { get; set; }
            [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfArrays)]
            public SortedList<string, int> Sorted { get; set; }
            [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfArrays)]
            public IDictionary<Old, string> ByObject { get; set; }
        }
        [SharedStore]
        internal partial class Store
        {
            internal partial SharedEntry<Old> Key1 { get; }
            internal partial SharedMap<string, Old> Key2 { get; }
        }
        """).AssertCompiles();

    [Fact]
    public void With_default_values_of_every_type() => GeneratorHarness.Run("""
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;
        internal enum Odd : sbyte { Least = -1 }
        [SharedObject]
        internal sealed partial record Parameters(
            byte A = 255, sbyte B = -128, short C = short.MinValue, ushort D = 5, int E = int.MinValue, uint F = uint.MaxValue, long G = long.MinValue, ulong H = ulong.MaxValue,
            float I = 1.5f, float J = float.NaN, float K = float.NegativeInfinity, float? L = float.MaxValue, double M = double.Epsilon, double? N = double.NaN, decimal O = -0.10m,
            char P = '\uD800', char Q = '\'', bool R = true, string S = "a\"\\\0b", Odd T = Odd.Least, Odd? U = Odd.Least, float V = -0.0f, char? W = '\n', decimal? X = 1);
        [SharedObject]
        internal sealed partial class Attributes
        {
            [BsonDefaultValue(1.5f)] public float A { get; set; }
            [BsonDefaultValue(float.NaN)] public float? B { get; set; }
            [BsonDefaultValue(float.PositiveInfinity)] public double C { get; set; }
            [BsonDefaultValue('\0')] public char D { get; set; }
            [BsonDefaultValue(-1)] public long? E { get; set; }
            [BsonDefaultValue((byte)1)] public decimal F { get; set; }
            [BsonDefaultValue(Odd.Least)] public Odd G { get; set; }
            [BsonDefaultValue(ulong.MaxValue)] public ulong? H { get; set; }
            [BsonIgnoreIfDefault, BsonDefaultValue("a\"\\\0b\u2028\U0001F4C8")] public string I { get; set; } = "";
        }
        """).AssertCompiles();

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

    [Fact]
    public void Defaults_of_parameters_that_have_no_literal() => GeneratorHarness.Run("""
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using ShmStore;
        [SharedObject]
        internal partial class A
        {
            public A([Optional, DateTimeConstant(636000000000000000L)] DateTime at, int port = 80, long big = 5) { At = at; Port = (ushort)port; Big = (int)big; }
            public DateTime At { get; }
            public ushort Port { get; }
            public int Big { get; }
        }
        """).AssertCompiles();

    [Fact]
    public void Attributes_that_speak_of_null() => GeneratorHarness.Run("""
        using System.Diagnostics.CodeAnalysis;
        using ShmStore;
        [SharedObject]
        internal partial class A
        {
            private string? _text;
            [DisallowNull] public string? Disallowed { get; set; }
            [AllowNull] public string Allowed { get => _text ?? ""; set => _text = value; }
            [MaybeNull] public string Maybe { get; set; } = "";
            [NotNull] public string? Not { get => _text ?? ""; set => _text = value; }
            [DisallowNull] public int? Number { get; init; } = "".Length;
            [DisallowNull] public string? Initial { get; init; } = "".Trim();
        }
        """).AssertCompiles();

    [Fact]
    public void Nested_where_nobody_else_can_see_it() => GeneratorHarness.Run("""
        using ShmStore;
        internal partial class Outer
        {
            [SharedObject]
            private partial class Secret
            {
                public int Number { get; init; } = 1;
                public Secret? Next { get; set; }
            }
            [SharedObject]
            protected internal sealed partial record Known(int Number);
            [SharedStore]
            private partial class Store
            {
                internal partial SharedEntry<Secret> Key1 { get; }
                internal partial SharedEntry<Known> Key2 { get; }
                public int Use() => Key2.Number;
            }
        }
        """).AssertCompiles();

    [Fact]
    public void Objects_of_another_assembly()
    {
        GeneratorRun library = GeneratorHarness.Run("""
            using System.Collections.Generic;
            using ShmStore;
            namespace Library;
            /// <summary>A base, not shared.</summary>
            public abstract class Base
            {
                /// <summary>A member.</summary>
                public string? Inherited { get; init; } = "";
            }
            /// <summary>A field between properties: metadata loses this order.</summary>
            [SharedObject]
            public partial class Mixed : Base
            {
                /// <summary>First.</summary>
                public int First { get; set; }
                /// <summary>Second.</summary>
                public long Second;
                /// <summary>Third.</summary>
                public int Fixed { get; private set; } = 3;
                /// <summary>Fourth.</summary>
                public List<Mixed>? Others { get; set; }
            }
            """).AssertCompiles();
        const string consumer = """
            using ShmStore;
            namespace Demo;
            /// <summary>A store.</summary>
            [SharedStore]
            public partial class Market
            {
                /// <summary>A key.</summary>
                public partial SharedEntry<Library.Mixed> Entry { get; }
                /// <summary>Another.</summary>
                public partial SharedEntry<Derived> Other { get; }
            }
            /// <summary>Derives from the library's base.</summary>
            [SharedObject]
            public sealed partial class Derived : Library.Base
            {
                /// <summary>Nested.</summary>
                public Library.Mixed? Mixed { get; set; }
            }
            """;
        GeneratorRun reference = GeneratorHarness.Run(TestCompilation.Create([consumer], library.After.ToMetadataReference())).AssertCompiles();
        using MemoryStream image = new();
        Assert.True(library.After.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        GeneratorRun binary = GeneratorHarness.Run(TestCompilation.Create([consumer], MetadataReference.CreateFromImage(image.ToArray()))).AssertCompiles();
        Assert.Equal(reference.Text("Demo.Market.g.cs"), binary.Text("Demo.Market.g.cs"));
    }

    [Fact]
    public void An_overridden_getter_keeps_the_setter_of_its_base_type()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using ShmStore;
            namespace Demo;
            /// <summary>A base type.</summary>
            public class Base
            {
                /// <summary>Set at any time.</summary>
                public virtual int X { get; set; }
                /// <summary>Set at creation.</summary>
                public virtual string? Y { get; init; }
            }
            /// <summary>Looks at what is read.</summary>
            [SharedObject]
            public partial class Derived : Base
            {
                /// <inheritdoc/>
                public override int X { get { return base.X; } }
                /// <inheritdoc/>
                public override string? Y { get { return base.Y; } }
            }
            """).AssertCompiles();
        Assert.Contains("XOffset", run.Text("Demo.Derived.g.cs"), StringComparison.Ordinal);
        Assert.Contains("YName", run.Text("Demo.Derived.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_constructor_that_was_chosen_is_called_though_another_fits_better()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using MongoDB.Bson.Serialization.Attributes;
            using ShmStore;
            namespace Demo;
            /// <summary>An object.</summary>
            [SharedObject]
            public partial class Pair
            {
                /// <summary>Marked.</summary>
                [BsonConstructor(nameof(X), nameof(Y))]
                public Pair(long x, int y) { X = (int)x; Y = y; }
                /// <summary>Beside it.</summary>
                public Pair(int x, long y) { X = x; Y = (int)y; }
                /// <summary>First.</summary>
                public int X { get; }
                /// <summary>Second.</summary>
                public int Y { get; }
            }
            """).AssertCompiles();
        Assert.Contains("new Pair((long)", run.Text("Demo.Pair.g.cs").Replace("global::Demo.", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[BsonConstructor] public A(in int x) { X = x; } public A(int x) { X = -x; } public int X { get; }", "new global::A(in xValue)")]
    [InlineData("[BsonConstructor(\"X\", \"X\")] public A(int x, long y) { X = x + (int)y; } public A(int x, int y) { X = x - y; } public int X { get; }", "new global::A(xValue, (long)xValue)")]
    public void Of_constructors_that_differ_in_one_parameter_the_marked_one_is_called(string members, string call) => Assert.Contains(
        call, GeneratorHarness.Run($"using MongoDB.Bson.Serialization.Attributes; [ShmStore.SharedObject] internal partial class A {{ {members} }}").AssertCompiles().Text("A.g.cs"), StringComparison.Ordinal);

    [Theory]
    [InlineData("[SharedObject] public partial record A(int X, string );")]
    [InlineData("[SharedObject] public partial class A { public int { get; set; } }")]
    [InlineData("[SharedObject] public partial class A { public int X, ; }")]
    [InlineData("public partial class Outer { [SharedObject] public partial class  { public int X { get; set; } } }")]
    [InlineData("public partial class { [SharedObject] public partial class A { public int X { get; set; } } }")]
    [InlineData("[SharedObject] internal sealed partial record")]
    [InlineData("public partial class Outer { [SharedStore] public partial class { public partial SharedEntry<Other> Key { get; } } }")]
    [InlineData("[SharedObject(KnownTypes = null!)] public partial class A { public int X { get; set; } }")]
    [InlineData("[SharedObject, MongoDB.Bson.Serialization.Attributes.BsonKnownTypes((System.Type[])null!)] public partial class A { public int X { get; set; } }")]
    [InlineData("[SharedObject] public partial class A<T> { public A<A<T>> Next { get; set; } = null!; }")]
    [InlineData("[SharedObject] public partial class A<T> { public A<A<T>>? Next { get; set; } } [SharedStore] public partial class S { public partial SharedEntry<A<int>> Key { get; } }")]
    public async Task What_is_half_typed_or_odd_costs_no_other_type_its_code(string source)
    {
        GeneratorRun run = GeneratorHarness.Run("using ShmStore; namespace Demo; " + source + " [SharedObject] public partial class Other { public int X { get; set; } }");
        Assert.Null(run.Result.Exception);
        Assert.Contains(run.Result.GeneratedSources, static file => file.HintName == "Demo.Other.g.cs");
        Assert.DoesNotContain(await AnalyzerHarness.AnalyzeAsync(run.Before), static diagnostic => diagnostic.Id == "AD0001");
    }

    [Theory]
    [InlineData("partial class Broken { public int X { get; set; } = 5; public System.Action? Unsupported { get; set; } }", "SHM0019")]
    [InlineData("partial class Broken { public int X { get; set; } [MongoDB.Bson.Serialization.Attributes.BsonElement(\"X\")] public required string Again { get; init; } }", "SHM0023")]
    [InlineData("sealed partial record Broken(int X, System.Action Unsupported);", "SHM0019")]
    [InlineData("partial struct Broken { public int X { get; set; } public object? Unsupported { get; set; } }", "SHM0019")]
    public void Code_that_uses_a_type_with_an_error_compiles(string broken, string rule)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"[ShmStore.SharedObject] public {broken}",
            "[ShmStore.SharedObject] public partial class Outer { public Broken Inner { get; set; } = default!; public Broken[] List { get; set; } = []; }",
            "using ShmStore; [SharedStore] public partial class Market { public partial SharedEntry<Outer> A { get; } public partial SharedMap<int, Broken> B { get; } }",
            "public static class User { public static int Use(Market market) => market.B[1].X + market.A.Read(static view => view.Inner.X) + market.A.Inner.X; }");
        Assert.Equal(rule, Assert.Single(run.Reported).Id);
        Assert.Empty(run.CompilerDiagnostics.Where(static diagnostic => diagnostic.Id != "CS1591").Select(static diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("class Broken { }")]
    [InlineData("abstract partial class Broken { }")]
    [InlineData("partial class Broken { public int View { get; set; } }")]
    public void A_type_that_cannot_be_reopened_generates_nothing(string broken) =>
        Assert.Empty(GeneratorHarness.Run($"[ShmStore.SharedObject] public {broken}").Result.GeneratedSources);

    [Fact]
    public void More_fixed_fields_than_a_prefix_can_hold_go_to_the_tail()
    {
        string name = new('x', 30_000);
        GeneratorRun run = GeneratorHarness.Run($$"""
            using MongoDB.Bson.Serialization.Attributes;
            using ShmStore;
            [SharedObject]
            internal partial class Large
            {
                [BsonElement("a{{name}}")] public int A { get; set; }
                [BsonElement("b{{name}}")] public int B { get; set; }
                [BsonElement("c{{name}}")] public int C { get; set; }
                public int D { get; set; }
            }
            """).AssertCompiles();
        string text = run.Text("Large.g.cs");
        Assert.DoesNotContain("COffset", text, StringComparison.Ordinal);
        Assert.Contains("DOffset", text, StringComparison.Ordinal);
    }
}
