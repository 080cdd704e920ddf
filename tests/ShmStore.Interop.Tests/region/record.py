"""The commit record: the words that a commit of several keys stores. While the header names it, each has its old or its new value."""
import struct

from errors import Damaged
from header import COMMIT_RECORD
from slots import document_reader, read_named


class Overlay:
    """The words of a region as they are when the commit that was begun is complete."""

    def __init__(self, region, offset, version, pairs):
        self.region = region
        self.offset, self.version = offset, version
        self.pairs = pairs

    def load(self, word):
        new = self.pairs.get(word)
        return self.region.u64(word) if new is None else new

    def stands(self):
        return self.region.u64(COMMIT_RECORD) == self.offset and self.region.u64(self.offset) == self.version


def read_record(region):
    """The commit that is being made, or that a dead writer began; None if there is none."""
    named = read_named(region, region, COMMIT_RECORD, document_reader(region))
    if named is None:
        return None
    offset, version, content = named
    if content is None or len(content) % 16 or len(content) < 32:
        raise Damaged(f"the commit record at {offset} has no whole pairs, or less than two")
    pairs = dict(struct.iter_unpack("<QQ", content))
    if len(pairs) != len(content) // 16 or any(word % 8 or not region.has(word, 8) for word in pairs):
        raise Damaged(f"the commit record at {offset} has words that there are not, or one twice")
    return Overlay(region, offset, version, pairs)
