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
    public void Marked_by_way_of_an_alias_of_the_namespace() =>
        Assert.Equal(2, GeneratorHarness.Run("using Shm = ShmStore; [Shm::SharedObject] internal partial class A { public int X { get; set; } } [Shm::SharedStoreAttribute] internal partial class S { internal partial Shm::SharedEntry<A> E { get; } }").AssertCompiles().Result.GeneratedSources.Length);

    [Fact]
    public void Internal_within_a_public_type() => GeneratorHarness.Run("""
        using ShmStore;
        namespace Demo;
        /// <summary>Around it.</summary>
        public partial class Outer
        {
            [SharedObject]
            internal partial class Inner
            {
                public int X { get; set; }
            }
        }
        """).AssertCompiles();

    [Fact]
    public void In_a_generic_type_whose_argument_may_be_a_ref_struct() => GeneratorHarness.Run("""
        using System;
        using ShmStore;
        namespace Demo;
        internal partial class Outer<T> where T : allows ref struct
        {
            [SharedObject]
            internal partial class Inner
            {
                public int X { get; set; }
            }
        }
        internal static class User
        {
            internal static int Read(SharedEntry<Outer<Span<int>>.Inner> entry) => entry.X;
        }
        """).AssertCompiles();

    [Fact]
    public void The_schema_tells_arrays_as_arguments_apart()
    {
        string text = GeneratorHarness.Run("""
            using ShmStore;
            namespace Demo;
            [SharedObject]
            internal partial class Box<T>
            {
                public int X { get; set; }
            }
            [SharedStore]
            internal partial class S
            {
                internal partial SharedEntry<Box<int[]>> A { get; }
                internal partial SharedEntry<Box<long[]>> B { get; }
            }
            """).AssertCompiles().Text("Demo.S.g.cs");
        Assert.Contains("Demo.Box&lt;System.Int32[]&gt;", text, StringComparison.Ordinal);
        Assert.Contains("Demo.Box&lt;System.Int64[]&gt;", text, StringComparison.Ordinal);
    }

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

    [Theory]
    [InlineData("double X = 0.1", " = 0.10000000000000001D;")]
    [InlineData("double X = 0.84551240822557006", " = 0.84551240822557006D;")]
    [InlineData("double X = -1e300", " = -1.0000000000000001E+300D;")]
    [InlineData("double X = 1.5", " = 1.5D;")]
    [InlineData("float X = 0.1f", " = (float)(0.10000000149011612D);")]
    public void Real_numbers_have_as_many_digits_as_tell_them_from_all_others(string parameter, string literal) => Assert.Contains(
        literal, GeneratorHarness.Run($"[ShmStore.SharedObject] internal sealed partial record A({parameter});").AssertCompiles().Text("A.g.cs"), StringComparison.Ordinal);

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
                /// <summary>Fifth, at times.</summary>
                [MongoDB.Bson.Serialization.Attributes.BsonIgnoreIfDefault]
                [MongoDB.Bson.Serialization.Attributes.BsonDefaultValue("none")]
                public string Text { get; set; } = "";
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
    public void A_layout_in_another_assembly_that_was_not_generated()
    {
        Compilation library = TestCompilation.Create(["""
            #pragma warning disable CS1591
            [ShmStore.SharedObject]
            public class Foreign
            {
                public static class Layout
                {
                    public const string Name = "", XName = "x", YName = "y", ZName = "z", ZType = "int32", ZOffset = "far";
                    public const int YType = 16, WName = 1;
                    public const string WType = "int32";
                    public const string? VName = null, VType = null;
                }
            }
            """]);
        using MemoryStream image = new();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        GeneratorRun run = GeneratorHarness.Run(TestCompilation.Create(
            ["[ShmStore.SharedStore] internal partial class Market { internal partial ShmStore.SharedEntry<Foreign> Entry { get; } }"], MetadataReference.CreateFromImage(image.ToArray())));
        Assert.Empty(run.Reported);
        Assert.Equal("Market.g.cs", Assert.Single(run.Result.GeneratedSources).HintName);
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
