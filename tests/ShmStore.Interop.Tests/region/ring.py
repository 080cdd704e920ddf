"""The ring of a map: its last changes, for those who follow it."""
import struct
from collections import namedtuple

from entries import Entry
from errors import Damaged
from header import COMMIT_COUNTER
from key_hash import key_of
from slots import OFFSET_BITS, attempt

CLAIMED = 64
HEAD = 72
# Two words for writers, in which no number is wrong, begin at 80.
RESERVED = 96
RECORDS = 128
COUNT = 1020
SET, REMOVED, CLEARED, MISSED = 1, 2, 3, 4


class Record(namedtuple("Record", "commit word a b")):
    @property
    def kind(self):
        return self.word & 0xF

    @property
    def block(self):
        return self.word & OFFSET_BITS & ~0xF

    @property
    def key_length(self):
        return self.word >> 48 & 0x7FFF

    @property
    def has_key(self):
        """A longer key stands in the block."""
        return self.key_length <= 16

    @property
    def version(self):
        """Of the block: a set one has the number of the commit."""
        return self.commit if self.kind == SET else self.a


# The key is None where all entries were removed, or changes were missed; the document where it is not there any more, or was removed.
Change = namedtuple("Change", "commit kind key document")


def record_at(region, ring, position):
    return Record(*struct.unpack("<QQQQ", region.copy(ring + RECORDS + 32 * (position % COUNT), 32)))


def first_position(region, ring, version):
    """From where on all changes after this commit are in the ring; None if some may be lost."""
    position = region.i64(ring + HEAD)
    oldest = region.i64(ring + CLAIMED) - COUNT
    while position > max(0, oldest) and record_at(region, ring, position - 1).commit > version:
        position -= 1
    # The record that ended the search must still have stood.
    return position if position == 0 or region.i64(ring + CLAIMED) < position + COUNT else None


def follow(region, ring, position):
    """The position to go on at, and the changes from this position on; for these None if some were lost."""
    counter = region.u64(COMMIT_COUNTER)
    records = [record_at(region, ring, at) for at in range(position, region.i64(ring + HEAD))]
    if region.i64(ring + CLAIMED) > position + COUNT:
        return position, None
    changes = []
    for record in records:
        # A commit that is not counted yet need not happen.
        if record.commit > counter:
            break
        position += 1
        change = _change_of(region, record)
        if change is None and record.kind == REMOVED:
            return position, None
        if change:
            changes.append(change)
    return position, changes


def _change_of(region, record):
    """None for an entry of a long key that was changed again: a later record says so."""
    if record.kind in (CLEARED, MISSED):
        return Change(record.commit, record.kind, None, None)
    if record.kind not in (SET, REMOVED):
        raise Damaged(f"a record of a ring is of kind {record.kind}")
    entry = _entry_of(region, record)
    if not record.has_key and entry is None:
        return None
    key = key_of(record.a, record.b, record.key_length) if record.has_key else entry.key
    return Change(record.commit, record.kind, key, entry.document if entry and record.kind == SET else None)


def _entry_of(region, record):
    if record.kind == REMOVED and record.has_key:
        return None
    if not region.has(record.block, 16 + 4):
        raise Damaged(f"a record of a ring names {record.block}")
    if region.u64(record.block) != record.version:
        return None
    entry, error = attempt(lambda block: Entry(region, block), record.block)
    if region.u64(record.block) != record.version:
        return None
    if error:
        raise error
    return entry
