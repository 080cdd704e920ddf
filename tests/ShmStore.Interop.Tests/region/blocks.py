"""Headers of blocks."""
from collections import namedtuple

from errors import Damaged
from sizes import CLASSES, size_of

HEADER = 16
LONGEST_DOCUMENT = 16 * 1024 * 1024
ROOT, SEGMENT, RING = 1, 2, 3


class BlockHeader(namedtuple("BlockHeader", "version length meta")):
    """The 16 bytes in front of what a block holds."""

    @property
    def size_class(self):
        return self.meta >> 24 & 0x7F

    @property
    def size(self):
        return size_of(self.size_class)

    @property
    def is_index(self):
        return self.meta >> 31 == 1

    @property
    def kind(self):
        """Of a block of an index: root, segment or ring."""
        return self.meta & 0xFFFF

    @property
    def fixed_prefix(self):
        """Of any other block: bytes of the document whose form is known."""
        return self.meta & 0xFFFF


def header_at(region, offset):
    header = BlockHeader(region.u64(offset), region.u32(offset + 8), region.u32(offset + 12))
    if header.size_class >= CLASSES:
        raise Damaged(f"the block at {offset} is of size class {header.size_class}")
    return header
