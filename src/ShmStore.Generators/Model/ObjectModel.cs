namespace ShmStore.Generators.Model;

/// <summary>
/// Everything emitted for one shared object type. Holds text and numbers only, never a symbol, syntax node, location or compilation: an
/// unchanged type gives an equal model and nothing is emitted again.
/// </summary>
/// <param name="Declaration">Where the emitted part goes.</param>
/// <param name="Type">The type, fully qualified.</param>
/// <param name="SelfParameter">A name for a type parameter that stands for the type and is none of its own.</param>
/// <param name="DisplayName">The type's name in messages and documentation.</param>
/// <param name="IsReference">A class or record class.</param>
/// <param name="MayBeDerived">A class that is not sealed: writing checks that the value is of exactly this type.</param>
/// <param name="IsImmutable">Proven to be deeply immutable.</param>
/// <param name="Members">The stored members in declared order, base types' first.</param>
/// <param name="FixedOrder">Indexes into <paramref name="Members"/> of the fixed ones, in document order.</param>
/// <param name="ConstructorArguments">The constructor's arguments in parameter order.</param>
/// <param name="Initializers">Indexes into <paramref name="Members"/> of those set in the object initializer.</param>
/// <param name="ExtraElements">What becomes of elements that no member has.</param>
/// <param name="KnownTypes">The types that a value may be, found in the document; none for a type that is always exactly itself.</param>
/// <param name="IsAbstract">An abstract class: there are only values of other types.</param>
/// <param name="IsInterface">An interface, for which there is nothing but its known types.</param>
/// <param name="Extension">The field getters' class; null where the type cannot be seen from the top level.</param>
/// <param name="Marks">What the attributes of the members, of their types, of the constructor and of the type itself demand of code that uses them all.</param>
internal sealed record ObjectModel(
    TypeDeclaration Declaration,
    string Type,
    string SelfParameter,
    string DisplayName,
    bool IsReference,
    bool MayBeDerived,
    bool IsImmutable,
    EquatableArray<MemberModel> Members,
    EquatableArray<int> FixedOrder,
    EquatableArray<ConstructorArgument> ConstructorArguments,
    EquatableArray<int> Initializers,
    ExtraElements ExtraElements,
    EquatableArray<KnownTypeModel> KnownTypes,
    bool IsAbstract,
    bool IsInterface,
    ExtensionModel? Extension,
    SymbolMarks Marks)
{
    /// <summary>Something is wrong with the type: what is emitted lets code that uses it compile, and neither writes nor reads.</summary>
    public bool IsFaulty { get; init; }

    /// <summary>The names of the types that are generated inside are taken: only the interface is implemented.</summary>
    public bool IsContractOnly { get; init; }

    /// <summary>Which type a value is stands in its document.</summary>
    public bool IsPolymorphic => KnownTypes.Count > 0;

    /// <summary>The members that are elements, in declared order.</summary>
    public IEnumerable<MemberModel> Elements => Members.Where(static member => !member.IsExtraElements);

    /// <summary>The fixed members in document order.</summary>
    public IEnumerable<MemberModel> FixedMembers
    {
        get
        {
            EquatableArray<MemberModel> members = Members;
            return FixedOrder.Select(index => members[index]);
        }
    }

    /// <summary>The other members, in document order.</summary>
    public IEnumerable<MemberModel> TailMembers => Elements.Where(static member => !member.IsFixed);

    /// <summary>
    /// Only the object knows what a missing element stands for, as the member's initializer is no constant or code may have set it; null would be against
    /// the member's type.
    /// </summary>
    public bool AsksObject(MemberModel member) =>
        member is { Default: null, Required: false, Type: { IsReference: true, AllowsNull: false } } && (IsPolymorphic || member.Assignment != MemberAssignment.Creation);

    /// <summary>One past the last byte of the fixed block.</summary>
    public int FixedEnd => FixedOrder.Count == 0 ? 4 : Members[FixedOrder[FixedOrder.Count - 1]].End;
}
