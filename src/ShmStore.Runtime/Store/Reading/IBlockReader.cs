using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>What to do with a document while a lease on its block stands. May run more than once and over torn bytes, so it keeps nothing and has no effects.</summary>
internal interface IBlockReader<out TResult>
{
    /// <summary>Computes the result from the document.</summary>
    TResult Read(in DocumentView document);
}
