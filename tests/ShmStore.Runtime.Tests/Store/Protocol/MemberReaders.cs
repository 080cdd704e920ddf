using System.Runtime.InteropServices;
using ShmStore.Bson;
using ShmStore.Store.Reading;

namespace ShmStore.Tests.Store.Protocol;

/// <summary>The product's way to read several members at once: the first word of a document, one in its middle and the last.</summary>
internal sealed class MembersReader : IRawReader
{
    public static unsafe int TryRead(BlockRotation blocks, long* slot, Span<byte> buffer, out long version)
    {
        bool isRead = FixedLoad.TryTuple<MemberTriple<long, Word<First>, long, Word<Middle>, long, Word<Last>>, (long First, long Middle, long Last)>(blocks.Region, slot, out (long First, long Middle, long Last) words);
        version = words.First;
        return isRead ? Spread(words, buffer) : -1;
    }

    /// <summary>Fills a document with what was read of one.</summary>
    public static int Spread((long First, long Middle, long Last) words, Span<byte> buffer)
    {
        Span<long> document = MemoryMarshal.Cast<byte, long>(buffer)[..BlockRotation.Words];
        document.Fill(words.First);
        document[BlockRotation.Words / 2] = words.Middle;
        document[^1] = words.Last;
        return document.Length * sizeof(long);
    }
}

/// <summary>The mistake: each member is read alone, as properties of an entry do.</summary>
internal sealed class SingleMembersReader : IRawReader
{
    public static unsafe int TryRead(BlockRotation blocks, long* slot, Span<byte> buffer, out long version)
    {
        bool isRead = FixedLoad.Try(blocks.Region, slot, First.Offset, out long first)
            & FixedLoad.Try(blocks.Region, slot, Middle.Offset, out long middle)
            & FixedLoad.Try(blocks.Region, slot, Last.Offset, out long last);
        version = first;
        return isRead ? MembersReader.Spread((first, middle, last), buffer) : -1;
    }
}

/// <summary>Where a word stands.</summary>
internal interface IPlace
{
    /// <summary>Bytes from the document's beginning.</summary>
    static abstract int Offset { get; }
}

/// <summary>The first word.</summary>
internal sealed class First : IPlace
{
    public static int Offset => 0;
}

/// <summary>One in the middle.</summary>
internal sealed class Middle : IPlace
{
    public static int Offset => BlockRotation.Words / 2 * sizeof(long);
}

/// <summary>The last word.</summary>
internal sealed class Last : IPlace
{
    public static int Offset => (BlockRotation.Words - 1) * sizeof(long);
}

/// <summary>A word as a member.</summary>
internal readonly struct Word<TPlace> : ISharedMember<long>
    where TPlace : IPlace
{
    public static bool TryLoad(FixedBytes bytes, out long value) => bytes.TryLoad<long, long, Int64Codec>(TPlace.Offset, out value);

    public static long Read(DocumentView document) => throw new NotSupportedException();
}
