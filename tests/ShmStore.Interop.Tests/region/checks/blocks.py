"""The blocks of the heap: which are named, by what, and that they are what they are named as."""
from collections import Counter

import checksums
import header as layout
from blocks import HEADER, LONGEST_DOCUMENT, RING
from header import LARGEST_COMMIT
from heap import walk
from several_writers import INDEX_LINK


class Blocks:
    """All blocks, and those that something names."""

    def __init__(self, store, findings):
        self._store, self._findings = store, findings
        self.all = walk(store.region, store.header)
        self.named = {}

    def name(self, offset, what, is_index):
        """Notes that a block is named; its header, or None if there is no such block."""
        block = self.all.get(offset)
        if block is None or block.is_index != is_index:
            self._findings.damage(f"{what} is named where no such block is", offset)
            return None
        if offset in self.named:
            self._findings.damage(f"{what} is named by something else too", f"{offset}, as {self.named[offset]}")
            return None
        self.named[offset] = what
        self._findings.require(block.version != 0, f"{what} has no version", offset)
        return block

    def check_room(self, offset, end, what):
        """That what the block holds does not reach into its checksum, or beyond it."""
        block = self.all[offset]
        room = block.size - (4 if self._store.header.has_checksums else 0)
        self._findings.require(end - offset <= room, f"{what} has no room in its block", offset)

    def check_sum(self, offset, owner, what):
        if not self._store.header.has_checksums:
            return
        size = self.all[offset].size
        right = checksums.of_block(self._store.region, offset, size, owner)
        self._findings.require(checksums.in_block(self._store.region, offset, size) == right, f"the checksum of {what} is wrong", offset)

    def check_headers(self):
        """Of all blocks, free ones too."""
        counter = self._store.region.u64(layout.COMMIT_COUNTER)
        index_version = self._store.region.u64(layout.INDEX_VERSION)
        for offset, block in self.all.items():
            self._findings.require(block.version <= LARGEST_COMMIT, "a block has no possible version", offset)
            self._findings.require(block.meta >> 16 & 0xFF == 0, "a meta word has bits that mean nothing", offset)
            if block.is_index:
                self._findings.require(offset % 64 == 0 and 1 <= block.kind <= RING, "a block of an index is none", offset)
                self._findings.require(block.version <= index_version, "a block of an index has a version that was not given out", offset)
            else:
                self._findings.require(block.length <= LONGEST_DOCUMENT, "a document is too long", offset)
                self._findings.expect(block.version <= counter, "a block is of a commit that is not counted", offset)
        versions = Counter(block.version for block in self.all.values() if block.is_index and block.version)
        self._findings.require(all(times == 1 for times in versions.values()), "two blocks of indexes have the same version")

    def check_free(self):
        """What nothing names. Blocks of indexes are zero but for their headers, and for the next one of a list of them; others hold what was there last, under whatever version."""
        for offset, block in self.all.items():
            if offset not in self.named and block.is_index:
                rest = bytearray(self._store.region.copy(offset + HEADER, block.size - HEADER))
                if self._store.header.has_several_writers:
                    rest[INDEX_LINK - HEADER:INDEX_LINK - HEADER + 8] = bytes(8)
                self._findings.expect(rest.count(0) == len(rest), "a free block of an index is not zero", offset)
