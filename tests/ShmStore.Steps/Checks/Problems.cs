namespace ShmStore.Steps.Checks;

/// <summary>What was wrong in a case.</summary>
internal sealed class Problems
{
    private const int Shown = 5;
    private readonly List<string> _shown = [];

    /// <summary>Where the check is: a state.</summary>
    public string Place { get; set; } = "";

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>The first ones.</summary>
    public IReadOnlyList<string> First => _shown;

    /// <summary>Notes one.</summary>
    public void Add(string what)
    {
        Count++;
        if (_shown.Count < Shown)
            _shown.Add($"{what}; {Place}");
    }
}
