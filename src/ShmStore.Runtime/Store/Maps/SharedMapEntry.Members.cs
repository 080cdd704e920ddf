using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Several members at once.</content>
public readonly unsafe ref partial struct SharedMapEntry<TValue>
{
    /// <inheritdoc cref="SharedMemberReads"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TResult ReadTuple<TTuple, TResult>()
        where TTuple : struct, IMemberTuple<TResult>
    {
        // As one member is read: the lane still names the block, and behind a barrier the version is the same.
        if (_map.TryGetFixed(Place, out FixedBytes bytes) && Place.IsCurrent() && TTuple.TryLoad(bytes, out TResult values) && _map.StillStands(Place))
        {
            GC.KeepAlive(_map);
            return values;
        }

        return ReadTupleAgain<TTuple, TResult>(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult ReadTupleAgain<TTuple, TResult>(SharedMapEntry<TValue> entry)
        where TTuple : struct, IMemberTuple<TResult>
    {
        var reader = default(MemberTupleReader<TTuple, TResult>);
        return entry.Read<MemberTupleReader<TTuple, TResult>, TResult>(ref reader);
    }
}
