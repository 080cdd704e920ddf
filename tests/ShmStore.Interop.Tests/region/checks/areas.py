"""Header, slot table and atomics: what they hold, and that the rest is zero."""
import header as layout
from header import LARGEST_COMMIT
from schema import MAP_KINDS, VALUE_KINDS, fingerprint_of
from several_writers import INDEX_LISTS
from sizes import CLASSES

_REST_OF_HEADER = [
    (108, 112), (116, 128), (136, 256), (264, 384), (408, 512), (520, 640), (648, 768), (832, layout.SHARED_LISTS), (layout.SHARED_LISTS + 8 * CLASSES, layout.SHARED_INDEX_LISTS),
    (layout.SHARED_INDEX_LISTS + 8 * len(INDEX_LISTS), layout.SEATS), (layout.SEAT_EPOCHS_END, layout.LENGTH),
]
_OF_SEVERAL_WRITERS = [
    (layout.TURN, layout.TURN + 8), (layout.HEAP_EPOCH, 832), (layout.SHARED_LISTS, layout.SHARED_LISTS + 8 * CLASSES),
    (layout.SHARED_INDEX_LISTS, layout.SHARED_INDEX_LISTS + 8 * len(INDEX_LISTS)), (layout.SEATS, layout.SEATS_END), (layout.SEAT_EPOCHS, layout.SEAT_EPOCHS_END),
]
_ATOMIC_BYTES = {"int32": 4, "int64": 8, "double": 8, "bool": 4}


def check(store, findings):
    _check_header(store, findings)
    _check_writers(store, findings)
    _check_slots(store, findings)
    _check_atomics(store, findings)


def require_zero(region, findings, start, end, what):
    """That all bytes from start to end are zero."""
    part = region.copy(start, end - start)
    if part.count(0) != len(part):
        findings.damage(f"{what} is not zero", start + next(at for at, byte in enumerate(part) if byte))


def _check_header(store, findings):
    region = store.region
    for start, end in _REST_OF_HEADER:
        require_zero(region, findings, start, end, "the rest of the header")
    findings.require(region.u64(layout.COMMIT_COUNTER) <= LARGEST_COMMIT, "the commit counter is too high")
    findings.require(0 <= region.i64(layout.INDEX_VERSION) <= LARGEST_COMMIT, "the highest version of indexes is too high")
    findings.expect(region.u64(layout.COMMIT_RECORD) == 0, "a commit of several keys is not complete")
    # For checks and repairs: a writer that extends the schema notes it behind that commit.
    findings.expect(region.u64(32) == fingerprint_of(store.schema.document), "the fingerprint is not that of the schema document")


def _check_writers(store, findings):
    region = store.region
    if store.header.has_several_writers:
        require_zero(region, findings, layout.WRITER_PROCESS, layout.WRITER_SINCE + 8, "what names one writer, in a store of several,")
    else:
        findings.expect(region.i32(layout.WRITER_PROCESS) == 0, "the writer has not ended as it should")
        for start, end in _OF_SEVERAL_WRITERS:
            require_zero(region, findings, start, end, "what only several writers have")


def _check_slots(store, findings):
    region, header = store.region, store.header
    for slot in range(header.slot_count):
        at = header.slots + 64 * slot
        require_zero(region, findings, at + 8, at + 64, "what is behind a slot")
        if not _may_be_set(store.schema.keys, slot):
            findings.require(region.u64(at) == 0, "a slot of no value and no map is set", at)
    require_zero(region, findings, header.slots_end, header.atomics, "what is between slots and atomics")


def _may_be_set(keys, slot):
    return slot == 0 or (2 <= slot < 2 + len(keys) and keys[slot - 2]["kind"] in VALUE_KINDS + MAP_KINDS)


def _check_atomics(store, findings):
    region, header, keys = store.region, store.header, store.schema.keys
    for number in range(header.atomic_count):
        at = header.atomics + 64 * number
        kind = keys[number].get("type") if number < len(keys) and keys[number]["kind"] == "atomic" else None
        require_zero(region, findings, at + _ATOMIC_BYTES.get(kind, 0), at + 64, "what is behind an atomic")
        if kind == "bool":
            findings.require(region.u32(at) <= 1, "a truth value is neither 0 nor 1", at)
    require_zero(region, findings, header.atomics_end, header.heap, "what is between atomics and heap")
