namespace ShmStore.Generators.Tests.Finding;

/// <summary>Edits that no model can depend on: nothing is bound or parsed after them.</summary>
public sealed class UnseenEditTests
{
    private const string Store = """
        using ShmStore;
        namespace Demo;
        [SharedStore]
        public partial class Market
        {
            public partial SharedEntry<Account> Primary { get; }
            public static int Count() { return 1; }
            public static int Total => 1;
        }
        """;

    private const string Account = """
        using ShmStore;
        namespace Demo;
        [SharedObject]
        public sealed partial record Account(string Name, Kind Kind) : Named(Name)
        {
            public long Half { get { return 1; } }
        }
        """;

    private const string Base = """
        namespace Demo;
        public enum Kind { None }
        public abstract record Named(string Name)
        {
            ~Named() { System.GC.Collect(); }
            public int Length() => Name.Length;
            public static implicit operator int(Named named) => 1;
        }
        """;

    private const string Unrelated = """
        namespace Demo;
        public static class Unrelated { public const int Number = 1; }
        """;

    private static readonly string[] Files = [Store, Account, Base, Unrelated];

    [Theory]
    [InlineData(0, "{ return 1; }", "{ int local = 2; return local; }")]
    [InlineData(0, "=> 1;", "=> 2;")]
    [InlineData(0, "{ get; }", "{\r\n    get;\n}  ")]
    [InlineData(0, "[SharedStore]", "// [SharedObject]\n[SharedStore] /* #nullable disable */")]
    [InlineData(1, "return 1;", "return 2;")]
    [InlineData(2, "System.GC.Collect();", "")]
    [InlineData(2, "=> Name.Length;", "=> Name.Length + new Kind[1].Length;")]
    [InlineData(2, "=> 1;", "=> named.Length();")]
    [InlineData(3, "1", "2")]
    [InlineData(3, "public static class", "internal interface IHidden<T>; public static class")]
    [InlineData(3, "Unrelated", "Related")]
    [InlineData(3, "{ public", "{ [System.Obsolete] public static void Method(this int number) { } public")]
    public void Nothing_is_parsed_after_an_edit_of_text(int file, string old, string edited)
    {
        EditedProject project = EditedProject.Of(Files);
        Assert.Contains(old, Files[file], StringComparison.Ordinal);
        project.Edit([.. Files.Select((text, index) => index == file ? text.Replace(old, edited, StringComparison.Ordinal) : text)]);
        Assert.True(project.WasCached);
    }

    /// <summary>Whether a parameter of a primary constructor is kept in a field is said by the bodies that use it.</summary>
    [Theory]
    [InlineData("readonly partial struct", "IEnumerable<int>", "class Empty;")]
    [InlineData("readonly partial struct", "string", "class Empty;")]
    [InlineData("partial struct", "IEnumerable<int>", "class Empty;")]
    [InlineData("sealed partial class", "IEnumerable<int>", "class Empty;")]
    [InlineData("readonly partial struct", "IEnumerable<int>", "[ShmStore.SharedObject] public sealed partial record Holder(Marked Value);")]
    public void Nothing_is_parsed_when_a_body_begins_to_use_a_parameter_of_the_constructor(string kind, string type, string other)
    {
        string marked = $$"""
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Linq;
            [ShmStore.SharedObject] public {{kind}} Marked({{type}} items)
            {
                public ImmutableArray<int> Items { get; } = [.. items];
                public int Count() { return 1; }
            }
            """;
        EditedProject project = EditedProject.Of(marked, other);
        project.Edit(marked.Replace("return 1;", "return items.Count();", StringComparison.Ordinal), other);
        Assert.True(project.WasCached);
    }

    [Fact]
    public void Nothing_is_parsed_when_unrelated_files_come_go_and_change_places()
    {
        EditedProject project = EditedProject.Of(Files);
        string[][] edits =
        [
            [Unrelated, Store, Account, Base],
            [Store, "namespace Demo { class Added; }", Account, Base],
            [Store, "namespace Demo { class Added; class Another; }", Account, "", Base],
            [Store, Account, Base],
        ];
        foreach (string[] files in edits)
        {
            project.Edit(files);
            Assert.True(project.WasCached);
        }
    }

    [Fact]
    public void Nothing_is_parsed_when_all_files_are_read_again()
    {
        EditedProject project = EditedProject.Of(Files);
        project.Edit(static compilation => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(static tree => tree.WithChangedText(
            Microsoft.CodeAnalysis.Text.SourceText.From(tree.ToString())))));
        Assert.True(project.WasCached);
    }

    [Fact]
    public void A_declaration_in_a_relevant_file_is_parsed()
    {
        EditedProject project = EditedProject.Of(Files);
        project.Edit(Store, Account, Base.Replace("None", "None, One", StringComparison.Ordinal), Unrelated);
        Assert.False(project.WasCached);
    }
}
