using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Calls a function with a view of the document that returns an object of any class; see <see cref="ClassReader"/>.</summary>
internal readonly struct ClassViewReader<TView> : IBlockReader<object>
    where TView : ISharedView<TView>, allows ref struct
{
    private readonly Func<TView, object> _read;

    private ClassViewReader(Func<TView, object> read) => _read = read;

    /// <summary>Calls a function that returns a class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ClassViewReader<TView> Of<TResult>(Func<TView, TResult> read) => new(Unsafe.As<Func<TView, object>>(read));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public object Read(in DocumentView document) => _read(TView.Create(document));
}
