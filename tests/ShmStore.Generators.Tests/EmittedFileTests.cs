using System.Globalization;
using Microsoft.CodeAnalysis;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>The files that are emitted: their names, and their text.</summary>
public sealed class EmittedFileTests
{
    [Fact]
    public void Names_that_differ_only_in_case_or_beyond_ASCII_get_files_of_their_own()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using ShmStore;
            namespace Demo
            {
                [SharedObject]
                internal sealed partial record Account(int A);
                [SharedObject]
                internal sealed partial record ACCOUNT(int A);
                [SharedObject]
                internal sealed partial record Größe(int A);
                [SharedObject]
                internal sealed partial record Grüße(int A);
                [SharedObject]
                internal sealed partial record Box<T>(int A);
                [SharedObject]
                internal sealed partial record Box(int A);
            }
            """).AssertCompiles();
        List<string> hints = [.. run.Result.GeneratedSources.Select(static source => source.HintName)];
        Assert.Equal(6, hints.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(hints, static hint => Assert.Matches("^[A-Za-z0-9.+_-]+$", hint));
    }

    [Fact]
    public void Names_that_are_made_of_those_of_others_get_files_and_classes_of_their_own()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using ShmStore;
            namespace Demo
            {
                [SharedObject] internal sealed partial record A_B(int X);
                [SharedObject] internal sealed partial record A1(int X);
                [SharedObject] internal sealed partial record A__B(int X);
                [SharedObject] internal sealed partial record A_1(int X);
                [SharedObject] internal sealed partial record A_1_B(int X);
                [SharedObject] internal sealed partial record A_0_B(int X);
                internal partial class A
                {
                    [SharedObject] internal sealed partial record B(int X);
                    [SharedObject] internal sealed partial record _B(int X);
                    [SharedObject] internal sealed partial record b(int X);
                    [SharedObject] internal sealed partial record B_SharedFields(int X);
                }
                internal partial class A_ { [SharedObject] internal sealed partial record B(int X); }
                internal partial class A<T> { [SharedObject] internal sealed partial record B(int X); }
                [SharedObject] internal sealed partial record A<T, U>(int X);
                internal partial class a { [SharedObject] internal sealed partial record B(int X); }
            }
            namespace Demo.A_B_ { [SharedObject] internal sealed partial record A(int X); }
            """);
        Assert.Empty(run.CompilerDiagnostics.Where(static diagnostic => diagnostic.Id != "CS8981").Select(static diagnostic => diagnostic.ToString()));
        Assert.Equal(15, run.Result.GeneratedSources.Select(static source => source.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("internal static class A_SharedFields;")]
    [InlineData("internal static partial class A_SharedFields { internal static int X => 1; }")]
    [InlineData("internal enum A_SharedFields; internal interface A_SharedFields2; internal delegate void A_SharedFields3();")]
    [InlineData("[SharedObject] internal sealed partial record A_SharedFields(int X);")]
    [InlineData("namespace Demo.A_SharedFields { internal class Nothing; }")]
    [InlineData("internal class A_SharedFields<T>;")]
    public void A_class_of_getters_has_a_name_that_nothing_else_has(string other)
    {
        string rest = other.StartsWith("namespace", StringComparison.Ordinal) ? other : $"namespace Demo {{ {other} }}";
        GeneratorRun run = GeneratorHarness.Run(
            "using ShmStore; namespace Demo { [SharedObject] internal sealed partial record A(int X); [SharedStore] internal partial class Market { public partial SharedEntry<A> First { get; } } }",
            "using ShmStore; " + rest,
            "namespace Demo; internal static class User { internal static int Use(Market market) => market.First.X; }").AssertCompiles();
        Assert.Equal(other.Contains("<T>", StringComparison.Ordinal), run.Text("Demo.A.g.cs").Contains("class A_SharedFields\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_have_plain_line_ends() =>
        Assert.DoesNotContain('\r', GeneratorHarness.Run("using ShmStore;\r\n/// <summary>An object.</summary>\r\n[SharedObject]\r\npublic sealed partial record Account(string Name, long Delta);\r\n").Text("Account.g.cs"));

    [Fact]
    public void Text_is_the_same_under_every_culture()
    {
        const string source = """
            using ShmStore;
            [SharedObject]
            internal sealed partial record Account(string Name, int I = -5, double D = -1.5, decimal M = -2.5m, long L = -7)
            {
                public int İi { get; init; } = 1;
            }
            """;
        GeneratorRun expected = GeneratorHarness.Run(source).AssertCompiles();
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "~";
        odd.NumberFormat.NumberDecimalSeparator = "·";
        odd.NumberFormat.NativeDigits = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal("~1·5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected.Text("Account.g.cs"), GeneratorHarness.Run(source).Text("Account.g.cs"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
