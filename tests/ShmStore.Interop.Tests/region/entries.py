"""Blocks of entries of maps: key and document together."""
from blocks import HEADER
from errors import Damaged
from slots import OFFSET_BITS, attempt

# What the fields of a lane's word mean: the highest bit is set where it names a block, and in no other word of a lane.
NAMES_BLOCK = 1 << 63
EMPTY, REMOVED, RESERVED = 0, 1 << 62, 3 << 61
_LONGEST_KEY = 0x7FFF


class Entry:
    """An entry as it stood in its block."""

    def __init__(self, region, block):
        self.block = block
        self.map_number = region.u16(block + HEADER)
        word = region.u16(block + HEADER + 2)
        self.expires = None
        start = block + HEADER + 4
        if word > _LONGEST_KEY:
            # The one field of 8 bytes that is not at a multiple of 8.
            self.expires = int.from_bytes(region.copy(start, 8), "little", signed=True)
            start += 8
        key_length = word & _LONGEST_KEY
        document_length = region.u32(block + 8)
        self.key = region.copy(start, key_length)
        self.document = region.copy(start + key_length, document_length)
        self.end = start + key_length + document_length

    def is_expired(self, now):
        """Missing from the millisecond on that it names."""
        return self.expires is not None and self.expires <= now


def read_lane(region, words, lane):
    """The entry that a lane names, with the lane's word and the block's version in it; None where it names no block. An unsteady look, to be repeated, is False."""
    word = words.load(lane)
    if word < NAMES_BLOCK:
        return None
    block = word & OFFSET_BITS
    if block % 16 or not region.has(block, HEADER + 4):
        if words.load(lane) == word:
            raise Damaged(f"the lane at {lane} names {block}")
        return False
    version = region.u64(block)
    # All 64 bits: another key's entry may come to stand in the same block.
    if version == 0 or words.load(lane) != word:
        return False
    entry, error = attempt(lambda block: Entry(region, block), block)
    if region.u64(block) != version:
        return False
    if error:
        raise error
    entry.lane, entry.word, entry.version = lane, word, version
    return entry
