using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>What a runtime type has of its own, so that nothing of the name can be generated for it.</summary>
internal sealed class OwnNames
{
    private readonly Compilation _compilation;
    private readonly HashSet<string> _names;
    private readonly IReadOnlyList<ISymbol> _members;

    /// <summary>Looks at a type.</summary>
    /// <param name="type">As users write it.</param>
    /// <param name="session">What is known of the compilation.</param>
    /// <param name="metadataName">Its name in metadata.</param>
    /// <param name="generated">Names of what is generated beside the getters.</param>
    public OwnNames(string type, ParseSession session, string metadataName, params string[] generated)
    {
        Type = type;
        _compilation = session.Compilation;
        _members = session.VisibleMembers(metadataName);
        _names = [.. generated, .. session.VisibleMemberNames(metadataName)];
    }

    /// <summary>The type, as users write it.</summary>
    public string Type { get; }

    /// <summary>Whether the type has something of this name.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>The type of the property of this name, if the compiler may take it for one of another type without a word: both are numbers, or the same.</summary>
    public ITypeSymbol? TakenFor(ITypeSymbol type, string name)
    {
        ITypeSymbol? own = _members.OfType<IPropertySymbol>().FirstOrDefault(property => property.Name == name)?.Type;
        return own is not null && _compilation.ClassifyCommonConversion(own, type.WithoutNull()) is { Exists: true } conversion && (conversion.IsIdentity || conversion.IsNumeric) ? own : null;
    }
}
