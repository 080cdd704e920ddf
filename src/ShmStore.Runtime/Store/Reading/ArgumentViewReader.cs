using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Calls a function with a view of the document and an argument.</summary>
internal readonly struct ArgumentViewReader<TView, TArgument, TResult>(Func<TView, TArgument, TResult> read, TArgument argument) : IBlockReader<TResult>
    where TView : ISharedView<TView>, allows ref struct
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult Read(in DocumentView document) => read(TView.Create(document), argument);
}
