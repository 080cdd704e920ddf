using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Calls a function with the document and an argument.</summary>
internal readonly struct ArgumentCallbackReader<TArgument, TResult>(Func<DocumentView, TArgument, TResult> read, TArgument argument) : IBlockReader<TResult>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult Read(in DocumentView document) => read(document, argument);
}
