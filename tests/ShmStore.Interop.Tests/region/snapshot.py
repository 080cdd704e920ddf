"""Reading several keys as of one moment."""
import time

from errors import Contention, Damaged
from header import COMMIT_RECORD
from index import CHANGES
from record import read_record

_PATIENCE = 30.0
_LONGEST_COMMIT = 0.05


class Changed(Exception):
    """What was read is of no one moment."""


class Moment:
    """Reads keys, and notes by which words it was seen that this is their state."""

    def __init__(self, store, words):
        self._store, self._words = store, words
        self._noted = []
        self._roots = []

    def value(self, name):
        number = self._store.schema.number_of(name)
        named = self._store.value(number, self._words)
        offset, version, document = named or (0, 0, None)
        self._noted.append((self._store.slot_of(number), offset, offset, version))
        return document

    def find(self, name, key):
        """The entry, expired or not: its lane tells, and of a key that is not there the counter of changes."""
        number = self._store.schema.number_of(name)
        changes = self._note_root(number)
        entry = self._store.find(number, key, self._words)
        if entry:
            self._noted.append((entry.lane, entry.word, entry.block, entry.version))
        else:
            self._note_changes(changes)
        return entry

    def entries(self, name):
        number = self._store.schema.number_of(name)
        self._note_changes(self._note_root(number))
        return list(self._store.entries(number, self._words))

    def holds(self):
        """Roots come last: what stands in one counts only if it was looked at while the root was the map's."""
        return all(self._words.load(word) == value and (block == 0 or self._store.region.u64(block) == version) for word, value, block, version in self._noted + self._roots)

    def _note_root(self, number):
        slot = self._store.slot_of(number)
        root = self._words.load(slot)
        version = self._store.region.u64(root) if root else 0
        if root and (version == 0 or self._words.load(slot) != root):
            raise Changed
        self._roots.append((slot, root, root, version))
        return (root + CHANGES, self._words.load(root + CHANGES)) if root else None

    def _note_changes(self, changes):
        if changes is None:
            return
        word, value = changes
        if value % 2:
            raise Changed
        self._noted.append((word, value, 0, 0))


def take(store, read):
    """What `read(moment)` returns of one moment."""
    end = time.monotonic() + _PATIENCE
    words = store.region
    while time.monotonic() < end:
        moment = Moment(store, words)
        try:
            result = read(moment)
        except Changed:
            words = store.region
            continue
        except (Contention, Damaged):
            # Through a record that does not stand any more, words are followed that nobody has stored.
            if words is store.region or words.stands():
                raise
            words = store.region
            continue
        if words is store.region:
            # Nothing may be half-made when the words are looked at again.
            stuck = _await_record(store.region)
            if stuck is None and moment.holds():
                return result
            words = stuck or store.region
        elif words.stands() and moment.holds():
            return result
        else:
            words = store.region
    raise Contention("the store changed during every snapshot")


def _await_record(region):
    """None once there is no commit record; the record if it stays, as its writer has died or is stopped."""
    end = time.monotonic() + _LONGEST_COMMIT
    while region.u64(COMMIT_RECORD):
        if time.monotonic() > end:
            return read_record(region)
        time.sleep(0.0001)
    return None
