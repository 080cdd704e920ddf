namespace ShmStore.Steps.Cases;

/// <summary>What a store is like before the operation, by the words of its name.</summary>
/// <param name="Entries">Entries of each map.</param>
/// <param name="Churned">Written for a while, so that there are free blocks, removed entries and a ring that has come round.</param>
/// <param name="Checksums">With checksums.</param>
/// <param name="Several">For several writers.</param>
/// <param name="Two">With a second writer that has written too.</param>
/// <param name="Bounded">The map of texts has bounds.</param>
/// <param name="Expired">There are entries that have expired.</param>
/// <param name="Full">Full.</param>
/// <param name="MaximumSize">Bytes that the file may have.</param>
internal sealed record Situation(int Entries, bool Churned, bool Checksums, bool Several, bool Two, bool Bounded, bool Expired, bool Full, long MaximumSize)
{
    /// <summary>Options of its writers.</summary>
    public StoreOptions Options => new() { MaximumSize = MaximumSize, Checksums = Checksums, Writers = Several ? WriterMode.Several : WriterMode.Exclusive };

    /// <summary>The situation of a name such as "churn-several-two".</summary>
    /// <exception cref="FormatException">A word is unknown.</exception>
    public static Situation Parse(string name)
    {
        var situation = new Situation(0, false, false, false, false, false, false, false, 2 << 20);
        foreach (string word in name.Split('-'))
        {
            situation = word switch
            {
                "fresh" => situation,
                "few" => situation with { Entries = 8 },
                "churn" => situation with { Entries = 40, Churned = true },
                "sums" => situation with { Checksums = true },
                "several" => situation with { Several = true },
                "two" => situation with { Two = true },
                "bounded" => situation with { Bounded = true },
                "expired" => situation with { Expired = true },
                "full" => situation with { Entries = 40, Full = true, MaximumSize = 512 << 10 },
                "roomy" => situation with { MaximumSize = 16 << 20 },
                _ => throw new FormatException($"No such situation: {word}"),
            };
        }

        return situation;
    }
}
