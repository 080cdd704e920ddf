using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>What is loaded of an entry while it is found, so that one look at its version does for both. It may be torn: whether it counts is known afterwards.</summary>
internal unsafe interface IEntryLoad
{
    /// <summary>Loads it. Does not throw, whatever the bytes are.</summary>
    /// <param name="header">Header of the block.</param>
    /// <param name="documentOffset">Where the document begins in the block.</param>
    /// <param name="readable">Bytes that can be read from there; may be negative.</param>
    /// <returns>False if it cannot be loaded.</returns>
    bool TryLoad(BlockHeader header, int documentOffset, long readable);
}

/// <summary>Nothing: the entry is read later.</summary>
internal readonly unsafe struct NothingLoad : IEntryLoad
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLoad(BlockHeader header, int documentOffset, long readable) => true;
}

/// <summary>Members of fixed width.</summary>
internal unsafe struct MembersLoad<TTuple, TResult> : IEntryLoad
    where TTuple : struct, IMemberTuple<TResult>
{
    /// <summary>The members.</summary>
    public TResult Values;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLoad(BlockHeader header, int documentOffset, long readable)
    {
        // Read once: what is checked is what is used.
        ushort prefix = header.FixedPrefix;
        byte* document = header.Document + documentOffset - BlockLayout.HeaderLength;
        return prefix <= readable && TTuple.TryLoad(new FixedBytes(new ReadOnlySpan<byte>(document, prefix)), out Values);
    }
}
