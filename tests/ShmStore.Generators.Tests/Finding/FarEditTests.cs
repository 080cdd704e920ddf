using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>Edits of other files, and of the project, that change what comes out for a marked type: each kind of way that leads from one to the other.</summary>
public sealed class FarEditTests
{
    private const string Object = "using System; using MongoDB.Bson.Serialization.Attributes; using ShmStore; namespace Demo; [SharedObject] public partial class Account ";

    private const string Plain = Object + "{ public int Rank { get; set; } }";

    /// <summary>The marked type, the other file before and after. An empty text is no file.</summary>
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        { "another part", Object + ";", "namespace Demo; partial class Account;", "namespace Demo; partial class Account { public int Rank { get; set; } }" },
        { "a part that is deleted", Plain, "namespace Demo; partial class Account { public int More { get; set; } }", "" },
        { "a part that is added", Plain, "", "namespace Demo; partial class Account { public int More { get; set; } }" },
        { "a base class", Object + ": Base;", "namespace Demo; public class Base { public int Rank { get; set; } }", "namespace Demo; public class Base { public long Rank { get; set; } }" },
        { "a base class of all arguments", Object + ": Base<int>;", "namespace Demo; public class Base<T> { public T Rank { get; set; } = default!; }", "namespace Demo; public class Base<T> { public T[] Rank { get; set; } = default!; }" },
        { "the base of a base class in the same file", Object + ": Base; public class Base : Root;", "namespace Demo; public class Root;", "namespace Demo; public class Root { public int Rank { get; set; } }" },
        { "the type of an enum", Object + "{ public Kind Kind { get; set; } }", "namespace Demo; public enum Kind { None }", "namespace Demo; public enum Kind : long { None }" },
        { "the value of an enum", Object + "{ [BsonDefaultValue(Kind.Last)] public Kind Kind { get; set; } }", "namespace Demo; public enum Kind { First, Last }", "namespace Demo; public enum Kind { First, Middle, Last }" },
        { "a constant in an attribute", Object + "{ [BsonElement(Names.Rank)] public int Rank { get; set; } }", "namespace Demo; static class Names { public const string Rank = \"a\"; }", "namespace Demo; static class Names { public const string Rank = \"b\"; }" },
        { "a constant as a default", Object + "(int rank = Limits.Max) { public int Rank { get; set; } = rank; }", "namespace Demo; static class Limits { public const int Max = 1; }", "namespace Demo; static class Limits { public const int Max = 2; }" },
        { "a constant of a constant", Object + "{ [BsonElement(Names.Rank)] public int Rank { get; set; } } static class Names { public const string Rank = Other.Rank + \"!\"; }", "namespace Demo; static class Other { public const string Rank = \"a\"; }", "namespace Demo; static class Other { public const string Rank = \"b\"; }" },
        { "a constant by a static using", "using static Demo.Limits; " + Object + "(int rank = Max) { public int Rank { get; set; } = rank; }", "namespace Demo; static class Limits { public const int Max = 1; }", "namespace Demo; static class Limits { public const int Max = 2; }" },
        { "an alias of all files", Object + "{ public Money Price { get; set; } }", "global using Money = System.Decimal;", "global using Money = System.Double;" },
        { "an aliased type", "using Sort = Other.Kind; " + Object + "{ public Sort Kind { get; set; } }", "namespace Other; public enum Kind { None }", "namespace Other; public enum Kind : long { None }" },
        { "a nested type", Object + "{ public Outer.Kind Kind { get; set; } }", "namespace Demo; public class Outer { public enum Kind { None } }", "namespace Demo; public class Outer { public enum Kind : long { None } }" },
        { "a type that was local to its file", Object + "{ public Kind Kind { get; set; } }", "namespace Demo; file enum Kind { None }", "namespace Demo; enum Kind { None }" },
        { "an escaped name", Object + "{ public @class Kind { get; set; } }", "namespace Demo; public enum @class { None }", "namespace Demo; public enum @class : long { None }" },
        { "a name in numbers", Object + "{ public K\\u0069nd Kind { get; set; } }", "namespace Demo; public enum Kind { None }", "namespace Demo; public enum Kin\\u0064 : long { None }" },
        { "a type that comes to hide another", Object + "{ public DateTime Time { get; set; } }", "", "namespace Demo; public enum DateTime { None }" },
        { "a namespace that comes to hide another", Object + "{ public System.Int32 Rank { get; set; } }", "", "namespace Demo.System { class Nothing; }" },
        { "a name that differs in case only", Plain, "", "namespace Demo; class account;" },
        { "a type with the name of what is emitted", Plain, "", "namespace Demo; partial class Account_SharedFields;" },
        { "a nested name that is none of the namespace", Plain, "namespace Demo; enum Account_SharedFields;", "namespace Demo; class Outer { enum Account_SharedFields; }" },
        { "a namespace with the name of what is emitted", Plain, "", "namespace Demo.Account_SharedFields { class Nothing; }" },
        { "a namespace that differs in case only", Plain, "", "namespace demo { class Nothing; }" },
        { "an attribute that says how a member is stored", Object + "{ [Mark] public int Rank { get; set; } }", "namespace Demo; class MarkAttribute : System.Attribute;", "namespace Demo; class MarkAttribute : System.Attribute, MongoDB.Bson.Serialization.IBsonMemberMapAttribute { public void Apply(MongoDB.Bson.Serialization.BsonMemberMap map) { } }" },
        { "a mark under another name", "namespace Demo; [Stored] public partial class Account;", "", "global using StoredAttribute = ShmStore.SharedObjectAttribute;" },
        { "an attribute of the assembly", Plain, "", "[assembly: System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")]" },
        { "a body that comes to have a field", "using ShmStore; namespace Demo; [SharedObject] public sealed partial record Account(int Rank);", "namespace Demo; partial record Account { object More { get => null!; } }", "namespace Demo; partial record Account { object More { get => field; } }" },
        { "a known type", Object.Replace("[Sh", "[BsonKnownTypes(typeof(Derived))] [Sh", StringComparison.Ordinal) + ";", "namespace Demo; [ShmStore.SharedObject] public partial class Derived : Account;", "namespace Demo; [ShmStore.SharedObject, MongoDB.Bson.Serialization.Attributes.BsonDiscriminator(\"d\")] public partial class Derived : Account;" },
        { "what is defined", Object + ": Base;", "#undef WIDE\nnamespace Demo;\n#if WIDE\npublic class Base { public long Rank { get; set; } }\n#else\npublic class Base { public int Rank { get; set; } }\n#endif", "#define WIDE\nnamespace Demo;\n#if WIDE\npublic class Base { public long Rank { get; set; } }\n#else\npublic class Base { public int Rank { get; set; } }\n#endif" },
        { "nullability from inside of a body on", Object + ": Base;", "namespace Demo; public class Base { void Method() {\n} public string Name { get; set; } = \"\"; }", "namespace Demo; public class Base { void Method() {\n#nullable disable\n} public string Name { get; set; } = \"\"; }" },
        { "a comment that says generated", Object + ": Base;", "// made\nnamespace Demo; public class Base { public string Name { get; set; } = \"\"; }", "// <auto-generated/>\nnamespace Demo; public class Base { public string Name { get; set; } = \"\"; }" },
        { "a body that uses the backing field", Object + ": Base;", "namespace Demo; public class Base { public int Rank { get; set; } }", "namespace Demo; public class Base { public int Rank { get; set => field = value; } }" },
        { "a body where there was none", Object + ": Base;", "namespace Demo; public class Base { public int Rank { get; } }", "namespace Demo; public class Base { public int Rank { get { return 1; } } }" },
        { "an initial value", Object + ": Base;", "namespace Demo; public class Base { public int Rank { get; set; } }", "namespace Demo; public class Base { public int Rank { get; set; } = 1; }" },
        { "a constant as an initial value", Object + "{ public int Rank { get; set; } = Limits.Max; }", "namespace Demo; static class Limits { public const int Max = 1; }", "namespace Demo; static class Limits { public const int Max = 2; }" },
        { "an inherited constant as an initial value", Object + ": Base { public string Rank { get; set; } = Text + \"!\"; }", "namespace Demo; public class Base { public const string Text = \"a\"; }", "namespace Demo; public class Base { public const string Text = \"b\"; }" },
        { "the value of an enum as an initial value", Object + "{ public Kind Kind { get; set; } = Kind.Last; }", "namespace Demo; public enum Kind { First, Last }", "namespace Demo; public enum Kind { First, Middle, Last }" },
        { "an initial value that is a constant no more", Object + "{ public int Rank { get; set; } = Limits.Max; }", "namespace Demo; static class Limits { public const int Max = 1; }", "namespace Demo; static class Limits { public static int Max = 1; }" },
        { "a constructor of a base class", Object + ": Base;", "namespace Demo; public class Base { public int Rank { get; set; } }", "namespace Demo; public class Base { public Base() { } public int Rank { get; set; } }" },
        { "a type of the runtime that is declared again", Plain, "namespace ShmStore { public class SharedMapEntry<T>; }", "namespace ShmStore { public class SharedMapEntry<T> { public int Rank; } }" },
        { "a constraint", Object.Replace("Account", "Account<T>", StringComparison.Ordinal) + "where T : IThing;", "namespace Demo; public interface IThing;", "namespace System { public interface IThing; }" },
        { "an entry point whose class differs in case only", "[ShmStore.SharedObject] public partial class program;", "", "System.Console.WriteLine();" },
        { "a method that says whether to write", Object + ": Base;", "namespace Demo; public class Base { public int Rank { get; set; } }", "namespace Demo; public class Base { public int Rank { get; set; } public bool ShouldSerializeRank() => true; }" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_comes_out_follows_the_other_file(string way, string marked, string before, string after)
    {
        Assert.NotEmpty(way);
        EditedProject project = EditedProject.Of(Files(marked, before));
        SortedDictionary<string, string> first = project.Output;
        project.Edit(Files(marked, after));
        Assert.NotEqual(first, project.Output);
        project.Edit(Files(marked, before));
        Assert.Equal(first, project.Output);
    }

    /// <summary>Half of an edit has the tokens of the whole, and something that the parser skips.</summary>
    [Theory]
    [InlineData("(Kind Kind = Kind.B)", "enum Kind { A, B = 5 }", "enum Kind { A, B = 6 string }", "enum Kind { A, B = 6 }")]
    [InlineData("(int Rank = Limits.Max)", "class Limits { public const int Max = 5; }", "class Limits { public const int Max = 6 7; }", "class Limits { public const int Max = 6; }")]
    [InlineData("(int Rank = Limits.Max)", "class Limits { public const int Max = 5; }", "class Limits { public const int Max = 6 \\; }", "class Limits { public const int Max = 6; }")]
    [InlineData("(int Rank = Limits.Max)", "class Limits { public const int Max = 5; }", "class Limits { public const int Max =\n<<<<<<< ours\n6\n=======\n7\n>>>>>>> theirs\n; }", "class Limits { public const int Max = 6; }")]
    public void What_comes_out_follows_a_file_that_was_half_typed(string parameters, string before, string half, string after)
    {
        string marked = Object.Replace("class", "record", StringComparison.Ordinal) + parameters + ";";
        EditedProject project = EditedProject.Of(marked, "namespace Demo; public " + before);
        SortedDictionary<string, string> first = project.Output;
        project.Edit(marked, "namespace Demo; public " + half);
        project.Edit(marked, "namespace Demo; public " + after);
        Assert.NotEqual(first, project.Output);
    }

    [Fact]
    public void What_comes_out_follows_the_order_of_the_files()
    {
        string[] parts = ["namespace Demo; partial class Account { public int First { get; set; } }", "namespace Demo; partial class Account { public int Second { get; set; } }"];
        EditedProject project = EditedProject.Of(Object + ";", parts[0], parts[1]);
        SortedDictionary<string, string> first = project.Output;
        project.Edit(Object + ";", parts[1], parts[0]);
        Assert.NotEqual(first, project.Output);
    }

    [Theory]
    [InlineData("public class Base : Root;", "public class Root { public int Rank; }", "public class Root { public long Rank; }")]
    [InlineData("public class Base { [MongoDB.Bson.Serialization.Attributes.BsonElement(Root.Name)] public int Rank; }", "static class Root { public const string Name = \"a\"; }", "static class Root { public const string Name = \"b\"; }")]
    public void What_comes_out_follows_a_file_behind_another(string between, string before, string after)
    {
        EditedProject project = EditedProject.Of(Object + ": Other.Base;", "using Demo; namespace Other; " + between, "namespace Demo; " + before);
        SortedDictionary<string, string> first = project.Output;
        project.Edit(Object + ": Other.Base;", "using Demo; namespace Other; " + between, "namespace Demo; " + after);
        Assert.NotEqual(first, project.Output);
    }

    [Fact]
    public void What_comes_out_follows_a_type_in_a_namespace_that_all_files_use()
    {
        string[] files = [Object + "{ public Kind Kind { get; set; } }", "global using Far.Away;", "namespace Far.Away; public enum Kind;"];
        EditedProject project = EditedProject.Of(files);
        SortedDictionary<string, string> first = project.Output;
        project.Edit(files[0], files[1], "namespace Far.Away; public enum Kind : long;");
        Assert.NotEqual(first, project.Output);
    }

    [Fact]
    public void What_comes_out_follows_a_namespace_that_all_files_use()
    {
        const string Kinds = "namespace First { public enum Kind; } namespace Second { public enum Kind : long; }";
        EditedProject project = EditedProject.Of(Object + "{ public Kind Kind { get; set; } }", Kinds, "global using First;");
        SortedDictionary<string, string> first = project.Output;
        project.Edit(Object + "{ public Kind Kind { get; set; } }", Kinds, "global using Second;");
        Assert.NotEqual(first, project.Output);
    }

    [Fact]
    public void What_comes_out_follows_the_project()
    {
        EditedProject project = EditedProject.Of(Object + ": Base { public string Name { get; set; } = \"\"; }", "namespace Demo; public class Base { public string Note { get; set; } = \"\"; }");
        AssertFollows(project, static compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        AssertFollows(project, static compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Enable)));
        AssertFollows(project, static compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], compilation.SyntaxTrees[1].WithFilePath("Base.g.cs")));
        AssertFollows(project, static compilation => WithParseOptions(compilation, TestCompilation.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12)));
        AssertFollows(project, static compilation => WithParseOptions(compilation, TestCompilation.ParseOptions));
    }

    [Fact]
    public void What_comes_out_follows_the_references()
    {
        MetadataReference[] bases =
        [
            TestCompilation.Create(["public class Base { public int Rank { get; set; } }"]).ToMetadataReference(),
            TestCompilation.Create(["public class Base { public long Rank { get; set; } }"]).ToMetadataReference(),
        ];
        EditedProject project = EditedProject.Of(Object + ": Base;");
        AssertFollows(project, compilation => compilation.AddReferences(bases[0]));
        AssertFollows(project, compilation => compilation.ReplaceReference(bases[0], bases[1]));
    }

    [Theory]
    [InlineData("using Stored = ShmStore.SharedObjectAttribute; [Stored] public partial class Account;")]
    [InlineData("namespace Demo { using StoredAttribute = ShmStore.SharedObjectAttribute; [Stored] public partial class Account; }")]
    [InlineData("[global::ShmStore.SharedObject] public partial class Account;")]
    [InlineData("[ShmStore.@SharedObj\\u0065ctAttribute] public partial class Account;")]
    [InlineData("partial interface IOuter { partial struct Middle { [System.Obsolete, ShmStore.SharedObject] public partial class Account; } }")]
    public void A_marked_type_is_found(string file)
    {
        EditedProject project = EditedProject.Of("class Unrelated;");
        project.Edit("class Unrelated;", file);
        Assert.Single(project.Output);
    }

    [Fact]
    public void A_file_is_told_from_another_one_that_depends_on_the_same()
    {
        const string First = "namespace Demo; [ShmStore.SharedObject] public partial class First { public Second? Next { get; set; } }";
        const string Second = "namespace Demo; [ShmStore.SharedObject] public partial class Second { public First? Next { get; set; } }";
        EditedProject project = EditedProject.Of(Plain, First, Second);
        project.Edit(First, Second);
        Assert.Equal(["Demo.First.g.cs", "Demo.Second.g.cs"], project.Output.Keys);
    }

    [Fact]
    public void A_type_with_attributes_on_several_parts_is_one()
    {
        string[] parts =
        [
            Plain,
            "namespace Demo; [ShmStore.SharedObject, System.Serializable] partial class Account;",
            "namespace Demo; [System.Obsolete] partial class Account;",
        ];
        EditedProject project = EditedProject.Of(parts);
        Assert.Single(project.Output);
        project.Edit(parts[2], parts[0]);
        Assert.Single(project.Output);
        project.Edit(parts[2], parts[1], parts[0]);
        Assert.Single(project.Output);
        project.Edit(parts[2]);
        Assert.Empty(project.Output);
    }

    [Fact]
    public void Two_types_of_one_name_are_printed_once()
    {
        EditedProject project = EditedProject.Of(Plain);
        project.Edit("namespace Demo; [ShmStore.SharedObject] partial record Account(long Rank);", Plain);
        Assert.Contains("long", Assert.Single(project.Output).Value, StringComparison.Ordinal);
        project.Edit("class Unrelated;", Plain);
        Assert.DoesNotContain("long Rank", Assert.Single(project.Output).Value, StringComparison.Ordinal);
    }

    private static void AssertFollows(EditedProject project, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        SortedDictionary<string, string> before = project.Output;
        project.Edit(edit);
        Assert.NotEqual(before, project.Output);
    }

    private static CSharpCompilation WithParseOptions(CSharpCompilation compilation, CSharpParseOptions options) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => tree.WithRootAndOptions(tree.GetRoot(), options)));

    private static string[] Files(string marked, string other) => other.Length == 0 ? [marked] : [marked, other];
}
