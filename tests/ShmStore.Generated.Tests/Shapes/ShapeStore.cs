using Keyword = ShmStore.Generated.Tests.Shapes.@namespace.@event.@class;

namespace ShmStore.Generated.Tests.Shapes;

#pragma warning disable CS0618 // Outdated is obsolete on purpose.

/// <summary>One key for each shape.</summary>
[SharedStore]
public partial class ShapeStore
{
    /// <summary>See the shape.</summary>
    public partial SharedEntry<AllFields> AllFields { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<NullableFields> NullableFields { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Collections> Collections { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Point> Point { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Pair> Pair { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Defaults> Defaults { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<InitialValues> InitialValues { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<InitialValuesStruct> InitialValuesStruct { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<RequiredMembers> RequiredMembers { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<RequiredByConstructor> RequiredByConstructor { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<MutableStruct> MutableStruct { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<ReadonlyStruct> ReadonlyStruct { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Outer<MemoryStream>.Inner> Inner { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<OuterStruct.OuterRecord.IOuter.Deep> Deep { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Tagged<string>> Tagged { get; }

    /// <summary>See the shape.</summary>
    public partial global::ShmStore.SharedEntry<Keyword> @class { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Derived> Derived { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<MoreDerived> MoreDerived { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<ClosedGeneric> ClosedGeneric { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Hidden> Hidden { get; }

    /// <summary>See the shape.</summary>
    [Obsolete("The key is obsolete.")]
    public partial SharedEntry<Outdated> Outdated { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Animal> Animal { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Dog> Dog { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Boxed> Boxed { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Ordered> Ordered { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<LeftOut> LeftOut { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<NoId> NoId { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Strict> Strict { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Keeper> Keeper { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<KeeperRecord> KeeperRecord { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<DictionaryKeeper> DictionaryKeeper { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Numbers> Numbers { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Times> Times { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Values> Values { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Sets> Sets { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Dictionaries> Dictionaries { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<DictionaryEntries> DictionaryEntries { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<KeyedDictionaries> KeyedDictionaries { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Tuples> Tuples { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Representations> Representations { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Tree> Tree { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Zoo> Zoo { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Figure> Figure { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Beast> Beast { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Lion> Lion { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Special> Special { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Wallet> Wallet { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Conditional> Conditional { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<DerivedConditional> DerivedConditional { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<ConditionalStruct> ConditionalStruct { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<OptedIn> OptedIn { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<WriteOnly> WriteOnly { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<MarkedId> MarkedId { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<RenamedId> RenamedId { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<OuterForms> OuterForms { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<RareForms> RareForms { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<FrameworkTypes> FrameworkTypes { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<BsonNulls> BsonNulls { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<InterfaceHolder> InterfaceHolder { get; }

    /// <summary>See the shape.</summary>
    public partial SharedEntry<Serialized> Serialized { get; }

    /// <summary>See the shape.</summary>
    internal partial SharedEntry<Empty> Empty { get; }
}
