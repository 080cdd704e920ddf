using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Parsing;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>Generic types that refer to themselves over longer and longer arguments: there is no end of them, and there must be one of looking at them.</summary>
public sealed class GrowingTypeTests
{
    /// <summary>The type that a store holds, and declarations.</summary>
    public static TheoryData<string, string> Types { get; } = new()
    {
        { "A<int>", "public {0} partial record A<T>(int X, A<A<T>>? Next);" },
        { "A<int>", "public {0} partial record A<T>(int X, A<T[]>? Next);" },
        { "A<int>", "public {0} partial record A<T>(int X, A<T[,]>? Next);" },
        { "A<int>", "public {0} partial record A<T>(int X, A<(T, T, T)>? Next);" },
        { "A<int>.In", "public partial class A<T> {{ [SharedObject] public {0} partial record In(int X, A<T[]>.In? Next); }}" },
        { "A<int>.In", "public partial class A<T> {{ [SharedObject] public {0} partial record In(int X, A<List<T>>.In? Next); }}" },
        { "A<int>.In", "public partial class A<T> {{ public class Of; [SharedObject] public {0} partial record In(int X, A<A<T>.Of>.In? Next); }}" },
        { "A<int>", "public {0} partial record A<T>(int X, A<T[]>? First, A<List<T>>? Second, A<(T, int)>? Third);" },
        { "A<int>", "public {0} partial record A<T>(int X, B<T[]>? First, C<T>? Second, A<B<T>>? Third); [SharedObject] public {0} partial record B<T>(int X, C<T?>? First, A<T[]>? Second); [SharedObject] public {0} partial record C<T>(int X, A<(T, T)>? First, C<B<T>>? Second);" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void They_are_generated(string type, string declarations)
    {
        foreach (string modifier in (string[])["", "sealed"])
        {
            GeneratorRun run = GeneratorHarness.Run(Objects(string.Format(null, declarations, modifier)), Store(type));
            Assert.Empty(Problems(run));
            Assert.InRange(Schema(run.Before).Length, 2, 200);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void They_are_read_from_another_assembly(string type, string declarations)
    {
        using MemoryStream image = new();
        Assert.True(GeneratorHarness.Run(Objects(string.Format(null, declarations, "sealed"))).After.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        CSharpCompilation user = TestCompilation.Create([Store(type)], MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Empty(Problems(GeneratorHarness.Run(user)));
        Assert.InRange(Schema(user).Length, 2, 200);
    }

    [Fact]
    public void What_goes_on_without_end_is_not_proven_immutable()
    {
        Assert.Contains("IsImmutable => false", Text("public sealed partial record A<T>(int X, A<A<T>>? Next);"), StringComparison.Ordinal);
        Assert.Contains("IsImmutable => true", Text("public sealed partial record A<T>(int X, A<T>? Next);"), StringComparison.Ordinal);
        Assert.Contains("IsImmutable => true", Text("public sealed partial record A<T>(int X, A<Dictionary<string, (int, T[])>[]>.Of? First) { [SharedObject] public sealed partial record Of(int X); }"), StringComparison.Ordinal);

        static string Text(string declaration) => GeneratorHarness.Run(Objects(declaration)).Text("A-1.g.cs");
    }

    [Fact]
    public void Types_with_many_arguments_are_all_in_the_schema()
    {
        string[] members = [.. Enumerable.Range(0, 32).Select(static number => $"{"AC"[number % 2]}<int, long, string, byte, {string.Concat(Enumerable.Repeat("List<", number / 2))}int{new string('>', number / 2)}>? P{number}")];
        CSharpCompilation compilation = TestCompilation.Create([Store("B"), Objects(
            $"public partial record A<T1, T2, T3, T4, T5>(int X); [SharedObject] public partial record C<T1, T2, T3, T4, T5>(int X); [SharedObject] public partial record B({string.Join(", ", members)});")]);
        Assert.Equal(33, Schema(compilation).Length);
    }

    private static string Objects(string declarations) => $"#pragma warning disable CS1591\nusing System.Collections.Generic; using ShmStore; {(declarations.Contains("class A<T>", StringComparison.Ordinal) ? "" : "[SharedObject] ")}{declarations}";

    private static string Store(string type) => $"#pragma warning disable CS1591\n[ShmStore.SharedStore] public partial class S {{ public partial ShmStore.SharedEntry<{type}> Kept {{ get; }} }}";

    private static string[] Schema(CSharpCompilation compilation) =>
        [.. TypeParser.ParseStore(compilation.GetTypeByMetadataName("S")!, new(compilation)).Model!.Types.Select(static type => type.Name)];

    private static IEnumerable<string> Problems(GeneratorRun run) =>
        run.CompilerDiagnostics.Concat(run.Reported).Select(static diagnostic => diagnostic.ToString());
}
