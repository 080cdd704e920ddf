"""Checksums of blocks: CRC-32C (Castagnoli)."""
import struct


def _remainder(byte):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
    return byte


_TABLE = [_remainder(byte) for byte in range(256)]


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def of_block(region, offset, size, owner):
    """The checksum that a block must have.

    The owner is the offset of the word that names the block if that stands before the heap: a slot, or 512 for a commit record. Of an entry of a map it is 0.
    """
    return crc32c(struct.pack("<qQ", owner, region.u64(offset)) + region.copy(offset + 8, size - 12))


def in_block(region, offset, size):
    """The checksum that stands in the block's last 4 bytes."""
    return region.u32(offset + size - 4)
