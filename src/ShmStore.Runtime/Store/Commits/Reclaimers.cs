using ShmStore.Store.Maps;
using ShmStore.Store.Maps.Caching;

namespace ShmStore.Store.Commits;

/// <summary>Those who can do without something when the store is full, and who of them is asked. All calls come with the gate held, but for <see cref="Register"/>.</summary>
/// <remarks>A store may have thousands of maps, most of them without limits and without entries that expire. So whoever has nothing to give is not asked, or once in a while, whatever is written and refused.</remarks>
internal sealed class Reclaimers
{
    // Milliseconds at most after which all are searched again for what has expired; those that rest themselves say when theirs is over.
    private const int LongestRest = 1000;

    // 2⁶⁴ divided by the golden ratio: its multiples lie evenly in whatever is divided by bytes.
    private const ulong GoldenStep = 0x9E3779B97F4A7C15;

    // Also the lock, as somebody may be registered while others are asked.
    private readonly List<IMemoryReclaimer> _all = [];
    private readonly HashSet<IMemoryReclaimer> _sweeping = [];
    private readonly List<IMemoryReclaimer> _bounded = [];
    private readonly List<IMemoryReclaimer> _owing = [];
    private TimeProvider _clock = TimeProvider.System;
    private SearchRest _rest = new(LongestRest);

    // How many had been registered when all were searched in vain.
    private int _searched;
    private ulong _place;

    /// <summary>Adds somebody, who has no bounds. Called before anything is written through it. Thread-safe.</summary>
    /// <param name="reclaimer">Whoever it is.</param>
    /// <param name="clock">The clock of the store, which all have in common.</param>
    public void Register(IMemoryReclaimer reclaimer, TimeProvider clock)
    {
        lock (_all)
        {
            _clock = clock;
            _all.Add(reclaimer);
            _sweeping.Add(reclaimer);
        }
    }

    /// <summary>Notes that somebody has bounds from now on, by which it may be made to evict, or has none any more.</summary>
    public void NoteBounds(IMemoryReclaimer reclaimer, bool hasBounds)
    {
        _bounded.Remove(reclaimer);
        if (hasBounds)
            _bounded.Add(reclaimer);
    }

    /// <summary>Notes that <see cref="IMemoryReclaimer.IsSweeping"/> is true again.</summary>
    public void NoteSweeping(IMemoryReclaimer reclaimer)
    {
        lock (_all)
        {
            _sweeping.Add(reclaimer);
        }
    }

    /// <summary>Notes that something is set that expires.</summary>
    /// <param name="expiry">When.</param>
    public void NoteExpiring(long expiry) => _rest.EndBy(expiry);

    /// <summary>Notes that somebody is to make room before the next commit of several keys.</summary>
    public void Owe(IMemoryReclaimer reclaimer)
    {
        // As long as the list of those that one commit could not do with.
        if (!_owing.Contains(reclaimer))
            _owing.Add(reclaimer);
    }

    /// <summary>Has those make room of whom that was noted.</summary>
    public void MakeOwedRoom()
    {
        for (; _owing.Count > 0; _owing.RemoveAt(_owing.Count - 1))
            _owing[^1].MakeOwedRoom();
    }

    /// <summary>Whoever needs the memory for what is written to it, and is asked to evict before the others; null for nobody.</summary>
    public IMemoryReclaimer? Written { get; set; }

    /// <summary>Whether somebody can evict something.</summary>
    public bool MayEvict => _bounded.Exists(static reclaimer => reclaimer.EvictableBytes > 0);

    /// <summary>Has one of them give back something that has expired, if it is soon found.</summary>
    /// <returns>False if nothing was found.</returns>
    public bool TrySweep()
    {
        lock (_all)
        {
            // What was a long list is one to go through until it is emptied.
            if (_sweeping.Count == 0)
                return false;
            foreach (IMemoryReclaimer reclaimer in _sweeping)
            {
                if (reclaimer.TrySweep())
                    return true;
                if (!reclaimer.IsSweeping)
                    _sweeping.Remove(reclaimer);
            }

            return false;
        }
    }

    /// <summary>Has one of them give back something that has expired, however long it has to be looked for; not again before there can be something, or a moment has passed.</summary>
    /// <returns>False if nothing has.</returns>
    public bool TryFindExpired()
    {
        long now = Expiry.Now(_clock);
        lock (_all)
        {
            if (_searched == _all.Count && _rest.Lasts(now))
                return false;
            long earliest = long.MaxValue;
            foreach (IMemoryReclaimer reclaimer in _all)
            {
                bool isFound = reclaimer.TryFindExpired();
                if (reclaimer.IsSweeping)
                    _sweeping.Add(reclaimer);
                if (isFound)
                    return true;
                earliest = Math.Min(earliest, reclaimer.RestsUntil);
            }

            _searched = _all.Count;
            _rest.Begin(now, earliest);
            return false;
        }
    }

    /// <summary>Has one evict something: whoever is written, if it can do without something; or each as often as it has bytes.</summary>
    /// <param name="sizeClass">Size class of the block that is needed.</param>
    /// <returns>False if nobody can.</returns>
    public bool TryEvict(int sizeClass)
    {
        if (Written?.TryEvict(sizeClass) == true)
            return true;
        int first = NextToEvict();
        for (int i = 0; i < _bounded.Count; i++)
        {
            if (_bounded[(first + i) % _bounded.Count].TryEvict(sizeClass))
                return true;
        }

        return false;
    }

    private int NextToEvict()
    {
        ulong total = 0;
        foreach (IMemoryReclaimer reclaimer in _bounded)
            total += (ulong)reclaimer.EvictableBytes;
        _place = unchecked(_place + GoldenStep);
        long place = (long)Math.BigMul(_place, total, out _);
        return Math.Max(0, _bounded.FindIndex(reclaimer => (place -= reclaimer.EvictableBytes) < 0));
    }
}
