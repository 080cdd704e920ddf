using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Names the emitted properties that read single members, and the methods that set them, so that they collide with nothing.</summary>
internal sealed class AccessNames
{
    private static readonly string[] ReservedInView =
    [
        "View", "Document", "IsNull", "ToObject", "_document",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _entryMembers;
    private readonly HashSet<string> _mapEntryMembers;
    private readonly HashSet<string> _members;
    private readonly INamedTypeSymbol _type;
    private readonly DiagnosticSink _sink;

    /// <summary>Prepares to name the members of one type.</summary>
    public AccessNames(INamedTypeSymbol type, Compilation compilation, List<MemberCandidate> stored, DiagnosticSink sink)
    {
        _type = type;
        _sink = sink;
        _members = [.. stored.Select(static member => member.Symbol.Name)];
        _taken = [.. ReservedInView, .. _members];
        // "Read" is the method that is emitted beside the getters.
        _entryMembers = ["Read", .. compilation.VisibleMemberNames(KnownNames.SharedEntry), .. compilation.VisibleMemberNames(KnownNames.SharedEntryWriter)];
        _mapEntryMembers = ["Read", .. compilation.VisibleMemberNames(KnownNames.SharedMapEntry)];
    }

    /// <summary>Names a member's properties; null if the member is not public, and so is read only with the whole object.</summary>
    public MemberAccess? For(MemberCandidate member, FieldType? fieldType, bool needsReflection)
    {
        ISymbol symbol = member.Symbol;
        if (symbol.DeclaredAccessibility != Accessibility.Public || symbol is IPropertySymbol { GetMethod.DeclaredAccessibility: not Accessibility.Public })
            return null;
        string view = ReservedInView.Contains(symbol.Name, StringComparer.Ordinal) ? Free(symbol.Name + "_") : symbol.Name;
        string has = "Has" + symbol.Name;
        bool asksForNull = fieldType is { AllowsNull: true, ViewIsRefStruct: true, IsBsonValue: false } && _taken.Add(has);
        bool hidden = _entryMembers.Contains(symbol.Name);
        bool hiddenInMap = _mapEntryMembers.Contains(symbol.Name);
        if (hidden || hiddenInMap)
            _sink.Report(MemberRules.NoEntryGetter, symbol.Locations.Any(static place => place.IsInSource) ? symbol : _type, symbol.Name, hidden ? "SharedEntry<T>" : "SharedMapEntry<T>");
        return new MemberAccess(
            CSharpNames.Identifier(view),
            asksForNull ? has : null,
            hidden ? null : CSharpNames.Identifier(symbol.Name),
            SetterFor(symbol, fieldType),
            hiddenInMap ? null : CSharpNames.Identifier(symbol.Name),
            CSharpNames.Obsolete(symbol),
            needsReflection);
    }

    // Only what users of the type may set too. A name that something else has is left to it.
    private string? SetterFor(ISymbol symbol, FieldType? fieldType)
    {
        string name = "Set" + symbol.Name;
        return fieldType is { Fixed: not null } && Setters.IsPublic(symbol) && !_entryMembers.Contains(name) && !_members.Contains(name) ? name : null;
    }

    private string Free(string name)
    {
        while (!_taken.Add(name))
            name += "_";
        return name;
    }
}
