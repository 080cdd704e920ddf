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
    private readonly HashSet<string> _members;
    private readonly OwnNames _entry;
    private readonly OwnNames _entryWriter;
    private readonly OwnNames _mapEntry;
    private readonly OwnNames _mapWriter;
    private readonly DiagnosticSink _sink;

    /// <summary>Prepares to name the members of one type.</summary>
    public AccessNames(ParseSession session, List<MemberCandidate> stored, DiagnosticSink sink)
    {
        _sink = sink;
        _members = [.. stored.Select(static member => member.Symbol.Name)];
        _taken = [.. ReservedInView, .. _members];
        _takenInFields = [.. ReservedInFields, .. _members];
        // "Read" and "TryRead" are the methods that are emitted beside the getters.
        _entry = new("SharedEntry<T>", session, KnownNames.SharedEntry, "Read", "TryRead");
        _entryWriter = new("SharedEntryWriter<T>", session, KnownNames.SharedEntryWriter);
        _mapEntry = new("SharedMapEntry<T>", session, KnownNames.SharedMapEntry, "Read");
        _mapWriter = new("SharedMapWriter<TKey, T>", session, KnownNames.SharedMapWriter);
    }

    /// <summary>Names a member's properties; null if the member is not public, and so is read only with the whole object.</summary>
    /// <param name="member">The member.</param>
    /// <param name="fieldType">How it is stored; null if it cannot be.</param>
    /// <param name="isFixed">It is of the fixed block.</param>
    /// <param name="isChecked">Code of the user's sees its values, and may refuse them.</param>
    /// <param name="needsReflection">It is read by reflection.</param>
    public MemberAccess? For(MemberCandidate member, FieldType? fieldType, bool isFixed, bool isChecked, bool needsReflection)
    {
        ISymbol symbol = member.Symbol;
        if (symbol.DeclaredAccessibility != Accessibility.Public || symbol is IPropertySymbol and not { GetMethod.DeclaredAccessibility: Accessibility.Public })
            return null;
        string view = Unreserved(symbol.Name, ReservedInView, _taken);
        string has = "Has" + symbol.Name;
        bool asksForNull = fieldType is { AllowsNull: true, ViewIsRefStruct: true, IsBsonValue: false } && _taken.Add(has);
        OwnNames? ownerInEntry = OwnerOf(symbol.Name, _entry, _entryWriter);
        OwnNames? ownerInMap = OwnerOf(symbol.Name, _mapEntry);
        ReportHidden(member, ownerInEntry ?? ownerInMap);

        // Only what users of the type may set too.
        string? setter = isFixed && !isChecked && Setters.IsPublic(symbol) ? "Set" + symbol.Name : null;
        string? setterOwnerInEntry = setter is null ? null : OwnerOf(setter, _entry, _entryWriter)?.Type;

        // Beside each setter stands one for a key that may have no value.
        string? sameName = setter is null || setterOwnerInEntry is not null ? null : _members.Contains(setter) ? setter : _members.Contains("Try" + setter) ? "Try" + setter : null;
        if (sameName is not null)
            setterOwnerInEntry = symbol.ContainingType.Name;
        string? setterOwnerInMap = setter is null ? null : OwnerOf(setter, _mapWriter)?.Type;
        if (setter is not null)
            Report(symbol, sameName ?? setter, setterOwnerInEntry ?? setterOwnerInMap, $"has no setter on the writer{(setterOwnerInEntry is null ? " of a map" : setterOwnerInMap is null ? " of an entry" : "")}: use Update, or Set with the whole object");
        string field = Unreserved(symbol.Name, ReservedInFields, _takenInFields);
        Report(symbol, symbol.Name, isFixed && field != symbol.Name ? "Layout.Fields" : null, $"is called '{field}' there");
        return new MemberAccess(
            CSharpNames.Identifier(view),
            asksForNull ? has : null,
            ownerInEntry is null ? CSharpNames.Identifier(symbol.Name) : null,
            setterOwnerInEntry is null ? setter : null,
            ownerInMap is null ? CSharpNames.Identifier(symbol.Name) : null,
            setterOwnerInMap is null ? setter : null,
            CSharpNames.Identifier(field),
            new(Marks.Of(symbol)),
            needsReflection);
    }

    // A name that something else has is left to it.
    private static OwnNames? OwnerOf(string name, params OwnNames[] owners) => owners.FirstOrDefault(owner => owner.Has(name));

    private void ReportHidden(MemberCandidate member, OwnNames? owner)
    {
        string name = member.Symbol.Name;
        if (owner?.TakenFor(member.Type, name) is { } type)
            _sink.Report(MemberRules.MistakableName, member.Symbol, name, owner.Type, type.ToDisplayString());
        else
            Report(member.Symbol, name, owner?.Type, $"has no getter on the entry: use entry.Read(static view => view.{name}) or entry.Value");
    }

    private void Report(ISymbol symbol, string name, string? owner, string consequence)
    {
        if (owner is not null)
            _sink.Report(MemberRules.NoShortForm, symbol, name, owner, consequence);
    }

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
