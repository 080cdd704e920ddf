using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>Generated code uses what the compiler warns of, or forbids to all that is not marked itself, without a warning.</summary>
public sealed class WarnedUseTests
{
    [Fact]
    public void Obsolete_types_members_and_keys() => GeneratorHarness.Run("""
        using System;
        using ShmStore;
        [Obsolete("object")]
        [SharedObject]
        internal partial class Old
        {
            [Obsolete("member \"quoted\"", true)]
            public string Text { get; set; } = "";
            [Obsolete("init", true)]
            public string? Init { get; init; } = "";
            [Obsolete]
            public int Number { get; init; }
        }
        [SharedStore]
        internal partial class Store
        {
            [Obsolete("key", true)]
            internal partial SharedEntry<Old> Entry { get; }
            [Obsolete("key")]
            internal partial SharedEntry<Old> Other { get; }
        }
        """).AssertCompiles();

    [Theory]
    [InlineData("public Special Item;")]
    [InlineData("public Special[] Items { get; set; } = [];")]
    public void Types_of_fields_and_of_items_that_warn_of_themselves(string member) => GeneratorHarness.Run($$"""
        using ShmStore;
        [System.Diagnostics.CodeAnalysis.Experimental("NEW1")]
        internal enum Special { None }
        #pragma warning disable NEW1
        [SharedObject]
        internal partial class A
        {
            {{member}}
        }
        """).AssertCompiles();

    [Theory]
    [InlineData("Obsolete")]
    [InlineData("Obsolete(\"gone \\\"quoted\\\"\", true)")]
    [InlineData("Obsolete(\"gone\", DiagnosticId = \"OLD1\", UrlFormat = \"https://example.org/{0}\")")]
    [InlineData("System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")")]
    [InlineData("System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\", UrlFormat = \"https://example.org/{0}\")")]
    [InlineData("System.Runtime.Versioning.RequiresPreviewFeatures(\"soon\", Url = \"https://example.org/{0}\")")]
    [InlineData("Obsolete(\"gone\", true), System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")")]
    public void Types_that_warn_of_themselves(string attributes) => GeneratorHarness.Run($$"""
        using System;
        using ShmStore;
        [{{attributes}}]
        [SharedObject]
        internal partial class Marked
        {
            public string Text { get; set; } = "";
            public int Number { get; init; }
        }
        [{{attributes}}]
        internal partial class Outer<T>
        {
            [SharedObject]
            internal sealed partial record Inner(int Number, string? Text);
            [SharedObject]
            [Obsolete]
            internal sealed partial record Old(int Number);
        }
        [{{attributes}}]
        [SharedStore]
        internal partial class Store
        {
            internal partial SharedEntry<Marked> Entry { get; }
            internal partial SharedMap<int, Outer<int>.Inner> Map { get; }
        }
        """).AssertCompiles();

    // Each marks what it precedes; whoever uses it has to be marked, or to silence the warning, as the types here do.
    public static TheoryData<string> Marks => [
        "Obsolete", "Obsolete(\"gone\", true)", "Obsolete(\"gone\", DiagnosticId = \"OLD1\")", "System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")"];

    [Theory]
    [MemberData(nameof(Marks))]
    public void Constructors(string mark) => Compiles(mark, $$"""
        [SharedObject]
        internal partial class A
        {
            [{{mark}}] public A() { }
            public A(int number) => Number = number;
            public int Number { get; set; }
            public string Text { get; init; } = "".Trim();
        }
        [SharedObject]
        internal partial class B
        {
            [{{mark}}] public B(int number) => Number = number;
            public int Number { get; }
        }
        [SharedObject(KnownTypes = [typeof(Derived)])]
        internal partial class Base { [{{mark}}] public Base() { } }
        [SharedObject]
        internal partial class Derived : Base { [{{mark}}] public Derived() { } public int Number { get; set; } }
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void Accessors_and_members_of_all_kinds(string mark) => Compiles(mark, $$"""
        [SharedObject]
        internal partial class A
        {
            public int Number { get; [{{mark}}] set; }
            public int Other { [{{mark}}] get; set; }
            [{{mark}}] [BsonElement] private int Hidden { get; set; }
            [{{mark}}] internal int Internal { get; set; }
            [{{mark}}] public int Field;
            [{{mark}}] public string Text { get; set; } = "";
            [{{mark}}] public string? Init { get; init; } = "".Trim();
            [{{mark}}] public A() { }
            [{{mark}}] public required long Needed { get; init; }
            [{{mark}}] [BsonIgnoreIfDefault] public long Left { get; init; }
            public int Asked { get; set; }
            [{{mark}}] public bool ShouldSerializeAsked() => true;
            [{{mark}}] [BsonExtraElements] public BsonDocument? Rest { get; set; }
        }
        [SharedObject]
        internal sealed partial record R([property: {{mark}}] int Number, [property: {{mark}}] string Text);
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void Types_of_members_and_keys(string mark) => Compiles(mark, $$"""
        [{{mark}}] internal enum Color { Red }
        [{{mark}}] [SharedObject] internal partial class Inner { public int Number { get; set; } }
        [{{mark}}] internal class Outer { internal enum Size { Small } }
        [SharedObject]
        internal partial class A
        {
            [{{mark}}] public Color Color { get; set; }
            [{{mark}}] public Inner? Inner { get; set; }
            [{{mark}}] public Inner[] Many { get; set; } = [];
            [{{mark}}] public Dictionary<Color, List<Inner>> Deep { get; set; } = [];
            [{{mark}}] public Outer.Size? Size { get; set; }
        }
        [SharedStore]
        internal partial class Store
        {
            [{{mark}}] internal partial SharedEntry<Inner> Entry { get; }
            [{{mark}}] internal partial SharedMap<Color, Inner> Map { get; }
            [{{mark}}] internal partial SharedAtomic<int> Atomic { get; }
        }
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void Base_types_and_getters_beside_an_initial_value(string mark) => Compiles(mark, $$"""
        [{{mark}}]
        internal class Marked
        {
            public int Number { get; set; }
            public bool ShouldSerializeNumber() => true;
        }
        [{{mark}}]
        [SharedObject]
        internal partial class A : Marked
        {
            public string Text { [{{mark}}] get; set; } = "".Trim();
        }
        [SharedObject]
        internal partial class B
        {
            public string Text { [{{mark}}] get; set; } = "".Trim();
        }
        """);

    [Theory]
    [InlineData("[SharedObject] internal partial class A { [BsonSerializer(typeof(Special))] public int Number { get; set; } }")]
    [InlineData("[SharedObject] internal partial class A<T> where T : List<IMarked?> { public int Number { get; set; } }")]
    [InlineData("internal partial class Outer<T> where T : class, IMarked { [SharedObject] internal sealed partial record A(int Number); }")]
    public void Serializers_and_constraints_of_what_is_not_marked_itself(string type) => Compiles("System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")", $$"""
        [System.Diagnostics.CodeAnalysis.Experimental("NEW1")] internal sealed class Special : MongoDB.Bson.Serialization.Serializers.SerializerBase<int>;
        [System.Diagnostics.CodeAnalysis.Experimental("NEW1")] internal interface IMarked;
        {{type}}
        """);

    /// <summary>The analyzer of the SDK that warns of previews is not run here, but in ShmStore.Generated.Tests.</summary>
    [Fact]
    public void What_is_generated_of_a_preview_is_one_too()
    {
        string text = GeneratorHarness.Run("""
            using System.Runtime.Versioning;
            [ShmStore.SharedObject, RequiresPreviewFeatures("soon")]
            internal partial class A
            {
                [RequiresPreviewFeatures] public int Number { get; set; }
            }
            """).AssertCompiles().Text("A.g.cs");
        Assert.Contains("""
            [global::System.Runtime.Versioning.RequiresPreviewFeatures("soon")]
            internal static partial class
            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);

        // The view's property, the name and type of the field, and the getters and setters of entries and maps, those that try among them.
        Assert.Equal(9, text.Split("[global::System.Runtime.Versioning.RequiresPreviewFeatures]").Length - 1);
    }

    /// <summary>The analyzer of trimming is not run here, but in ShmStore.Generated.Tests.</summary>
    [Fact]
    public void What_is_generated_of_a_type_parameter_keeps_what_it_keeps() => Assert.Equal(
        8,
        GeneratorHarness.Run("""
            using System.Diagnostics.CodeAnalysis;
            namespace Demo.System;
            internal partial class Outer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T, TOther, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicMethods)] @class>
            {
                [ShmStore.SharedObject]
                internal partial class A { public int Number { get; set; } }
            }
            """).AssertCompiles().Text("Demo.System.Outer-3+A.g.cs").Split(
            "extension<[global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers((global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes)(-1))] T, TOther, "
            + "[global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers((global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes)(40))] @class").Length);

    [Fact]
    public void Names_that_the_user_may_be_warned_of()
    {
        const string Source = """
            #pragma warning disable CS8981, CS0436
            using ShmStore;
            namespace demo;
            [SharedObject]
            internal partial class account { public int Number { get; set; } public account? Next { get; set; } }
            [SharedStore]
            internal partial class market { public partial SharedEntry<account> Entry { get; } }
            """;
        GeneratorHarness.Run(Source).AssertCompiles();
        GeneratorHarness.Run(TestCompilation.Create(
            [Source], TestCompilation.Create(["namespace demo; public class account; public class market;"]).WithAssemblyName("Other").ToMetadataReference())).AssertCompiles();
    }

    [Theory]
    [InlineData("MY-001")]
    [InlineData("my rule")]
    [InlineData("")]
    [InlineData("A\\nclass Injected;")]
    public void Ids_that_no_pragma_can_name_are_named_by_none(string id)
    {
        GeneratorRun run = GeneratorHarness.Run($$"""
            [ShmStore.SharedObject]
            internal partial class A
            {
                [System.Obsolete("gone", DiagnosticId = "{{id}}")] public int Old { get; set; }
                [System.Obsolete] public int Number { get; set; }
            }
            """);
        Assert.DoesNotContain(run.CompilerDiagnostics, static diagnostic => diagnostic.Id is "CS1633" or "CS1634" or "CS1692" or "CS8602" or "CS0612");
        Assert.Single(run.Text("A.g.cs").Split('\n'), static line => line.StartsWith("#pragma", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Text("A.g.cs").Split('\n'), static line => line.StartsWith("class", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_uses_what_is_generated_of_a_marked_member_is_warned()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using System.Diagnostics.CodeAnalysis;
            using ShmStore;
            [SharedObject]
            internal partial class A
            {
                [Experimental("NEW1")] public int New { get; set; }
                [System.Obsolete] public int Old { get; set; }
            }
            [SharedStore]
            internal partial class Store
            {
                [Experimental("NEW2")] internal partial SharedMap<int, A> Map { get; }
                internal partial SharedEntry<A> Entry { get; }
            }
            internal static class User
            {
                public static int New(Store store) => store.Entry.New;
                public static int Viewed(Store store) => store.Entry.Read(static view => view.New);
                public static long Set(Store.Writer store) => store.Entry.SetNew(5);
                public static object Named() => A.Layout.Fields.New;
                public static int Old(Store store) => store.Entry.Old;
                public static object Map(Store store) => store.Map;
                public static object Written(Store.Writer store) => store.Map;
            }
            """);
        Assert.Equal(
            ["17 NEW1", "18 NEW1", "19 NEW1", "20 NEW1", "21 CS0612", "22 NEW2", "23 NEW2"],
            run.CompilerDiagnostics.Where(static diagnostic => diagnostic.Location.SourceTree!.FilePath == "Source0.cs").Select(static diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1} {diagnostic.Id}").Order());
    }

    private static void Compiles(string mark, string source)
    {
        // The warnings are silenced in the file of the user, not in the project.
        string silenced = mark.Contains("NEW1", StringComparison.Ordinal) ? "#pragma warning disable NEW1\n" : "";
        GeneratorHarness.Run($"""
            {silenced}using System;
            using System.Collections.Generic;
            using MongoDB.Bson;
            using MongoDB.Bson.Serialization.Attributes;
            using ShmStore;
            {source}
            """).AssertCompiles();
    }
}
