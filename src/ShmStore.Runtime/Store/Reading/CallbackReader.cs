using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Calls a function with the document.</summary>
internal readonly struct CallbackReader<TResult>(Func<DocumentView, TResult> read) : IBlockReader<TResult>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult Read(in DocumentView document) => read(document);
}
