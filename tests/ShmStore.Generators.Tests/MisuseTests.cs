using Microsoft.CodeAnalysis;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>Mistakes that must not compile; each beside the right code, which must.</summary>
public sealed class MisuseTests
{
    private const string Schema = """
        using System;
        using ShmStore;
        [SharedStore]
        internal partial class Market
        {
            public partial SharedEntry<Account> Primary { get; }
            public partial SharedAtomic<long> Ticks { get; }
        }
        [SharedObject]
        internal sealed partial record Account(string Name, long Delta);
        """;

    [Theory]
    [InlineData("misspelt key", "object A(Market m) => m.Primary;", "object A(Market m) => m.Primry;", "CS1061")]
    [InlineData("misspelt key of the writer", "object A(Market.Writer w) => w.Primary;", "object A(Market.Writer w) => w.Primry;", "CS1061")]
    [InlineData("misspelt key name", "object A() => Market.Key.Primary;", "object A() => Market.Key.Primry;", "CS0117")]
    [InlineData("misspelt field", "long A(Market m) => m.Primary.Delta;", "long A(Market m) => m.Primary.Dlta;", "CS1061")]
    [InlineData("misspelt field of a view", "long A(Market m) => m.Primary.Read(static v => v.Delta);", "long A(Market m) => m.Primary.Read(static v => v.Dlta);", "CS1061")]
    [InlineData("wrong type of a field", "long A(Market m) => m.Primary.Delta;", "string A(Market m) => m.Primary.Delta;", "CS0029")]
    [InlineData("wrong type into Set", "void A(Market.Writer w) => w.Primary.Set(new Account(\"\", 1));", "void A(Market.Writer w) => w.Primary.Set(\"\");", "CS1503")]
    [InlineData("Set through a reader", "void A(Market.Writer m) => m.Primary.Set(new Account(\"\", 1));", "void A(Market m) => m.Primary.Set(new Account(\"\", 1));", "CS1061")]
    [InlineData("Set through a contributor", "void A(Market.Writer m) => m.Primary.Set(new Account(\"\", 1));", "void A(Market.Contributor m) => m.Primary.Set(new Account(\"\", 1));", "CS1061")]
    [InlineData("atomic written by a reader", "void A(Market.Contributor m) => m.Ticks.Value = 1;", "void A(Market m) => m.Ticks.Value = 1;", "CS0200")]
    [InlineData("field set through a getter", "long A(Market.Writer m) => m.Primary.Delta;", "void A(Market.Writer m) => m.Primary.Delta = 1;", "CS0200")]
    [InlineData("view returned from Read", "string A(Market m) => m.Primary.Read(static v => v.ToObject().Name);", "object A(Market m) => m.Primary.Read(static v => v);", "CS9244")]
    [InlineData("text in place returned from Read", "string A(Market m) => m.Primary.Read(static v => v.Name.ToString());", "object A(Market m) => m.Primary.Read(static v => v.Name);", "CS9244")]
    [InlineData("view captured", "long A(Market m) => m.Primary.Read(static v => v.Delta);", "Func<long> A(Market m) => m.Primary.Read(static v => new Func<long>(() => v.Delta));", "CS8175,CS9108")]
    [InlineData("Set in a snapshot", "long A(Market.Writer w) => w.Snapshot(static m => m.Primary.Delta);", "long A(Market.Writer w) => w.Snapshot(static m => m.Primary.Set(new Account(\"\", 1)));", "CS1061")]
    [InlineData("commit through a reader", "void A(Market.Writer m) => m.BeginCommit().Dispose();", "void A(Market m) => m.BeginCommit().Dispose();", "CS1061")]
    [InlineData("view boxed", "object A(Market m) => m.Primary.Read(static v => (object)v.Delta);", "object A(Market m) => m.Primary.Read(static v => (object)v);", "CS0030")]
    [InlineData("value of a version that may have none", "string A(Market m) => m.Primary.GetVersioned() is { HasValue: true } v ? v.Value.Name : \"\";", "string A(Market m) => m.Primary.GetVersioned().Value.Name;", "CS8602")]
    [InlineData("value of a version that may have none, asked for", "string A(ShmStore.Versioned<Account> v) => v.HasValue ? v.Value.Name : \"\";", "string A(ShmStore.Versioned<Account> v) => v.HasValue ? \"\" : v.Value.Name;", "CS8602")]
    public void A_mistake_does_not_compile(string mistake, string right, string wrong, string ids)
    {
        Assert.NotEmpty(mistake);
        GeneratorHarness.Run(Schema, User(right)).AssertCompiles();
        GeneratorRun run = GeneratorHarness.Run(Schema, User(wrong));
        Diagnostic error = Assert.Single(run.CompilerDiagnostics);
        Assert.Contains(error.Id, ids.Split(','));
        Assert.Equal("Source1.cs", error.Location.SourceTree!.FilePath);
    }

    private static string User(string member) => $$"""
        using System;
        internal static class User
        {
            public static {{member}}
        }
        """;
}
