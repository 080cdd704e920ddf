"""The index of a map, and all that it names."""
import index
from blocks import ROOT, SEGMENT
from checks import members
from checks.areas import require_zero
from checks.directories import taken_back
from entries import EMPTY, NAMES_BLOCK, REMOVED, RESERVED, Entry
from errors import Damaged
from header import COMMIT_COUNTER
from index import BUCKETS, LANES
from key_hash import bucket_of, hash_of, position_of, tag_of
from keys import text_of
from slots import OFFSET_BITS

# In order; what is full is copied into the next size.
_BUCKETS = 15, 63, 255, 1023


class MapCheck:
    """Entries by their keys, once it has run."""

    def __init__(self, store, blocks, findings, number):
        self._store, self._blocks, self._findings = store, blocks, findings
        self._region, self._words = store.region, store.words
        self._key = store.schema.keys[number]
        self._number = number
        self._bytes = 0
        self.what = self._key["name"]
        self.root = store.words.load(store.slot_of(number))
        self.entries = {}

    def run(self):
        """Checks root, segments and entries; false if there is no root."""
        block = self._blocks.name(self.root, f"the root of {self.what}", is_index=True)
        if block is None or block.kind != ROOT:
            self._findings.damage("the slot of a map names no root", self.what)
            return False
        depth = index.checked_depth(self._region, self.root)
        directory_end = index.DIRECTORY + (8 << depth)
        self._findings.require(block.length == directory_end - 16 and directory_end <= block.size, "the length of a root is not that of its directory", self.what)
        require_zero(self._region, self._findings, self.root + 32, self.root + 64, "the middle of a root")
        require_zero(self._region, self._findings, self.root + directory_end, self.root + block.size, "the end of a root")
        for word, (start, end) in taken_back(self._region, self._findings, self.root, depth).items():
            self._check_segment(word, start, end)
        self._check_counters()
        return True

    def _check_counters(self):
        counter = {name: self._words.load(self.root + at) for name, at in [("entries", index.ENTRIES), ("commit", index.LAST_COMMIT), ("changes", index.CHANGES), ("bytes", index.ENTRY_BYTES)]}
        # One entry is counted a moment before its commit.
        self._findings.require(abs(counter["entries"] - len(self.entries)) <= 1, "entries are miscounted", f"{self.what}: {counter['entries']}, {len(self.entries)}")
        self._findings.expect(counter["entries"] == len(self.entries), "an entry was counted and not added or removed", self.what)
        self._findings.expect(counter["bytes"] == self._bytes, "the bytes of entries are miscounted", f"{self.what}: {counter['bytes']}, {self._bytes}")
        self._findings.expect(counter["changes"] % 2 == 0, "a change of a map was begun and not ended", self.what)
        self._findings.expect(counter["commit"] <= self._region.u64(COMMIT_COUNTER), "a map was changed by a commit that is not counted", self.what)
        self._findings.require(counter["commit"] >= max((entry.version for entry in self.entries.values()), default=0), "an entry is newer than its map", self.what)

    def _check_segment(self, word, start, end):
        segment, buckets = index.parts_of(self._region, word)
        block = self._blocks.name(segment, f"a segment of {self.what}", is_index=True)
        if block is None or block.kind != SEGMENT:
            self._findings.damage("a directory names no segment", self.what)
            return
        length = BUCKETS + 64 * buckets
        self._findings.require(buckets in _BUCKETS and block.size == length and block.length == length - 16, "a segment is not as long as its buckets", segment)
        require_zero(self._region, self._findings, segment + 28, segment + BUCKETS, "the middle of a segment")
        lanes = [self._words.load(segment + BUCKETS + 8 * lane) for lane in range(LANES * buckets)]
        for lane, value in enumerate(lanes):
            self._check_lane(segment, lane, value, lanes, (start, end))
        entries = sum(value >= NAMES_BLOCK for value in lanes)
        self._findings.expect(self._region.i32(segment + index.SEGMENT_ENTRIES) == entries, "the entries of a segment are miscounted", segment)
        self._findings.expect(self._region.i32(segment + index.SEGMENT_LANES) == sum(value != EMPTY for value in lanes), "the lanes of a segment are miscounted", segment)

    def _check_lane(self, segment, lane, value, lanes, positions):
        where = segment + BUCKETS + 8 * lane
        if value >= NAMES_BLOCK:
            self._check_entry(value & OFFSET_BITS, value >> 48, lane, lanes, positions)
        elif value == RESERVED:
            self._findings.leftover("a lane is reserved by a commit that was being prepared", where)
        else:
            self._findings.require(value in (EMPTY, REMOVED), "a lane has a word that means nothing", where)

    def _check_entry(self, offset, tag, lane, lanes, positions):
        what = f"an entry of {self.what}"
        block = self._blocks.name(offset, what, is_index=False)
        if block is None:
            return
        try:
            entry = Entry(self._region, offset)
            text = text_of(self._key["key"], entry.key)
        except Damaged as error:
            self._findings.damage(f"{what} is malformed", error)
            return
        entry.version = block.version
        key_hash = hash_of(entry.key, self._store.header.seeds)
        self._findings.require(entry.map_number == self._number, "an entry is of another map", text)
        self._findings.require(tag == tag_of(key_hash), "a lane has the tag of another key", text)
        self._findings.require(positions[0] <= position_of(key_hash) < positions[1], "an entry is in the segment of other hashes", text)
        self._findings.require(_is_found(key_hash, lane, lanes), "an entry is behind an empty lane, where nobody looks", text)
        self._findings.require(entry.key not in self.entries, "a key is in the map twice", text)
        self._findings.require(block.length > 0, "an entry has no document", text)
        self._blocks.check_room(offset, entry.end, what)
        self._blocks.check_sum(offset, 0, what)
        members.check(self._store.schema, self._key, entry.document, block.fixed_prefix, self._findings, what)
        self.entries[entry.key] = entry
        self._bytes += block.size


def _is_found(key_hash, lane, lanes):
    """Whether no bucket from the key's own on, up to that of its lane, has an empty lane."""
    buckets = len(lanes) // LANES
    bucket = bucket_of(key_hash, buckets)
    while bucket != lane // LANES:
        if EMPTY in lanes[LANES * bucket:LANES * (bucket + 1)]:
            return False
        bucket = (bucket + 1) % buckets
    return True
