using ShmStore.Steps.Samples;
using ShmStore.Steps.States;

namespace ShmStore.Steps.Checks;

/// <summary>Goes through the states of an operation, and has each of them checked.</summary>
internal static class StateChecks
{
    // A copy or a clearing of many bytes has as many states, of which some are enough; and so have hundreds of commits.
    private const int Sample = 8;
    private const int WriterSample = 64;
    private const int MostWriters = 1000;
    private const int Enumerations = 8;
    private const int Paces = 60;

    /// <summary>Checks all states.</summary>
    /// <param name="states">The states.</param>
    /// <param name="expected">What may be seen.</param>
    /// <param name="path">What the names of the files that are used for it begin with.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Run(IReadOnlyList<State> states, Expectation expected, string path, Problems problems)
    {
        byte[] image = [];
        states[0].Apply(ref image);
        using var attached = new Attached(expected, problems, image, path + "-live");
        bool isHeld = attached.Store.M.TryGet("key0", out SharedMapEntry<Item> held);
        var slow = new List<SlowEnumeration>();
        int own = states.Where((state, i) => i == 0 || !state.GoesOn(states[i - 1])).Count();
        int goneOn = 0;
        int checkedOwn = 0;
        for (int i = 0; i < states.Count; i++)
        {
            problems.Place = $"state {i} ({states[i]})";
            if (i > 0)
            {
                states[i].Apply(ref image);
                attached.Make(states[i]);
            }

            bool isEnd = i == states.Count - 1;
            goneOn = i > 0 && states[i].GoesOn(states[i - 1]) ? goneOn + 1 : 0;
            try
            {
                if (expected.IsOneChange && i % Math.Max(1, states.Count / Enumerations) == 0)
                    slow.Add(new SlowEnumeration(attached.Store, Math.Max(1, states.Count / Paces)));
                foreach (SlowEnumeration one in slow)
                    one.Step(i);
                if (goneOn % Sample != 0 && !isEnd)
                    continue;
                Content seen = attached.Look();
                if (isHeld)
                    HeldEntry.Read(held);
                bool isOfWriter = goneOn > 0 ? goneOn % WriterSample == 0 : checkedOwn++ % ((own / MostWriters) + 1) == 0;
                if (isOfWriter || isEnd)
                    Die(path + "-dead", image, expected, seen, problems);
            }
            catch (Exception thrown)
            {
                problems.Add(thrown.ToString());
            }
        }

        problems.Place = "in the end";
        foreach (SlowEnumeration one in slow)
            one.Finish(expected, problems);
    }

    private static void Die(string path, byte[] image, Expectation expected, Content seen, Problems problems)
    {
        File.WriteAllBytes(path, image);
        long version = DeadFile.Check(path, seen, problems);
        NextWriter.Check(path, expected, seen, version, problems);
    }
}
