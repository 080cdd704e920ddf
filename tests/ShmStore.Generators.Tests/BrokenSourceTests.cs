using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>What is generated where the source has errors: an error costs no other code its own.</summary>
public sealed class BrokenSourceTests
{
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
    [InlineData("abstract partial class Broken { public int X { get; set; } }", "SHM0013")]
    [InlineData("partial struct Broken { public int X { get; set; } public object? Unsupported { get; set; } }", "SHM0019")]
    [InlineData("partial class Broken { public Broken(int a) { } public Broken(long b) { } public int X { get; set; } }", "SHM0014")]
    [InlineData("partial class Broken { public Broken(System.Action call) { } public int X { get; set; } }", "SHM0016")]
    [InlineData("partial class Broken { public Broken(int x) { } public Broken(long x) { } public int X { get; set; } }", "SHM0015")]
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

    /// <summary>Of these the generated types cannot be named: a member of such a type is left out of what is generated for another, and a key has an interface that throws.</summary>
    [Theory]
    [InlineData("public partial interface IBroken<T>;", "IBroken<int>", false, "SHM0013")]
    [InlineData("public partial interface IBroken;", "IBroken", false, "SHM0013")]
    [InlineData("public class Broken { public int X { get; set; } }", "Broken", false, "SHM0012")]
    [InlineData("public partial class Broken { public int View { get; set; } }", "Broken", true, "SHM0026")]
    [InlineData("public partial struct Broken { public void Layout() { } }", "Broken", true, "SHM0026")]
    [InlineData("public partial class Layout { public int X { get; set; } }", "global::Layout", true, "SHM0013")]
    [InlineData("public partial record Broken<View>(int X);", "Broken<int>", true, "SHM0013")]
    [InlineData("[MongoDB.Bson.Serialization.Attributes.BsonKnownTypes(typeof(Derived))] public abstract partial class Broken { public class View; } [ShmStore.SharedObject] public partial class Derived : Broken;", "Broken", true, "SHM0026")]
    public void Code_that_uses_a_type_without_generated_types_compiles(string broken, string type, bool asKey, string rule)
    {
        GeneratorRun run = GeneratorHarness.Run(
            "[ShmStore.SharedObject] " + broken,
            $"[ShmStore.SharedObject] public partial class Outer {{ public required {type} Inner {{ get; init; }} public System.Collections.Generic.Dictionary<string, {type}?[]> Many {{ get; set; }} = []; public int Y {{ get; set; }} }}",
            $"[ShmStore.SharedObject] public sealed partial record Positional({type} Inner, int Y);",
            $"using ShmStore; [SharedStore] public partial class Market {{ public partial SharedEntry<Outer> A {{ get; }} {(asKey ? $"public partial SharedMap<int, {type}> B {{ get; }}" : "")} public partial SharedEntry<Positional> C {{ get; }} }}",
            "public static class User { public static int Use(Market market) => market.A.Y + market.C.Read(static view => view.Y); }");
        Assert.Equal(rule, Assert.Single(run.Reported).Id);
        Assert.Empty(run.CompilerDiagnostics.Where(static diagnostic => diagnostic.Id != "CS1591").Select(static diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("class Broken { }")]
    [InlineData("ref partial struct Broken { }")]
    [InlineData("partial interface IBroken { int View { get; } }")]
    public void A_type_that_cannot_be_reopened_generates_nothing(string broken) =>
        Assert.Empty(GeneratorHarness.Run($"[ShmStore.SharedObject] public {broken}").Result.GeneratedSources);
}
