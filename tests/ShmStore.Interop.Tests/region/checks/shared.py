"""What several writers know of their heap together."""
import header as layout
from several_writers import epoch_of, shared_free_blocks, turn_of

_WORDS = layout.HEAP_EPOCH, layout.BYTES_IN_USE, layout.BYTES_GIVEN_OUT, layout.SHARED_COUNT, layout.SHARED_BYTES, layout.SHARED_INDEX_BYTES


def check(store, blocks, findings):
    region = store.region
    turn = turn_of(region)
    findings.expect(turn.owner is None, "it is a writer's turn", turn)
    findings.expect(not turn.is_unrepaired, "a repair is due", turn)
    for seat in range(64):
        findings.require(0 <= epoch_of(region, seat) <= region.i64(layout.HEAP_EPOCH), "a writer has seen an epoch that was none", seat)
    findings.require(0 <= region.i64(layout.LEFT_EPOCH) <= region.i64(layout.HEAP_EPOCH), "blocks were left in an epoch that was none")
    count = size = index_size = 0
    for free in shared_free_blocks(region):
        block = blocks.all.get(free.offset)
        if block is None or (block.kind if block.is_index else None) != free.kind or block.size_class != free.size_class or free.size_class == 0:
            findings.damage("a list of shared free blocks has something else", free.offset)
            continue
        findings.require(block.version == 0, "a shared free block has a version", free.offset)
        findings.require(free.offset not in blocks.named, "a shared free block is in use", free.offset)
        count += 1
        if block.is_index:
            index_size += block.size
        else:
            size += block.size
    counted = region.i64(layout.SHARED_COUNT), region.i64(layout.SHARED_BYTES), region.i64(layout.SHARED_INDEX_BYTES)
    findings.expect((count, size, index_size) == counted, "shared free blocks are miscounted", (count, size, index_size))
    in_use = sum(blocks.all[offset].size for offset in blocks.named)
    # A backup or repaired store has zeros until somebody writes.
    findings.expect(region.i64(layout.BYTES_IN_USE) == in_use or not any(region.i64(word) for word in _WORDS), "the bytes of blocks in use are miscounted", in_use)
