using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>What is generated, word for word.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Store_and_object() => Snapshot.Verify(GeneratorHarness.Run("""
        using ShmStore;

        namespace Demo;

        /// <summary>A store.</summary>
        [SharedStore]
        public partial class Market
        {
            /// <summary>An entry.</summary>
            public partial SharedEntry<Account> Primary { get; }

            /// <summary>An atomic.</summary>
            [SharedKey("tick count")]
            public partial SharedAtomic<long> Ticks { get; }
        }

        /// <summary>An object.</summary>
        [SharedObject]
        public sealed partial record Account
        {
            /// <summary>A name.</summary>
            public required string Name { get; init; }

            /// <summary>A number.</summary>
            public long Delta { get; init; }
        }
        """).AssertCompiles());

    [Fact]
    public void Maps() => Snapshot.Verify(GeneratorHarness.Run("""
        using System;
        using ShmStore;

        namespace Demo;

        [SharedStore]
        internal partial class Maps
        {
            internal enum Venue : ulong { Xetra }

            internal partial SharedMap<string, Box<int>.Quote> Quotes { get; }

            [SharedKey("by venue")]
            internal partial SharedMap<Venue, Box<int>.Quote> @event { get; }

            [Obsolete]
            internal partial SharedMap<byte[], Box<int>.Quote> Blobs { get; }

            internal partial SharedDocumentMap<Guid> Notes { get; }
        }

        internal static partial class Box<TKey>
            where TKey : struct
        {
            [SharedObject]
            internal sealed partial record Quote(string Symbol, double Bid, int Set);
        }
        """).AssertCompiles());

    [Fact]
    public void Every_field_type() => Snapshot.Verify(GeneratorHarness.Run("""
        using System;
        using System.Collections.Generic;
        using MongoDB.Bson;
        using ShmStore;

        namespace Demo;

        internal enum Small : byte { A }
        internal enum Large : long { A }

        [SharedObject]
        internal partial class Everything
        {
            public bool Bool { get; set; }
            public int Int { get; set; }
            public long Long { get; set; }
            public double Double { get; set; }
            public decimal Decimal { get; set; }
            public DateTime Time { get; set; }
            public Guid Guid { get; set; }
            public ObjectId Id { get; set; }
            public Small Small { get; set; }
            public Large Large { get; set; }
            public string? Text { get; set; }
            public byte[]? Bytes { get; set; }
            public int? MaybeInt { get; set; }
            public Large? MaybeLarge { get; set; }
            public Point? MaybePoint { get; set; }
            public Point Point { get; set; }
            public Everything? Next { get; set; }
            public int[][]? Jagged { get; set; }
            public List<string?>? Texts { get; set; }
            public IReadOnlyList<Point?>? Points { get; set; }
            public byte Byte { get; set; }
            public DateOnly Date { get; set; }
            public TimeSpan? Span { get; set; }
            public ReadOnlyMemory<byte> Memory { get; set; }
            public BsonDocument? Document { get; set; }
            public BsonTimestamp? Timestamp { get; set; }
            public HashSet<string>? Set { get; set; }
            public Dictionary<Guid, Point?>? Map { get; set; }
            public (int Count, string? Name) Tuple { get; set; }
        }

        [SharedObject]
        internal readonly partial record struct Point(int X, int Y = 5);
        """).AssertCompiles());

    [Fact]
    public void Attributes() => Snapshot.Verify(GeneratorHarness.Run("""
        using System;
        using System.Collections.Generic;
        using MongoDB.Bson;
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;

        namespace Demo;

        [SharedObject]
        internal partial class Marked
        {
            public string Last { get; set; } = "";
            [BsonElement("first", Order = 1)]
            public string First { get; set; } = "";
            [BsonIgnoreIfNull]
            public string? Text { get; set; } = "initial";
            [BsonIgnoreIfDefault, BsonDefaultValue(7)]
            public int Seven { get; set; }
            [BsonIgnoreIfDefault, BsonDefaultValue("none")]
            public string Name { get; init; } = "";
            [BsonDefaultValue(1.5)]
            public double Ratio { get; set; }
            [BsonRequired]
            public int? Must { get; set; }
            [BsonRepresentation(BsonType.String)]
            public List<int>? Texts { get; set; }
            [BsonGuidRepresentation(GuidRepresentation.CSharpLegacy)]
            public Guid Old { get; set; }
            [BsonExtraElements]
            public BsonDocument? Extra { get; set; }
        }

        [SharedObject]
        [BsonNoId]
        [BsonIgnoreExtraElements(false)]
        internal sealed partial record Strict(int Id);
        """).AssertCompiles());

    [Fact]
    public void Known_types() => Snapshot.Verify(GeneratorHarness.Run("""
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;

        namespace Demo;

        [SharedObject(KnownTypes = [typeof(Square)])]
        internal partial interface IFigure;

        [SharedObject]
        [BsonDiscriminator(RootClass = true)]
        [BsonKnownTypes(typeof(Circle))]
        internal abstract partial class Figure
        {
            public int Color { get; set; }
        }

        [SharedObject]
        [BsonDiscriminator("circle")]
        internal sealed partial class Circle : Figure
        {
            public IFigure? Inner { get; set; }
        }

        [SharedObject]
        internal sealed partial record Square(Figure? Outer) : IFigure;
        """).AssertCompiles());

    [Fact]
    public void Initial_values() => Snapshot.Verify(GeneratorHarness.Run("""
        using ShmStore;

        namespace Demo;

        [SharedObject]
        internal partial class Initial
        {
            public int InitOnly { get; init; } = 1;
            public string Settable { get; set; } = "";
            public string? Plain { get; init; }
            public string[] Items { get; set; } = [];
        }

        [SharedObject]
        internal partial struct InitialStruct()
        {
            public int InitOnly { get; init; } = 1;
        }
        """).AssertCompiles());

    [Fact]
    public void Nested_in_a_generic_type() => Snapshot.Verify(GeneratorHarness.Run("""
        using System;
        using ShmStore;

        internal partial interface IOuter
        {
            public partial record struct Middle<T, TOther>
                where T : class?, IDisposable, new()
                where TOther : unmanaged
            {
                [SharedObject]
                public sealed partial record Inner(int Value);

                [SharedObject]
                private sealed partial record Hidden(int Value);
            }
        }
        """).AssertCompiles());

    [Fact]
    public void Keywords_and_odd_names() => Snapshot.Verify(GeneratorHarness.Run("""
        using MongoDB.Bson.Serialization.Attributes;
        using ShmStore;

        namespace @namespace.@class;

        [SharedObject]
        internal partial class @event
        {
            public int @int { get; set; }
            public string? @string { get; set; }
            public bool IsNull { get; set; }
            public string? Name { get; set; }
            public bool HasName { get; set; }
            [BsonElement("\u0012Balance <&>")]
            public long Balance { get; set; }
        }

        [SharedStore]
        internal partial class @static
        {
            internal partial SharedEntry<@event> @void { get; }
        }
        """).AssertCompiles());

    [Fact]
    public void One_name_in_two_namespaces() => Snapshot.Verify(GeneratorHarness.Run("""
        using ShmStore;

        namespace First
        {
            [SharedObject]
            internal sealed partial record Same(int A);
        }

        namespace Second
        {
            [SharedObject]
            internal sealed partial record Same(First.Same Inner);
        }
        """).AssertCompiles());

    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        HashSet<string> tests = [.. typeof(SnapshotTests).GetMethods().Select(static method => $"{nameof(SnapshotTests)}.{method.Name}")];
        Assert.All(Directory.GetFiles(Snapshot.Folder, "*.verified.cs"), file =>
            Assert.Contains(Path.GetFileName(file).Split('#')[0], tests));
    }
}
