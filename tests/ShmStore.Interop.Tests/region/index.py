"""The index of a map: a root with a directory, whose words name segments of buckets of lanes."""
from errors import Contention, Damaged
from key_hash import POSITIONS
from slots import ATTEMPTS, OFFSET_BITS

DEEPEST = 20
DIRECTORY = 128
BUCKETS = 64
LANES = 8

# Counters in the root.
ENTRIES = 64
LAST_COMMIT = 72
CHANGES = 80
RING = 88
ENTRY_BYTES = 96

# And in a segment.
SEGMENT_DEPTH = 16
SEGMENT_ENTRIES = 20
SEGMENT_LANES = 24


def checked_depth(region, root):
    if root % 64 or not region.has(root, DIRECTORY):
        raise Damaged(f"there can be no root at {root}")
    depth = region.i32(root + 16)
    if not 0 <= depth <= DEEPEST or not region.has(root, DIRECTORY + (8 << depth)):
        raise Damaged(f"the directory at {root} is said to be {depth} bits deep")
    return depth


def parts_of(region, word):
    """Offset of the segment that a word of the directory names, and its number of buckets."""
    segment, buckets = word & OFFSET_BITS, word >> 48
    if segment % 64 or not 1 <= buckets <= 1023 or not region.has(segment, BUCKETS + 64 * buckets):
        raise Damaged(f"a directory has the word {word:#x}")
    return segment, buckets


class Segment:
    """The segment that has the entries of a position, and the four words that say so for as long as they stand."""

    def __init__(self, region, words, slot, position):
        self._region, self._words, self._slot = region, words, slot
        self.root = words.load(slot)
        self.directory_depth = checked_depth(region, self.root)
        self.root_version = region.u64(self.root)
        if self.root_version == 0 or words.load(slot) != self.root:
            raise _Unsteady
        # The number of words does not change while the version stands.
        self.directory_depth = checked_depth(region, self.root)
        self._word_at = self.root + DIRECTORY + 8 * (position >> DEEPEST - self.directory_depth)
        self._word = words.load(self._word_at)
        self.offset, self.buckets = parts_of(region, self._word)
        self.version = region.u64(self.offset)
        if self.version == 0 or not self.stands():
            raise _Unsteady
        self.depth = region.i32(self.offset + SEGMENT_DEPTH)

    def stands(self):
        """Each word comes before the version of what it names."""
        return (self._words.load(self._slot) == self.root and self._region.u64(self.root) == self.root_version
                and self._words.load(self._word_at) == self._word and self._region.u64(self.offset) == self.version)

    def bucket_at(self, number):
        return self.offset + BUCKETS + 64 * (number % self.buckets)

    def range_of(self, position):
        """The positions of the entries that it may have: from, and up to."""
        if not 0 <= self.depth <= self.directory_depth:
            raise Damaged(f"the segment at {self.offset} is deeper than its directory")
        length = POSITIONS >> self.depth
        start = position // length * length
        return start, start + length


class _Unsteady(Exception):
    """Something was replaced during the look."""


def segment_of(region, words, slot, position):
    """None for a map that was never written."""
    for _ in range(ATTEMPTS):
        root = words.load(slot)
        if root == 0:
            return None
        version = region.u64(root) if region.has(root, 8) else None
        try:
            return Segment(region, words, slot, position)
        except _Unsteady:
            continue
        except Damaged:
            # An error counts only if the root has stood meanwhile.
            if words.load(slot) == root and (version is None or version == region.u64(root) != 0):
                raise
    raise Contention(f"the index under the slot at {slot} changed in every attempt")
