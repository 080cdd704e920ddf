using Microsoft.CodeAnalysis;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>What is emitted for single members, as consumers use it.</summary>
public sealed class MemberAccessTests
{
    [Fact]
    public void An_obsolete_member_is_obsolete_on_entry_and_view_and_by_name()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using System;
            using ShmStore;
            [SharedObject]
            internal partial class Account
            {
                [Obsolete("gone")]
                public int Old { get; set; }
            }
            internal static class User
            {
                public static int A(SharedEntry<Account> entry) => entry.Old;
                public static int B(SharedEntry<Account> entry) => entry.Read(static view => view.Old);
                public static (int, int) C(SharedEntry<Account> entry) => entry.Read(Account.Layout.Fields.Old, Account.Layout.Fields.Old);
            }
            """);
        Assert.Equal(["CS0618", "CS0618", "CS0618", "CS0618"], run.CompilerDiagnostics.Select(static diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Setters_leave_the_names_of_the_methods_of_writers_to_them() => GeneratorHarness.Run("""
        using ShmStore;
        [SharedObject]
        internal partial class Account
        {
            public int Many { get; set; }
            public int Raw { get; set; }
            public int Limits { get; set; }
        }
        [SharedStore]
        internal partial class Market
        {
            public partial SharedEntry<Account> Primary { get; }
            public partial SharedMap<string, Account> Accounts { get; }
        }
        internal static class User
        {
            public static void Change(Market.Writer writer)
            {
                writer.Primary.SetMany(1);
                writer.Primary.SetRaw([]);
                writer.Primary.SetLimits(1);
                writer.Accounts.SetMany([]);
                writer.Accounts.SetRaw("key", []);
                writer.Accounts.SetLimits("key", 1);
            }
        }
        """).AssertCompiles();

    [Fact]
    public void Names_of_fields_leave_each_other_and_those_of_every_class_alone() => GeneratorHarness.Run("""
        using ShmStore;
        [SharedObject]
        internal partial class Odd
        {
            public int Fields { get; set; }
            public int Fields_ { get; set; }
            public long FieldTypes { get; set; }
            public int Of { get; set; }
            public int OfOf { get; set; }
            public int OfOfOffset { get; set; }
            public int @event { get; set; }
            public int lower { get; set; }
            public new int GetHashCode { get; set; }
            public int Read { get; set; }
            private int Hidden { get; set; }
        }
        internal static class User
        {
            public static (int, int, long, int) A(SharedEntry<Odd> entry) =>
                entry.Read(Odd.Layout.Fields.Fields__, Odd.Layout.Fields.Fields_, Odd.Layout.Fields.FieldTypes, Odd.Layout.Fields.GetHashCode_);
            public static (int, int, int, int) B(SharedMapEntry<Odd> entry) =>
                entry.Read(Odd.Layout.Fields.@event, Odd.Layout.Fields.lower, Odd.Layout.Fields.Read, Odd.Layout.Fields.OfOfOffset);
        }
        """).AssertCompiles();

    [Fact]
    public void A_private_object_has_no_extension_members_but_is_read_whole_and_by_name() => GeneratorHarness.Run("""
        using ShmStore;
        internal sealed partial class Outer
        {
            [SharedObject]
            private sealed partial record Inner(int X, long Y);
            private static int A(SharedEntry<Inner> entry) => entry.Value.X;
            private static (int, long) B(SharedEntry<Inner> entry) => entry.Read(Inner.Layout.Fields.X, Inner.Layout.Fields.Y);
            private static long C(SharedMapEntry<Inner> entry) => entry.Value.Y;
            private static (int, long) D(SharedMapEntry<Inner> entry) => entry.Read(Inner.Layout.Fields.X, Inner.Layout.Fields.Y);
        }
        """).AssertCompiles();

    [Fact]
    public void A_name_of_another_type_is_refused() => Assert.Equal("CS0411", Assert.Single(GeneratorHarness.Run("""
        using ShmStore;
        [SharedObject]
        internal partial record Account(long Delta);
        [SharedObject]
        internal partial record Other(long Delta);
        internal static class User
        {
            public static (long, long) A(SharedEntry<Account> entry) => entry.Read(Account.Layout.Fields.Delta, Other.Layout.Fields.Delta);
        }
        """).CompilerDiagnostics).Id);

    [Theory]
    [InlineData("class A { public int X { get; set; } public A() { } }")]
    [InlineData("class A { public int X; }")]
    [InlineData("class A { public int X { get => field + 1; init; } }")]
    [InlineData("class A { public required int X { get; init; } }")]
    [InlineData("record A(int X);")]
    [InlineData("record A(int X) { public int X { get; set; } = X; }")]
    [InlineData("class A(int x) { public int X { get; set; } = x; }")]
    [InlineData("class A(int x) { public int X = x; }")]
    [InlineData("record struct A(int X);")]
    [InlineData("record Base(int X); [SharedObject] internal partial record A(int X, int Y) : Base(X);")]
    [InlineData("record Base<T>(T X); [SharedObject] internal partial record A(int X, int Y) : Base<int>(X);", "")]
    [InlineData("class A { public int X { get; set; } public int Y { get; } public A(int y) => Y = y; }")]
    public void A_member_whose_values_no_code_sees_is_set_alone(string type, string mark = "[SharedObject]") => AssertSetter(true, type, mark);

    [Theory]
    [InlineData("class A { public int X { get; set { field = value; } } }")]
    [InlineData("class A { public int X { get; init => field = value; } }")]
    [InlineData("class A { private int _x; public int X { get => _x; set => _x = value; } }")]
    [InlineData("class A { public partial int X { get; set; } } internal partial class A { public partial int X { get; set => field = value; } }")]
    [InlineData("class Base { public virtual int X { get; set => field = value; } } [SharedObject] internal partial class A : Base { public override int X => base.X; }")]
    [InlineData("class Base { public virtual int X { get; set; } } [SharedObject] internal partial class A : Base { public override int X { get; set => field = value; } }")]
    [InlineData("class A { public int X { get; set; } public A(int x) => X = x; }")]
    [InlineData("record A { public int X { get; init; } public A(int x) { X = x; } }")]
    [InlineData("class A { public int X; public A(int x) => X = x; }")]
    [InlineData("struct A { public int X { get; set; } public A(int x) => X = x; public required int Y { get; init; } }")]
    [InlineData("record A(int X) { public int X { get; init; } = X > 0 ? X : throw new System.ArgumentOutOfRangeException(nameof(X)); }")]
    [InlineData("class A(int x) { public int X { get; set; } = System.Math.Abs(x); }")]
    [InlineData("class A(int x) { public int X { get => field + 1; set; } = System.Math.Abs(x); }")]
    [InlineData("record Base(int X) { public int X { get; init; } = System.Math.Abs(X); } [SharedObject] internal partial record A(int X, int Y) : Base(X);")]
    [InlineData("record Base(int X); [SharedObject] internal partial record A(int X, int Y) : Base(System.Math.Abs(X));")]
    [InlineData("class Base { public int X { get; set; } public Base(int x) => X = x; } [SharedObject] internal partial class A(int x) : Base(x);")]
    [InlineData("class Base { public int X { get; set; } } [SharedObject] internal partial class A : Base { public A(int x) => X = x; }")]
    [InlineData("class A { public abstract int X { get; set; } } [SharedObject] internal partial class B : A { public override int X { get; set => field = value; } }", "[SharedObject(KnownTypes = [typeof(B)])] abstract")]
    [InlineData("class A { public int X { get; set; } } [SharedObject] internal partial class B : A { public B(int x) => X = x; }", "[SharedObject(KnownTypes = [typeof(B)])]")]
    public void A_member_whose_values_code_sees_is_not_set_past_it(string type, string mark = "[SharedObject]") => AssertSetter(false, type, mark);

    [Fact]
    public void A_member_that_is_not_set_alone_is_told_to_be_missing_on_the_writer() => Assert.Equal(["CS1061", "CS1061"], GeneratorHarness.Run("""
        using ShmStore;
        [SharedObject]
        internal partial class Temperature
        {
            public int Celsius { get; set { field = value < -273 ? throw new System.ArgumentOutOfRangeException(nameof(value)) : value; } }
        }
        internal static class User
        {
            public static void A(SharedEntryWriter<Temperature> entry) => entry.SetCelsius(-500);
            public static void B(SharedMapWriter<string, Temperature> map) => map.SetCelsius("key", -500);
        }
        """).CompilerDiagnostics.Select(static diagnostic => diagnostic.Id));

    [Fact]
    public void A_partial_member_that_another_generator_implements_is_not_set_past_it() => Assert.DoesNotContain(
        " SetX(", GeneratorHarness.Run("[ShmStore.SharedObject] internal partial class A { public partial int X { get; set; } }").Text("A.g.cs"), StringComparison.Ordinal);

    [Theory]
    [InlineData("public int X { get; set; }", true)]
    [InlineData("public int X;", true)]
    [InlineData("public int X { get; set => field = value; }", false)]
    public void A_member_of_another_assembly_is_set_alone_if_no_code_sees_it(string member, bool isSet)
    {
        using MemoryStream image = new();
        Assert.True(TestCompilation.Create([$"#pragma warning disable CS1591\npublic class Base {{ {member} }}"]).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        string text = GeneratorHarness.Run(TestCompilation.Create(["[ShmStore.SharedObject] internal partial class A : Base;"], MetadataReference.CreateFromImage(image.ToArray()))).AssertCompiles().Text("A.g.cs");
        Assert.Equal(isSet, text.Contains(" SetX(", StringComparison.Ordinal));
    }

    [Fact]
    public void An_initializer_of_another_project_is_not_read()
    {
        MetadataReference project = TestCompilation.Create(["namespace Other; public class Base { public string Name { get; set; } = \"n\"; public int Number { get; set; } = 5; }"]).ToMetadataReference();
        GeneratorRun run = GeneratorHarness.Run(TestCompilation.Create(["[ShmStore.SharedObject] internal partial class A : Other.Base;"], project));
        run.AssertCompiles();
        Assert.Contains("?? entry.Value.Name;", run.Text("A.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public partial int X { get; set; } = 5;", "public partial int X { get => field + 1; set; }", false)]
    [InlineData("public partial int X { get => field + 1; set; }", "public partial int X { get; set; } = 5;", false)]
    [InlineData("public partial int X { get; set; } = 5;", "public partial int X { get; set => field = value; }", true)]
    [InlineData("public partial int X { get; set; }", "public partial int X { get; set => field = value; } = 5;", true)]
    public void An_initializer_of_a_partial_property_counts_if_the_getter_has_no_body(string first, string second, bool counts)
    {
        GeneratorRun run = GeneratorHarness.Run($"[ShmStore.SharedObject] internal partial class A {{ {first} }}", $"internal partial class A {{ {second} }}").AssertCompiles();
        Assert.Equal(counts, run.Text("A.g.cs").Contains("out int value) ? value : 5;", StringComparison.Ordinal));
    }

    [Fact]
    public void An_initializer_of_a_partial_property_that_is_implemented_elsewhere_does_not_count()
    {
        GeneratorRun run = GeneratorHarness.Run("[ShmStore.SharedObject] internal partial class A { public partial int X { get; set; } = 5; }");
        Assert.DoesNotContain(": 5;", run.Text("A.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int X { get; set; } = \"text\"")]
    [InlineData("string X { get; set; } = 5")]
    [InlineData("int X { get; set; } = Missing.Number")]
    [InlineData("string X { get; set; } = string.Missing")]
    [InlineData("byte X { get; set; } = 256")]
    [InlineData("int X { get; set; } =")]
    public void An_initializer_with_an_error_makes_none_in_what_is_generated(string member)
    {
        GeneratorRun run = GeneratorHarness.Run($"[ShmStore.SharedObject] internal partial class A {{ public {member}; }}");
        Assert.NotEmpty(run.CompilerDiagnostics);
        Assert.All(run.CompilerDiagnostics, static error => Assert.Equal("Source0.cs", error.Location.SourceTree!.FilePath));
    }

    private static void AssertSetter(bool isThere, string type, string mark = "[SharedObject]")
    {
        string text = GeneratorHarness.Run($"using ShmStore; {mark} internal partial {type}").AssertCompiles().Text("A.g.cs");
        Assert.Equal(isThere, text.Contains(" SetX(int value)", StringComparison.Ordinal));
        Assert.Equal(isThere, text.Contains(" SetX(TKey key, int value)", StringComparison.Ordinal));
        Assert.Contains("public const int XOffset", text, StringComparison.Ordinal);
    }
}
