using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Checks;

/// <summary>An enumeration that takes as long as the operation: nothing may come twice, and nothing be missed that is there all the time.</summary>
internal sealed class SlowEnumeration(StepStore store, int pace)
{
    private readonly IEnumerator<KeyValuePair<string, Item>> _items = store.M.GetEnumerator();
    private readonly List<string> _keys = [];
    private bool _hasEnded;

    /// <summary>Goes on by one entry in every few states.</summary>
    public void Step(int state)
    {
        if (!_hasEnded && state % pace == 0)
            Move();
    }

    /// <summary>Goes through the rest.</summary>
    public void Finish(Expectation expected, Problems problems)
    {
        while (!_hasEnded)
            Move();
        _items.Dispose();
        if (_keys.Distinct().Count() != _keys.Count)
            problems.Add("slow enumeration: a key twice");
        foreach (string missed in expected.Commons.Where(static key => key.StartsWith(Content.OfM, StringComparison.Ordinal)).Select(static key => key[Content.OfM.Length..]).Except(_keys))
            problems.Add("slow enumeration: missed " + missed);
    }

    private void Move()
    {
        if (_items.MoveNext())
            _keys.Add(_items.Current.Key);
        else
            _hasEnded = true;
    }
}
