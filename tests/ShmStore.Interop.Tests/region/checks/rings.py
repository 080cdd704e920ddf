"""The ring of a map, compared with the map."""
import ring as layout
from blocks import RING
from checks.areas import require_zero
from errors import Damaged
from entries import Entry
from header import COMMIT_COUNTER
from index import LAST_COMMIT
from index import RING as RING_OF_ROOT
from key_hash import key_of, words_of
from ring import CLEARED, COUNT, MISSED, REMOVED, SET

_LENGTH = layout.RECORDS + 32 * COUNT


class RingCheck:
    def __init__(self, store, blocks, findings, checked_map):
        self._store, self._blocks, self._findings = store, blocks, findings
        self._region, self._words = store.region, store.words
        self._map = checked_map
        self._ring = store.words.load(checked_map.root + RING_OF_ROOT)
        # What the records say of each key last, since the last one that speaks of all.
        self._last = {}
        self._all_before = False
        # Keys with changes that a dead writer may have made or not.
        self._open = set()

    def run(self):
        if not self._is_ring():
            return
        claimed, head = (self._words.load(self._ring + at) for at in (layout.CLAIMED, layout.HEAD))
        self._findings.require(claimed >= head, "records of a ring are complete before they are begun", self._map.what)
        records = [layout.record_at(self._region, self._ring, position) for position in range(max(0, claimed - COUNT), head)]
        self._check_order(records)
        counter = self._region.u64(COMMIT_COUNTER) if self._words is self._region else max(self._region.u64(COMMIT_COUNTER), self._words.version)
        for record in records:
            self._findings.expect(record.commit <= counter, "a ring has a record of a commit that is not counted", self._map.what)
            self._check_record(record, record.commit <= counter)
        self._compare(records)

    def _is_ring(self):
        block = self._blocks.name(self._ring, f"the ring of {self._map.what}", is_index=True)
        if block is None or block.kind != RING or block.size < _LENGTH:
            self._findings.damage("a root names no ring", self._map.what)
            return False
        self._findings.require(block.length == _LENGTH - 16, "the length of a ring is wrong", self._map.what)
        require_zero(self._region, self._findings, self._ring + 16, self._ring + 64, "the beginning of a ring")
        require_zero(self._region, self._findings, self._ring + layout.RESERVED, self._ring + layout.RECORDS, "the middle of a ring")
        return True

    def _check_order(self, records):
        commits = [record.commit for record in records]
        self._findings.require(commits == sorted(commits), "records of a ring are not in the order of their commits", self._map.what)

    def _check_record(self, record, is_counted):
        what = f"{self._map.what}, commit {record.commit}"
        if record.kind in (CLEARED, MISSED):
            self._findings.require(record.word == record.kind, "a record of all entries names one", what)
            self._last.clear()
            self._all_before = True
        elif record.kind in (SET, REMOVED):
            self._findings.require(record.word >> 63 == 0 and record.block in self._blocks.all, "a record names no block", what)
            key = self._short_key(record, what) if record.has_key else self._long_key(record, what)
            if key is None:
                return
            self._last[key] = record
            if not is_counted:
                self._open.add(key)
        else:
            self._findings.damage("a record is of no kind", what)

    def _short_key(self, record, what):
        key = key_of(record.a, record.b, record.key_length)
        self._findings.require(words_of(key) == (record.a, record.b), "the words of a record are of no key", what)
        return key

    def _long_key(self, record, what):
        """None if the block has another version by now."""
        self._findings.require(record.b == 0 and (record.kind == REMOVED or record.a == record.commit), "a record of a long key has other words", what)
        block = self._blocks.all.get(record.block)
        if block is None or block.version != record.a:
            return None
        try:
            key = Entry(self._region, record.block).key
        except Damaged as error:
            self._findings.damage("the block of a record has no key", error)
            return None
        self._findings.require(len(key) == record.key_length, "a record has another length of its key", what)
        return key

    def _compare(self, records):
        entries = self._map.entries
        for key, record in self._last.items():
            if key in self._open:
                continue
            entry = entries.get(key)
            if record.kind == SET:
                self._findings.require(entry is not None and (entry.block, entry.version) == (record.block, record.commit), "what was set last is not in the map", (self._map.what, key))
            else:
                self._findings.require(entry is None, "what was removed last is in the map", (self._map.what, key))
        # A backup or repaired store begins with an empty ring, or with a record of changes that were missed.
        if records:
            oldest = records[0].commit
            missing = [key for key, entry in entries.items() if entry.version > oldest and key not in self._last and not self._all_before]
            self._findings.require(not missing, "an entry has no record", (self._map.what, missing[:1]))
            self._findings.expect(self._words.load(self._map.root + LAST_COMMIT) == records[-1].commit, "the last record is not of the map's last commit", self._map.what)
