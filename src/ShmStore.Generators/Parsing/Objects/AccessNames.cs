using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Names the emitted properties that read single members, and the methods that set them, so that they collide with nothing.</summary>
internal sealed class AccessNames
{
    private static readonly string[] MembersOfObject =
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    private static readonly string[] ReservedInView =
        ["View", "Document", "IsNull", "ToObject", "_document", .. MembersOfObject];

    private static readonly string[] ReservedInFields = ["Fields", .. MembersOfObject];

    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _takenInFields;
    private readonly HashSet<string> _entryMembers;
    private readonly HashSet<string> _mapEntryMembers;
    private readonly HashSet<string> _mapMembers;
    private readonly HashSet<string> _members;
    private readonly DiagnosticSink _sink;

    /// <summary>Prepares to name the members of one type.</summary>
    public AccessNames(ParseSession session, List<MemberCandidate> stored, DiagnosticSink sink)
    {
        _sink = sink;
        _members = [.. stored.Select(static member => member.Symbol.Name)];
        _taken = [.. ReservedInView, .. _members];
        _takenInFields = [.. ReservedInFields, .. _members];
        // "Read" is the method that is emitted beside the getters.
        _entryMembers = ["Read", .. session.VisibleMemberNames(KnownNames.SharedEntry), .. session.VisibleMemberNames(KnownNames.SharedEntryWriter)];
        _mapEntryMembers = ["Read", .. session.VisibleMemberNames(KnownNames.SharedMapEntry)];
        _mapMembers = [.. session.VisibleMemberNames(KnownNames.SharedMapWriter)];
    }

    /// <summary>Names a member's properties; null if the member is not public, and so is read only with the whole object.</summary>
    public MemberAccess? For(MemberCandidate member, FieldType? fieldType, bool needsReflection)
    {
        ISymbol symbol = member.Symbol;
        if (symbol.DeclaredAccessibility != Accessibility.Public || symbol is IPropertySymbol { GetMethod.DeclaredAccessibility: not Accessibility.Public })
            return null;
        string view = Unreserved(symbol.Name, ReservedInView, _taken);
        string has = "Has" + symbol.Name;
        bool asksForNull = fieldType is { AllowsNull: true, ViewIsRefStruct: true, IsBsonValue: false } && _taken.Add(has);
        bool hidden = _entryMembers.Contains(symbol.Name);
        bool hiddenInMap = _mapEntryMembers.Contains(symbol.Name);
        if (hidden || hiddenInMap)
            _sink.Report(MemberRules.NoEntryGetter, symbol, symbol.Name, hidden ? "SharedEntry<T>" : "SharedMapEntry<T>");

        // Only what users of the type may set too.
        string? setter = fieldType is { Fixed: not null } && Setters.IsPublic(symbol) ? "Set" + symbol.Name : null;
        return new MemberAccess(
            CSharpNames.Identifier(view),
            asksForNull ? has : null,
            hidden ? null : CSharpNames.Identifier(symbol.Name),
            IsFree(setter, _entryMembers) && IsFree(setter, _members) ? setter : null,
            hiddenInMap ? null : CSharpNames.Identifier(symbol.Name),
            IsFree(setter, _mapMembers) ? setter : null,
            CSharpNames.Identifier(Unreserved(symbol.Name, ReservedInFields, _takenInFields)),
            new(Marks.Of(symbol)),
            needsReflection);
    }

    // A name that something else has is left to it.
    private static bool IsFree(string? name, HashSet<string> taken) => name is not null && !taken.Contains(name);

    private static string Unreserved(string name, string[] reserved, HashSet<string> taken)
    {
        if (!reserved.Contains(name, StringComparer.Ordinal))
            return name;
        do
            name += "_";
        while (!taken.Add(name));
        return name;
    }
}
