"""Keys of one value, and the commit record."""
from blocks import HEADER
from checks import members


def check(store, blocks, findings):
    _check_slot(store, blocks, findings, store.header.slots, None, "the schema document")
    for number, key in enumerate(store.schema.keys):
        if key["kind"] in ("entry", "document"):
            _check_slot(store, blocks, findings, store.slot_of(number), key, f"the value of {key['name']}")
    if store.words is not store.region:
        _check_record(store, blocks, findings)


def _check_slot(store, blocks, findings, slot, key, what):
    offset = store.words.load(slot)
    block = blocks.name(offset, what, is_index=False) if offset else None
    if block is None:
        return
    end = offset + HEADER + block.length
    blocks.check_room(offset, end, what)
    blocks.check_sum(offset, slot, what)
    if block.length:
        members.check(store.schema, key, store.region.copy(offset + HEADER, block.length), block.fixed_prefix, findings, what)


def _check_record(store, blocks, findings):
    what = "the commit record"
    record = store.words
    if blocks.name(record.offset, what, is_index=False) is None:
        return
    blocks.check_sum(record.offset, 512, what)
    for word, value in record.pairs.items():
        if word < store.header.heap:
            block = blocks.all.get(value)
            findings.require(block is not None and block.version == record.version, "a slot in the commit record names no block of its commit", word)
