"""Reading the block that a word names, while the store is written."""
from blocks import HEADER, LONGEST_DOCUMENT
from errors import Contention, Damaged

ATTEMPTS = 100_000
OFFSET_BITS = (1 << 48) - 1


def read_named(region, words, word, read):
    """What `read(offset)` returns of the block that the slot at `word` names, with the block's offset and version; None for a slot that is 0.

    The block may be reused at any moment. So what was read counts only if the slot named the block when its version was known already, and the version is the same afterwards.
    """
    for _ in range(ATTEMPTS):
        offset = words.load(word)
        if offset == 0:
            return None
        if offset % 16 or not region.has(offset, HEADER):
            raise Damaged(f"the slot at {word} names {offset}")
        version = region.u64(offset)
        if version == 0 or words.load(word) != offset:
            continue
        result, error = attempt(read, offset)
        if region.u64(offset) != version:
            continue
        if error:
            raise error
        return offset, version, result
    raise Contention(f"the slot at {word} changed in every attempt")


def attempt(read, offset):
    """An error counts only if the block's version stands."""
    try:
        return read(offset), None
    except Damaged as error:
        return None, error


def document_reader(region):
    """Reads a block under a key of one value: its document, or None if the key was cleared."""
    def read(offset):
        length = region.u32(offset + 8)
        if length > LONGEST_DOCUMENT:
            raise Damaged(f"the block at {offset} is said to hold {length} bytes")
        return region.copy(offset + HEADER, length) if length else None
    return read
