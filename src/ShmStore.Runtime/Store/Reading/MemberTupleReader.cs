using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Reads several members of any document.</summary>
internal readonly struct MemberTupleReader<TTuple, TResult> : IBlockReader<TResult>
    where TTuple : struct, IMemberTuple<TResult>
{
    /// <inheritdoc/>
    public TResult Read(in DocumentView document) => TTuple.Read(document);
}
