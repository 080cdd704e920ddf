"""What several writers know of their heap together."""
import header as layout
from several_writers import shared_free_blocks, turn_of

_WORDS = layout.HEAP_EPOCH, layout.BYTES_IN_USE, layout.BYTES_GIVEN_OUT, layout.SHARED_COUNT, layout.SHARED_BYTES


def check(store, blocks, findings):
    region = store.region
    turn = turn_of(region)
    findings.expect(turn.owner is None, "it is a writer's turn", turn)
    findings.expect(not turn.is_unrepaired, "a repair is due", turn)
    count = size = 0
    for size_class, offset in shared_free_blocks(region):
        block = blocks.all.get(offset)
        if block is None or block.is_index or block.size_class != size_class or size_class == 0:
            findings.damage("a list of shared free blocks has something else", offset)
            continue
        findings.require(block.version == 0, "a shared free block has a version", offset)
        findings.require(offset not in blocks.named, "a shared free block is in use", offset)
        count += 1
        size += block.size
    findings.expect((count, size) == (region.i64(layout.SHARED_COUNT), region.i64(layout.SHARED_BYTES)), "shared free blocks are miscounted", (count, size))
    in_use = sum(blocks.all[offset].size for offset in blocks.named)
    # A backup or repaired store has zeros until somebody writes.
    findings.expect(region.i64(layout.BYTES_IN_USE) == in_use or not any(region.i64(word) for word in _WORDS), "the bytes of blocks in use are miscounted", in_use)
