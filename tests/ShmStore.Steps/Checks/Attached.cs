using ShmStore.Steps.Samples;
using ShmStore.Steps.States;

namespace ShmStore.Steps.Checks;

/// <summary>A reader that was attached before the operation, in whose file the stores are made one by one.</summary>
internal sealed class Attached : IDisposable
{
    private readonly Expectation _expected;
    private readonly Problems _problems;
    private readonly FileStream _file;
    private readonly StepStore _store;
    private readonly List<Content> _before = [];

    /// <summary>Attaches to the first state.</summary>
    public Attached(Expectation expected, Problems problems, byte[] image, string path)
    {
        _expected = expected;
        _problems = problems;
        File.WriteAllBytes(path, image);
        _file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1);
        _store = StepStore.Open(path);
    }

    /// <summary>The attachment.</summary>
    public StepStore Store => _store;

    /// <summary>Makes one more store.</summary>
    public void Make(State state) => state.Apply(_file);

    /// <summary>Looks at everything; returns what was there at one moment.</summary>
    public Content Look()
    {
        Content single = Content.Of(_store);
        Content seen = _store.Snapshot(static moment => Content.Of(moment));
        foreach (string twice in single.Doubles)
            _problems.Add("reader: twice " + twice);
        if (_expected.Fault(seen) is { } fault)
            _problems.Add("reader: snapshot is " + fault);
        if (_expected.IsOneChange)
            CheckEach(single);
        LookUp(single);
        GoOn(seen);
        return seen;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    // Outside of snapshots, each entry may be the old or the new one.
    private void CheckEach(Content single)
    {
        foreach ((string key, string value) in single.Values)
        {
            if (_expected.Old.Values.GetValueOrDefault(key) != value && _expected.New.Values.GetValueOrDefault(key) != value)
                _problems.Add($"reader: {key} is {value}, neither old nor new");
        }

        foreach (string key in _expected.Commons.Where(key => !single.Values.ContainsKey(key)))
            _problems.Add($"reader: {key} is missing");
        long count = _store.M.Count;
        if (!_expected.Case.Situation.Expired && Math.Abs(count - single.Count(Content.OfM)) > _expected.Drift)
            _problems.Add($"reader: Count is {count}, found were {single.Count(Content.OfM)}");
    }

    private void LookUp(Content single)
    {
        foreach (string key in _expected.Keys)
        {
            string? found = _store.M.TryGetValue(key, out Item? item, out long version) ? Content.Text(item, version) : null;
            Compare(Content.OfM + key, found, single);
            if (_store.M.ContainsKey(key) != (found is not null))
                _problems.Add($"reader: ContainsKey of {key} disagrees");
        }

        foreach (int key in _expected.Numbers)
            Compare(Content.OfN + key, _store.N.TryGetValue(key, out Item? item, out long version) ? Content.Text(item, version) : null, single);
    }

    private void Compare(string key, string? found, Content single)
    {
        if (found != single.Values.GetValueOrDefault(key))
            _problems.Add($"reader: {key} looked up is {found}, enumerated {single.Values.GetValueOrDefault(key)}");
    }

    // Versions never come again, so neither does a content that another one has followed.
    private void GoOn(Content seen)
    {
        if (_before.Count > 0 && _before[^1].Same(seen))
            return;
        if (_before.Any(seen.Same))
            _problems.Add("reader: a content has come back");
        _before.Add(seen);
    }
}
