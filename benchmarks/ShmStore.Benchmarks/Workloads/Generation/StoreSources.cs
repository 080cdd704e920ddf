using System.Globalization;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Benchmarks.Workloads.Generation;

/// <summary>Sources of a project with many stores and their objects, a file each, and of a file that has nothing to do with them.</summary>
internal static class StoreSources
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(SharedStore).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(MongoDB.Bson.ObjectId).Assembly.Location),
    ];

    /// <summary>How sources are parsed.</summary>
    public static CSharpParseOptions ParseOptions => Options;

    /// <summary>The files of so many stores.</summary>
    public static SyntaxTree[] Of(int stores) => [.. Enumerable.Range(0, stores).Select(static number => OfStore(number))];

    /// <summary>The file of a store.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="rank">The name of a member of one of its objects.</param>
    public static SyntaxTree OfStore(int number, string rank = "Rank") => Parse(Store(number, rank), $"Store{number}.cs");

    /// <summary>A file that has nothing to do with stores.</summary>
    /// <param name="edit">A number in the body of a method.</param>
    /// <param name="more">Another declaration.</param>
    public static SyntaxTree Unrelated(int edit, string more = "") =>
        Parse(string.Create(CultureInfo.InvariantCulture, $"namespace Demo; internal static class Unrelated {{ public static int Number() {{ return {edit}; }} }} {more}"), "Unrelated.cs");

    /// <summary>A compilation in which nothing was looked up yet.</summary>
    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> files) =>
        CSharpCompilation.Create("Demo", files, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A file.</summary>
    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, Options, path);

    private static string Store(int number, string rank) => $$"""
        using System;
        using System.Collections.Generic;
        using ShmStore;
        namespace Demo.Part{{number}};

        [SharedStore]
        public partial class Market
        {
            public partial SharedEntry<Account> Primary { get; }
            public partial SharedMap<string, Position> Positions { get; }
            public partial SharedAtomic<long> Ticks { get; }
            public partial SharedDocument Settings { get; }
        }

        [SharedObject]
        public sealed partial record Account
        {
            public required string Name { get; init; }
            public int {{rank}} { get; init; }
            public long Delta { get; init; }
            public double Bid { get; init; }
            public DateTime Taken { get; init; }
            public string? Note { get; init; }
            public required IReadOnlyList<Position> Positions { get; init; }
        }

        [SharedObject]
        public sealed partial record Position(string Symbol, long Quantity, decimal Price);
        """;
}
