namespace ShmStore.Tests.Store.Commits;

/// <summary>What <c>Record.Exception</c> is for others: no lambda can hold a commit.</summary>
internal static class CommitFailure
{
    /// <summary>What completing the commit throws; null when it completes.</summary>
    public static Exception? Failure(this StoreCommit commit)
    {
        try
        {
            commit.Complete();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
