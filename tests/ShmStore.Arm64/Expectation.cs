using System.Text.RegularExpressions;

namespace ShmStore.Arm64;

/// <summary>What the listing of a method must show.</summary>
/// <param name="Method">Part of the method's name.</param>
/// <param name="Sequence">
/// Patterns that instructions must match, in this order; none for <see cref="ReadsUnderVersion"/>. One that begins with an exclamation mark must match nothing before the next one is met.
/// </param>
internal sealed record Expectation(string Method, params string[] Sequence)
{
    /// <summary>
    /// The read protocol on one block: its version by acquire, before anything else of the block; the slot again by acquire; the data; a barrier for loads; then the version, and nothing else of the block.
    /// </summary>
    public bool ReadsUnderVersion { get; init; }

    /// <summary>What was found, or, when it is not as it must be, what is missing.</summary>
    public (bool Found, string What) Check(Listing listing) => ReadsUnderVersion ? CheckRead(listing.Instructions) : CheckSequence(listing.Instructions);

    private (bool Found, string What) CheckSequence(IReadOnlyList<Instruction> code)
    {
        List<string> found = [];
        int at = 0;
        string? excluded = null;
        foreach (string pattern in Sequence)
        {
            if (pattern[0] == '!')
            {
                excluded = pattern[1..];
                continue;
            }

            while (at < code.Count && !Matches(code[at], pattern))
            {
                if (excluded is not null && Matches(code[at], excluded))
                {
                    return (false, $"'{code[at].Text}' before '{pattern}', after [{string.Join("; ", found)}]");
                }

                at++;
            }

            excluded = null;

            if (at == code.Count)
            {
                return (false, $"no '{pattern}' after [{string.Join("; ", found)}]");
            }

            found.Add(code[at++].Text);
        }

        return (true, string.Join("; ", found));
    }

    private static bool Matches(Instruction instruction, string pattern) => Regex.IsMatch(instruction.Text, $"^({pattern})");

    private static (bool Found, string What) CheckRead(IReadOnlyList<Instruction> code)
    {
        // From the end: the last barrier, and the look at the version behind it.
        int barrier = LastIndex(code, code.Count, static instruction => instruction.IsReadBarrier);
        int last = barrier < 0 ? -1 : FirstIndex(code, barrier, static instruction => instruction.IsLoad);
        if (last < 0)
        {
            return (false, "no barrier for loads with a load behind it");
        }

        string block = code[last].Base;
        int version = LastIndex(code, barrier, instruction => instruction.IsAcquire && instruction.Base == block);
        if (version < 0)
        {
            return (false, $"the version is not loaded from [{block}] by acquire");
        }

        int again = FirstIndex(code, version, instruction => instruction.IsAcquire && code.Take(version).Any(earlier => earlier.IsAcquire && earlier.Base == instruction.Base));
        if (again < 0 || again > barrier)
        {
            return (false, "the slot is not loaded again by acquire after the version");
        }

        // Everything that is loaded through the block's address, or one computed from it, since that was known.
        int known = LastIndex(code, version, instruction => instruction.Target == block);
        HashSet<string> addresses = [block];
        List<int> loads = [];
        for (int i = known + 1; i < code.Count; i++)
        {
            if (code[i].IsLoad && addresses.Contains(code[i].Base))
            {
                loads.Add(i);
            }

            string target = code[i].Target;
            bool derived = addresses.Any(code[i].ComputesFrom) && code[i].Text.StartsWith("add", StringComparison.Ordinal);
            if (derived)
            {
                addresses.Add(target);
            }
            else if (i != last)
            {
                addresses.Remove(target);
            }

            if (i == last)
            {
                break;
            }
        }

        foreach (int load in loads)
        {
            if (load != version && load != last && (load < again || load > barrier))
            {
                return (false, $"'{code[load].Text}' is not between the second look at the slot and the barrier");
            }
        }

        int data = loads.Count(load => load > again && load < barrier);
        return data > 0 && loads.Contains(last)
            ? (true, $"{code[version].Text}; {code[again].Text}; {data} loads of the block; {code[barrier].Text}; {code[last].Text}")
            : (false, "nothing is loaded from the block under its version");
    }

    private static int LastIndex(IReadOnlyList<Instruction> code, int before, Func<Instruction, bool> predicate)
    {
        int at = before - 1;
        while (at >= 0 && !predicate(code[at]))
        {
            at--;
        }

        return at;
    }

    private static int FirstIndex(IReadOnlyList<Instruction> code, int after, Func<Instruction, bool> predicate)
    {
        for (int at = after + 1; at < code.Count; at++)
        {
            if (predicate(code[at]))
            {
                return at;
            }
        }

        return -1;
    }
}
