using ShmStore.Steps.Cases;
using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>Makes a store as a situation says, the same each time.</summary>
internal static class Setting
{
    private const int Changes = 3000;
    private const int Spare = 2;
    private const int Expiring = 6;
    private const int Removed = 12;

    /// <summary>Writes what is there before the operation.</summary>
    public static void Make(Situation situation, StepStore.Writer writer, StepStore.Writer? other)
    {
        if (situation.Entries > 0)
        {
            writer.A.Set(Item.Of(1));
            writer.B.Set(Item.Of(2));
            writer.C.Set(Item.Of(3));
            for (int i = 0; i < situation.Entries; i++)
            {
                writer.M.Set("key" + i, Item.Of(i));
                writer.N.Set(i, Item.Of(100 + i));
            }
        }

        if (situation.Bounded)
            writer.M.Limits = new MapLimits { MaximumEntries = situation.Entries + Spare };
        if (situation.Churned)
            Churn(situation, writer, other);
        if (situation.Expired)
        {
            for (int i = 0; i < Expiring; i++)
                writer.M.Set("old" + i, Item.Of(i), TimeSpan.FromMilliseconds(1));
            Thread.Sleep(2);
        }

        if (situation.Full)
            Fill(writer);
    }

    private static void Churn(Situation situation, StepStore.Writer writer, StepStore.Writer? other)
    {
        var random = new Random(1);
        for (int i = 0; i < Changes; i++)
            Change(other is not null && random.Next(2) == 0 ? other : writer, random, i, random.Next(situation.Entries * 3 / 2));

        // Whatever has happened, the operations find what they change.
        writer.A.Set(Item.Of(1));
        writer.B.Set(Item.Of(1));
        writer.C.Set(Item.Of(1));
        foreach (int key in (int[])[0, 1, 2])
            writer.M.Set("key" + key, Item.Of(5 + key));
        foreach (int key in (int[])[1, 3])
            writer.N.Set(key, Item.Of(77 + key));
    }

    private static void Change(StepStore.Writer writer, Random random, int number, int key)
    {
        switch (random.Next(9))
        {
            case 0:
                writer.A.Set(Item.Of(number));
                break;
            case 1:
                writer.B.SetNumber(number);
                break;
            case 2:
                writer.M.Remove("key" + key);
                break;
            case 3:
                writer.N.Remove(key);
                break;
            case 4:
                writer.N.Set(key, Item.Of(number));
                break;
            case 5:
                using (StoreCommit commit = writer.BeginCommit())
                {
                    writer.C.Set(Item.Of(number));
                    writer.M.Set("key" + key, Item.Of(number));
                    writer.N.Set(key, Item.Of(number));
                    commit.Complete();
                }

                break;
            default:
                writer.M.Set("key" + key, Item.Of(number, random.Next(120)));
                break;
        }
    }

    private static void Fill(StepStore.Writer writer)
    {
        try
        {
            for (int i = 0; ; i++)
                writer.M.Set("fill" + i, Item.Of(i, 200));
        }
        catch (StoreFullException)
        {
            for (int i = 0; i < Removed; i++)
                writer.M.Remove("fill" + i);
        }
    }
}
