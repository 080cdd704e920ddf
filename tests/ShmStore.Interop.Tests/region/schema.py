"""The schema document, under slot 0: which keys the store has, and of what types."""
from documents import fields_of
from errors import Damaged
from slots import document_reader, read_named

VALUE_KINDS = "entry", "document"
MAP_KINDS = "map", "documentMap"


def fingerprint_of(document):
    """FNV-1a, 64 bits."""
    fingerprint = 0xCBF29CE484222325
    for byte in document:
        fingerprint = (fingerprint ^ byte) * 0x100000001B3 & (1 << 64) - 1
    return fingerprint


class Schema:
    def __init__(self, region, header, words):
        named = read_named(region, words, header.slots, document_reader(region))
        if named is None or named[2] is None:
            raise Damaged("the store has no schema")
        self.document = named[2]
        fields = fields_of(self.document)
        self.store = fields["store"]
        self.keys = fields["keys"]
        self.types = {described["name"]: described for described in fields["types"]}
        # Two slots are those of the schema document, and one that is always empty.
        if len(self.keys) > header.slot_count - 2 or len(self.keys) > header.atomic_count:
            raise Damaged(f"{len(self.keys)} keys have no room in {header.slot_count} slots and {header.atomic_count} atomics")

    def number_of(self, name):
        return next(number for number, key in enumerate(self.keys) if key["name"] == name)
