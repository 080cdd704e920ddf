"""A store, attached for reading."""
import struct

import enumeration
import lookup
from header import Header
from record import read_record
from region import Region
from schema import Schema
from slots import document_reader, read_named


class Store:
    """Keys are read by their numbers. `words` is where slots, lanes and counters are loaded from: the region, or what a commit that a dead writer began makes of it."""

    def __init__(self, path):
        self.region = Region(path)
        self.header = Header(self.region)
        self.words = self.region
        self.schema = Schema(self.region, self.header, self.words)

    def finish_commit(self):
        """Reads as if the commit that is named by the header were complete. For a store that nobody writes."""
        overlay = read_record(self.region)
        if overlay:
            self.words = overlay
            self.schema = Schema(self.region, self.header, self.words)

    def slot_of(self, number):
        return self.header.slots + 64 * (2 + number)

    def value(self, number, words=None):
        """Offset and version of the block, and the document, of a key of one value; None if it was never set."""
        return read_named(self.region, words or self.words, self.slot_of(number), document_reader(self.region))

    def atomic(self, number):
        word = self.region.u64(self.header.atomics + 64 * number)
        kind = self.schema.keys[number]["type"]
        if kind == "bool":
            return word & 0xFFFFFFFF == 1
        form = {"int32": "<i4x", "int64": "<q", "double": "<d"}[kind]
        return struct.unpack(form, word.to_bytes(8, "little"))[0]

    def find(self, number, key, words=None):
        return lookup.find(self.region, words or self.words, self.header, self.slot_of(number), number, key)

    def entries(self, number, words=None):
        return enumeration.all_entries(enumeration.Map(self.region, words or self.words, self.header, self.slot_of(number), number))
