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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult ReadTupleAgain<TTuple, TResult>()
        where TTuple : struct, IMemberTuple<TResult>
    {
        var reader = default(MemberTupleReader<TTuple, TResult>);
        return Reader.Read<MemberTupleReader<TTuple, TResult>, TResult>(ref reader);
    }
}
