using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>Commits of several entries, and one that is given up.</summary>
internal static class CommitOperations
{
    /// <summary>By their names.</summary>
    public static IReadOnlyDictionary<string, Action<Stage>> All { get; } = new Dictionary<string, Action<Stage>>
    {
        ["commit2"] = static stage => Commit(stage.Writer, static writer => writer.M.Set("key0", Item.Of(999))),
        ["commit5"] = static stage => Commit(stage.Writer, ChangeAllKinds),
        ["commitclear"] = static stage => Commit(stage.Writer, static writer =>
        {
            writer.M.Clear();
            writer.M.Set("new", Item.Of(1));
        }),
        ["growingcommit"] = static stage => Commit(stage.Writer, static writer => Add(writer, 150)),
        ["limitedcommit"] = static stage => Commit(stage.Writer, static writer => Add(writer, 5)),
        ["commitgiven"] = static stage =>
        {
            using StoreCommit commit = stage.Writer.BeginCommit();
            stage.Writer.A.Set(Item.Of(999));
            stage.Writer.M.Set("key0", Item.Of(999));
            stage.Writer.M.Set("new", Item.Of(999));
        },
    };

    private static void Commit(StepStore.Writer writer, Action<StepStore.Writer> change)
    {
        using StoreCommit commit = writer.BeginCommit();
        writer.A.Set(Item.Of(999));
        change(writer);
        commit.Complete();
    }

    private static void ChangeAllKinds(StepStore.Writer writer)
    {
        writer.B.Clear();
        writer.M.Set("key0", Item.Of(999));
        writer.M.Set("new", Item.Of(1));
        writer.M.Remove("key1");
        writer.N.Set(3, Item.Of(4));
        writer.N.Remove(1);
        writer.C.SetNumber(9);
    }

    private static void Add(StepStore.Writer writer, int count)
    {
        for (int i = 0; i < count; i++)
            writer.M.Set("added" + i, Item.Of(i));
    }
}
