"""What a store of several writers has in its header. Readers need none of it."""
from collections import namedtuple

from errors import Damaged
from header import SEATS, SHARED_LISTS, TURN
from sizes import CLASSES

Turn = namedtuple("Turn", "owner is_contended is_unrepaired number")


def turn_of(region):
    """Whose turn it is: the number of a seat, or None."""
    word = region.u64(TURN)
    return Turn((word & 0xFF) - 1 if word & 0xFF else None, word >> 8 & 1 == 1, word >> 9 & 1 == 1, word >> 10)


def seat_at(number):
    return SEATS + 16 * number


def shared_free_blocks(region):
    """Free blocks that writers share, by size class, the one first that was added last.

    Each has the offset of the next one behind its header; so there are none of class 0, which end there.
    """
    seen = set()
    for size_class in range(CLASSES):
        block = region.u64(SHARED_LISTS + 8 * size_class)
        while block:
            if block in seen or block % 16 or not region.has(block, 24):
                raise Damaged(f"the list of shared free blocks of class {size_class} has {block}")
            seen.add(block)
            yield size_class, block
            block = region.u64(block + 16)
