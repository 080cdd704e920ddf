using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Calls a function with a view of the document and a state.</summary>
internal readonly struct StateViewReader<TView, TState, TResult>(Func<TView, TState, TResult> read, TState state) : IBlockReader<TResult>
    where TView : ISharedView<TView>, allows ref struct
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult Read(in DocumentView document) => read(TView.Create(document), state);
}
