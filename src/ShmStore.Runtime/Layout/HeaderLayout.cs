namespace ShmStore.Layout;

/// <summary>Byte offsets of the region header. All integers are little-endian.</summary>
/// <remarks>
/// Words that change with every commit stand on cache lines of their own, 128 bytes apart, so that a commit does not disturb those who look at the rest.
/// </remarks>
internal static class HeaderLayout
{
    /// <summary>"SHMSTORE" read as a little-endian 64-bit integer.</summary>
    public const ulong Magic = 0x45524F54534D4853;

    /// <summary>The only format version this library reads and writes.</summary>
    public const uint FormatVersion = 2;

    /// <summary>A 32-bit word that reads 0x01020304 in the byte order of the region.</summary>
    public const uint ByteOrderMark = 0x01020304;

    /// <summary>No commit has a greater number: out of reach, so that a greater one, as one with bit 62 set, is damage and counting up never overflows.</summary>
    public const long MaximumCommit = (1L << 62) - 1;

    /// <summary>No writer begins behind a greater number, which only damage can be: so none comes to <see cref="MaximumCommit"/> while it lives, of ten million commits a second in three years.</summary>
    public const long MaximumBegun = MaximumCommit - (1L << 50);

    /// <summary>u64: <see cref="Magic"/>.</summary>
    public const int MagicOffset = 0;

    /// <summary>u32: <see cref="FormatVersion"/>.</summary>
    public const int VersionOffset = 8;

    /// <summary>u32: <see cref="ByteOrderMark"/>.</summary>
    public const int ByteOrderOffset = 12;

    /// <summary>i64: bytes the region may grow to.</summary>
    public const int MaximumOffset = 16;

    /// <summary>i64: bytes of the file that the writer has made usable; the file is never shorter.</summary>
    public const int CommittedOffset = 24;

    /// <summary>u64: fingerprint (FNV-1a) of the schema document, for tools; the document itself is what is compared.</summary>
    public const int FingerprintOffset = 32;

    /// <summary>i64: offset of the slot table.</summary>
    public const int SlotsOffset = 40;

    /// <summary>i32: slots in the table.</summary>
    public const int SlotCapacityOffset = 48;

    /// <summary>i32: atomic words in the area behind <see cref="AtomicsOffset"/>.</summary>
    public const int AtomicCapacityOffset = 52;

    /// <summary>i64: offset of the atomics, page-aligned.</summary>
    public const int AtomicsOffset = 56;

    /// <summary>i64: offset of the first heap block, page-aligned.</summary>
    public const int HeapOffset = 64;

    /// <summary>16 bytes: random identity of the store.</summary>
    public const int IdentityOffset = 72;

    /// <summary>16 bytes: random seed of the hashes of map keys.</summary>
    public const int KeySeedOffset = 88;

    /// <summary>u32: who may write: 0 one writer, 1 several. Set when the store is made.</summary>
    public const int WriterModeOffset = 104;

    /// <summary>u32: kind of the checksums that blocks have: 0 none, <see cref="ChecksumsCrc32C"/>. Never changes.</summary>
    public const int ChecksumsOffset = 112;

    /// <summary>Every block has a CRC-32C, see <see cref="BlockChecksum"/>.</summary>
    public const uint ChecksumsCrc32C = 1;

    /// <summary>u64: number of the last commit.</summary>
    public const int CommitCounterOffset = 128;

    /// <summary>i64: end of the part of the heap that is divided into blocks. Written by the writer, read by the next writer.</summary>
    public const int HeapEndOffset = 256;

    /// <summary>u64: how many writers have attached so far.</summary>
    public const int WriterGenerationOffset = 384;

    /// <summary>i32: process id of the writer, for messages only.</summary>
    public const int WriterProcessOffset = 392;

    /// <summary>u32: in which namespace that id is one, for messages only; 0 if unknown.</summary>
    public const int WriterNamespaceOffset = 396;

    /// <summary>i64: when the writer attached, in milliseconds since 1970-01-01 UTC, for messages only.</summary>
    public const int WriterSinceOffset = 400;

    /// <summary>i64: offset of the block that holds the record of the commit of several words that is being made; 0 when none is. Storing it is that commit.</summary>
    public const int CommitRecordOffset = 512;

    /// <summary>u64: whose turn it is to write, a <see cref="TurnWord"/>. This word, and those from the epoch on, are 0 in a store of one writer.</summary>
    public const int TurnOffset = 640;

    /// <summary>i64: the highest version given to a block of an index.</summary>
    public const int IndexVersionsOffset = 768;

    /// <summary>i64: how often all free blocks have been taken over by one writer. Whoever has seen another number has no free blocks any more.</summary>
    public const int HeapEpochOffset = 776;

    /// <summary>i64: bytes of the blocks that are in use.</summary>
    public const int LiveBytesOffset = 784;

    /// <summary>i64: bytes of all blocks given out in this epoch.</summary>
    public const int AllocatedBytesOffset = 792;

    // Behind it the free blocks that writers share, see PoolLayout.

    /// <summary>i64: the last epoch in which a writer was found to have gone with free blocks that it had not given to others.</summary>
    public const int LeftEpochOffset = 824;

    /// <summary>Table of the seats of several writers, see <see cref="SeatLayout"/>.</summary>
    public const int SeatsOffset = 2048;

    /// <summary>i64 for each seat, see <see cref="SeatLayout.EpochAt"/>.</summary>
    public const int SeatEpochsOffset = 3072;

    /// <summary>Length of the header: one page.</summary>
    public const int Length = 4096;
}
