"""The region as words: a file, mapped for reading."""
import mmap
import os
import sys

from errors import Damaged

if sys.byteorder != "little":
    sys.exit("the words of a region are little-endian, and this machine's are not")


class Region:
    """Words of a store's file.

    A word is loaded as a whole, as the machine does it. Python cannot ask for a barrier: what is read of a store that is being written is right where the machine does not reorder loads, that is on x64.
    """

    def __init__(self, path):
        self._file = open(path, "rb")
        self.length = 0
        self.remap()

    def remap(self):
        """Maps what the file has grown by; true if it has."""
        length = os.fstat(self._file.fileno()).st_size & ~7
        if length == 0:
            raise Damaged("the file is empty")
        if length <= self.length:
            return False
        self.bytes = mmap.mmap(self._file.fileno(), length, prot=mmap.PROT_READ)
        whole = memoryview(self.bytes)
        self._u64, self._i64, self._u32, self._i32, self._u16 = (whole.cast(code) for code in "QqIiH")
        self.length = length
        return True

    def has(self, offset, count):
        """Whether so many bytes from an offset lie in the file, which may have grown since it was mapped."""
        return offset >= 0 and (offset + count <= self.length or (self.remap() and offset + count <= self.length))

    def u64(self, offset):
        return self._u64[offset >> 3]

    def i64(self, offset):
        return self._i64[offset >> 3]

    def u32(self, offset):
        return self._u32[offset >> 2]

    def i32(self, offset):
        return self._i32[offset >> 2]

    def u16(self, offset):
        return self._u16[offset >> 1]

    def copy(self, offset, count):
        """So many bytes from an offset."""
        if not self.has(offset, count):
            raise Damaged(f"{count} bytes at {offset} leave the file")
        return self.bytes[offset:offset + count]

    # What a word of a slot, a lane or a counter is; see also record.Overlay.
    load = u64
