using System.Globalization;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>Members and keys with names that generated code uses itself, or that are made of them: everything must compile without a warning.</summary>
public sealed class NameTests
{
    private const string Head = "using System.Collections.Generic; using ShmStore; namespace Demo; ";

    // Parameters, local variables, constants, types and methods of what is emitted, and beginnings and ends of derived names.
    private static readonly string[] Names =
    [
        "Get", "Get_", "get", "Set", "set", "Has", "Of", "Fixed", "Fixed_", "Fixed__", "FixedEnd", "FixedEndName", "Template", "CommonTemplate", "Mask", "Members", "Polymorphic", "ElementNames",
        "Fields", "FieldTypes", "OfOf", "Codec", "KnownTypes", "Create", "Read", "Write", "TryLoad", "ToObject", "Document", "IsNull", "_document", "Value", "Version", "FixedLayout",
        "IsImmutable", "writer", "reader", "document", "view", "key", "value", "map", "entry", "name", "options", "path", "store", "keys", "results", "result", "found", "read", "state", "block",
        "tail", "source", "initial", "Initial", "attachment", "Attachments", "element", "bytes", "handle", "required", "type", "rest", "place", "field", "init", "global", "System", "ShmStore", "TObject",
        "TResult", "TState", "TKey", "Key", "Writer", "Names", "Name", "Type", "Offset", "End", "Required", "HasHas", "Finalize", "Object", "Main", "List", "args",
    ];

    // A class that declares them has to say so itself.
    private static readonly string[] OfObject = ["GetType", "ToString", "Equals", "GetHashCode", "MemberwiseClone", "ReferenceEquals"];

    /// <summary>Types of members, with what follows the accessors.</summary>
    public static TheoryData<string, string> Types { get; } = new()
    {
        { "int", "" },
        { "int", " = 5;" },
        { "string?", "" },
        { "string", " = \"\";" },
        { "List<int>", " = [];" },
        { "List<int>?", "" },
        { "Inner?", "" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Of_members_of_a_class(string type, string initial) => Compile(
        $"[SharedObject] public partial class Names_ {{ {Members(Names, "", type, "set", initial)} {Members(OfObject, "new ", type, "set", initial)} }}");

    [Theory]
    [MemberData(nameof(Types))]
    public void Of_init_only_members_of_a_nested_class(string type, string initial) => Compile(
        $"public partial struct Outer<T> {{ [SharedObject] internal partial class Names_ {{ {Members(Names, "", type, "init", initial)} {Members(OfObject, "new ", type, "init", initial)} }} }}");

    [Theory]
    [MemberData(nameof(Types))]
    public void Of_members_of_a_struct(string type, string initial) => Compile(
        $"[SharedObject] public partial struct Names_() {{ {Members(Names, "", type, "set", initial)} }}");

    [Theory]
    [MemberData(nameof(Types))]
    public void Of_parameters_of_records(string type, string initial)
    {
        Assert.NotNull(initial);
        string parameters = string.Join(", ", Names.Select(name => $"{type} @{name}"));
        Compile($"[SharedObject] public sealed partial record Names_({parameters}); public partial class Outer {{ [SharedObject] internal partial record struct Names_({parameters}); }}");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Of_members_of_a_polymorphic_class(string type, string initial) => Compile(
        $"[SharedObject(KnownTypes = [typeof(Derived)])] public abstract partial class Names_ {{ {Members(Names, "", type, "set", initial)} }} [SharedObject] public partial class Derived : Names_;");

    [Fact]
    public void Of_keys()
    {
        string[] reserved = ["Value", "Version", "Key", "Writer", "Finalize"];
        string[] names = [.. Names.Where(name => !reserved.Contains(name, StringComparer.Ordinal))];
        foreach (string type in new[] { "SharedEntry<Inner>", "SharedMap<string, Inner>", "SharedAtomic<int>", "SharedDocument", "SharedDocumentMap<int>" })
            Compile($"public partial class Outer {{ [SharedStore] internal partial class Names_ {{ {string.Concat(names.Select(name => $"public partial {type} @{name} {{ get; }} "))} }} }}");
    }

    [Theory]
    [InlineData("[SharedObject] public partial class Names_<{0}> {{ public int Number {{ get; set; }} = 5; public string? Text {{ get; set; }} }}")]
    [InlineData("[SharedObject] public partial struct Names_<{0}>() {{ public int Number {{ get; init; }} = 5; public List<int>? Numbers {{ get; init; }} public string Text {{ get; init; }} = \"\"; }}")]
    [InlineData("public static partial class Outer<{0}> {{ [SharedObject] public sealed partial record Names_(int Number, string? Text); }}")]
    [InlineData("public partial class Outer<{0}> {{ [SharedObject] public partial class Names_ {{ {1} }} }}")]
    public void Of_type_parameters(string types)
    {
        // Types that are emitted: a rule refuses parameters that they would hide.
        string[] reserved = ["Codec", "Fields", "FieldTypes", "Polymorphic", "Members", "ElementNames", "OfOf"];
        string[] names = [.. Names.Except(reserved), "T", "entry_", "read_", "@int", "@class", "@var", "@dynamic", "@nint", "@notnull", "@record"];
        Compile(string.Format(CultureInfo.InvariantCulture, types, string.Join(", ", names.Select(static name => name[0] == '@' ? name : "@" + name)), Members([.. Names.Except(reserved)], "", "int", "set", "")));
    }

    [Theory]
    [InlineData("entry")]
    [InlineData("map")]
    [InlineData("key")]
    [InlineData("keys")]
    [InlineData("value")]
    [InlineData("result")]
    [InlineData("results")]
    [InlineData("found")]
    [InlineData("read")]
    [InlineData("state")]
    public void Of_one_type_parameter(string name) => Compile(
        $"[SharedObject] public partial class Names_<{name}> {{ public int Number {{ get; set; }} = 5; public string? Text {{ get; set; }} }}");

    private static void Compile(string types)
    {
        GeneratorRun run = GeneratorHarness.Run(Head + types, "[ShmStore.SharedObject] public partial class Inner { public int X { get; set; } }");
        Assert.InRange(run.Result.GeneratedSources.Length, 2, 3);
        CompileOnly(run);
    }

    // The names begin with small letters, and nothing is documented.
    private static void CompileOnly(GeneratorRun run) => Assert.Empty(run.CompilerDiagnostics.Where(static diagnostic => diagnostic.Id is not ("CS1591" or "CS8981")).Select(static diagnostic => diagnostic.ToString()));

    private static string Members(string[] names, string modifier, string type, string accessor, string initial) =>
        string.Concat(names.Select(name => $"public {modifier}{type} @{name} {{ get; {accessor}; }}{initial} "));
}
