using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>The last step of looking up several keys at once: how the entries that were found are read.</summary>
internal interface IGroupStep<TReader, TResult>
{
    /// <inheritdoc cref="MapReader.EndFind"/>
    static abstract int EndFind(MapReader map, ReadOnlySpan<GroupedKey> group, int start, scoped ref TReader reader, Span<TResult> results);
}

/// <summary>By their documents.</summary>
internal readonly struct DocumentStep<TReader, TResult> : IGroupStep<TReader, TResult>
    where TReader : IBlockReader<TResult>
{
    /// <inheritdoc/>
    public static int EndFind(MapReader map, ReadOnlySpan<GroupedKey> group, int start, scoped ref TReader reader, Span<TResult> results) =>
        map.EndFind(group, start, ref reader, results);
}

/// <summary>By members of fixed width.</summary>
internal readonly struct MembersStep<TTuple, TResult> : IGroupStep<MemberTupleReader<TTuple, TResult>, TResult>
    where TTuple : struct, IMemberTuple<TResult>
{
    /// <inheritdoc/>
    public static int EndFind(MapReader map, ReadOnlySpan<GroupedKey> group, int start, scoped ref MemberTupleReader<TTuple, TResult> reader, Span<TResult> results) =>
        map.EndFindMembers<TTuple, TResult>(group, start, results);
}
