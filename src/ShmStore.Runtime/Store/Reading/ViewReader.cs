using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Calls a function with a view of the document.</summary>
internal readonly struct ViewReader<TView, TResult>(Func<TView, TResult> read) : IBlockReader<TResult>
    where TView : ISharedView<TView>, allows ref struct
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult Read(in DocumentView document) => read(TView.Create(document));
}
