using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Finding;

/// <summary>
/// A file that may have marked types. It is equal to that of another compilation if all that its models depend on is the same, which is told without
/// binding. The compiler keeps the older of two equal ones, and runs nothing that comes after it.
/// <para>
/// A model is made of symbols that are reached from a marked type. Each comes from a reference, or is reached by a name that stands in a declaration of
/// one of the files and so is declared in one of them too, or is a namespace. What no name leads to has no part in it.
/// </para>
/// </summary>
internal sealed class MarkedFile : IEquatable<MarkedFile>
{
    private readonly ProjectSignature _project;
    private readonly EquatableArray<FileDeclarations> _files;
    private readonly int _place;
    private volatile ParseSession? _session;
    private SyntaxTree? _tree;
    private MarkedModels? _models;

    /// <summary>A file of a compilation that has not been parsed for its models.</summary>
    /// <param name="project">What models of all files depend on.</param>
    /// <param name="files">The files that its own models depend on.</param>
    /// <param name="place">Which of them it is.</param>
    /// <param name="session">What parses it.</param>
    /// <param name="tree">Its tree.</param>
    public MarkedFile(ProjectSignature project, EquatableArray<FileDeclarations> files, int place, ParseSession session, SyntaxTree tree)
    {
        _project = project;
        _files = files;
        _place = place;
        _session = session;
        _tree = tree;
    }

    /// <summary>The models of its marked types. They are parsed once, and nothing of the compilation is kept after it.</summary>
    public MarkedModels Parse(CancellationToken cancellation)
    {
        if (_session is not { } session)
            return _models!;
        lock (session)
        {
            _models ??= MarkedModels.Of(_tree!, session, cancellation);
            (_session, _tree) = (null, null);
            return _models;
        }
    }

    /// <inheritdoc/>
    public bool Equals(MarkedFile? other) => other is not null && _place == other._place && _files.Equals(other._files) && _project.Equals(other._project);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MarkedFile);

    /// <inheritdoc/>
    public override int GetHashCode() => _files.GetHashCode();
}
