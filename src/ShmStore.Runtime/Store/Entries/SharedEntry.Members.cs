using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Several members at once.</content>
public partial class SharedEntry<T>
{
    /// <inheritdoc cref="SharedMemberReads"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TResult ReadTuple<TTuple, TResult>()
        where TTuple : struct, IMemberTuple<TResult> => TryLoadTuple<TTuple, TResult>(out TResult values) ? values : ReadTupleAgain<TTuple, TResult>();

    /// <inheritdoc cref="SharedMemberReads"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryReadTuple<TTuple, TResult>([MaybeNullWhen(false)] out TResult values)
        where TTuple : struct, IMemberTuple<TResult> => TryLoadTuple<TTuple, TResult>(out values) || TryReadTupleAgain<TTuple, TResult>(out values);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadTupleAgain<TTuple, TResult>([MaybeNullWhen(false)] out TResult values)
        where TTuple : struct, IMemberTuple<TResult>
    {
        var reader = default(MemberTupleReader<TTuple, TResult>);
        return Reader.TryReadValue<MemberTupleReader<TTuple, TResult>, TResult>(ref reader, out values);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult ReadTupleAgain<TTuple, TResult>()
        where TTuple : struct, IMemberTuple<TResult>
    {
        var reader = default(MemberTupleReader<TTuple, TResult>);
        return Reader.Read<MemberTupleReader<TTuple, TResult>, TResult>(ref reader);
    }
}
