"""The heap: a sequence of blocks without gaps."""
from blocks import header_at
from errors import Damaged
from header import HEAP_END


def walk(region, header):
    """All blocks by their offsets."""
    blocks = {}
    end = region.u64(HEAP_END)
    if not header.heap <= end <= header.usable or end % 16:
        raise Damaged(f"the heap is said to end at {end}")
    offset = header.heap
    while offset < end:
        block = header_at(region, offset)
        blocks[offset] = block
        offset += block.size
    if offset != end:
        raise Damaged(f"the last block ends at {offset}, and the heap at {end}")
    return blocks
