using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Finding;

/// <summary>
/// The marked types of a compilation: equal to those of another one if their models are known to be equal, which takes no binding. The compiler keeps
/// the older of two equal ones, and runs nothing that comes after it.
/// </summary>
internal sealed class MarkedTypes : IEquatable<MarkedTypes>
{
    private readonly object _gate = new();
    private readonly Signature? _signature;
    private Compilation? _compilation;
    private MarkedModels? _models;

    private MarkedTypes(Signature? signature, Compilation compilation)
    {
        _signature = signature;
        if (signature is null)
            _models = MarkedModels.None;
        else
            _compilation = compilation;
    }

    /// <summary>Those of a compilation.</summary>
    public static MarkedTypes Of(Compilation compilation, CancellationToken cancellation) => new(Signature.Of(compilation, cancellation), compilation);

    /// <summary>Their models. The compilation is parsed for them once, and not kept after it.</summary>
    public MarkedModels Parse(CancellationToken cancellation)
    {
        lock (_gate)
        {
            _models ??= MarkedModels.Of(_compilation!, cancellation);
            _compilation = null;
            return _models;
        }
    }

    /// <inheritdoc/>
    public bool Equals(MarkedTypes? other) => other is not null && Equals(_signature, other._signature);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MarkedTypes);

    /// <inheritdoc/>
    public override int GetHashCode() => _signature?.GetHashCode() ?? 0;
}
