"""What a store of several writers has in its header. Readers need none of it."""
from collections import namedtuple

from blocks import RING, ROOT, SEGMENT
from errors import Damaged
from header import SEAT_EPOCHS, SHARED_INDEX_LISTS, SHARED_LISTS, TURN
from sizes import CLASSES, class_of

# What each list of free blocks of indexes is for: kind, and bytes of the smallest that are in it.
INDEX_LISTS = [(RING, 32768), *((SEGMENT, 1024 << doublings) for doublings in range(7)), *((ROOT, 128 + (8 << depth)) for depth in range(21))]

# Where the offset of the next one stands in a free block.
LINK, INDEX_LINK = 16, 32

Turn = namedtuple("Turn", "owner is_contended is_unrepaired number")
FreeBlock = namedtuple("FreeBlock", "kind size_class offset")


def turn_of(region):
    """Whose turn it is: the number of a seat, or None."""
    word = region.u64(TURN)
    return Turn((word & 0xFF) - 1 if word & 0xFF else None, word >> 8 & 1 == 1, word >> 9 & 1 == 1, word >> 10)


def epoch_of(region, seat):
    """The epoch of the heap that the writer in a seat has seen last."""
    return region.i64(SEAT_EPOCHS + 8 * seat)


def shared_free_blocks(region):
    """Free blocks that writers share, by kind (None for documents) and size class, the one first that was added last.

    Each has the offset of the next one behind its header, so there are none of class 0, which end there; one of an index has it further back.
    """
    seen = set()
    for size_class in range(CLASSES):
        yield from _free_blocks(region, SHARED_LISTS + 8 * size_class, LINK, None, size_class, seen)
    for number, (kind, length) in enumerate(INDEX_LISTS):
        yield from _free_blocks(region, SHARED_INDEX_LISTS + 8 * number, INDEX_LINK, kind, class_of(length), seen)


def _free_blocks(region, first, link, kind, size_class, seen):
    block = region.u64(first)
    while block:
        if block in seen or block % 16 or not region.has(block, link + 8):
            raise Damaged(f"the list of shared free blocks at {first} has {block}")
        seen.add(block)
        yield FreeBlock(kind, size_class, block)
        block = region.u64(block + link)
