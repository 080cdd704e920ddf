"""The header: the first 4096 bytes of the region."""
from errors import Damaged

LENGTH = 4096
AREA = 64 * 1024
LARGEST_COMMIT = (1 << 62) - 1

COMMIT_COUNTER = 128
HEAP_END = 256
WRITER_PROCESS = 392
WRITER_SINCE = 400
COMMIT_RECORD = 512
TURN = 640
INDEX_VERSION = 768
HEAP_EPOCH = 776
BYTES_IN_USE = 784
BYTES_GIVEN_OUT = 792
SHARED_COUNT = 800
SHARED_BYTES = 808
SHARED_INDEX_BYTES = 816
LEFT_EPOCH = 824
SHARED_LISTS = 896
SHARED_INDEX_LISTS = 1536
SEATS = 2048
SEATS_END = SEATS + 64 * 16
SEAT_EPOCHS = 3072
SEAT_EPOCHS_END = SEAT_EPOCHS + 64 * 8


class Header:
    """What does not change while the store lives. Looked at once, and checked as who attaches checks it."""

    def __init__(self, region):
        if region.length < LENGTH:
            raise Damaged(f"{region.length} bytes are no store")
        if region.bytes[:8] != b"SHMSTORE":
            raise Damaged("the magic number is not that of a store")
        if region.u32(8) != 2 or region.u32(12) != 0x01020304:
            raise Damaged("another version of the format, or another byte order")
        self.maximum = region.i64(16)
        self.usable = region.i64(24)
        self.slots = region.i64(40)
        self.slot_count = region.i32(48)
        self.atomics = region.i64(56)
        self.atomic_count = region.i32(52)
        self.heap = region.i64(64)
        self.seeds = region.u64(88), region.u64(96)
        self.has_several_writers = region.u32(104) == 1
        self.has_checksums = region.u32(112) == 1
        self._check_areas(region)
        if region.u32(104) > 1 or region.u32(112) > 1:
            raise Damaged("a mode of writing or a kind of checksums that is unknown")

    @property
    def slots_end(self):
        return self.slots + 64 * self.slot_count

    @property
    def atomics_end(self):
        return self.atomics + 64 * self.atomic_count

    def _check_areas(self, region):
        if not region.has(0, self.usable):
            raise Damaged(f"the file has {region.length} bytes, and {self.usable} are said to be usable")
        if self.slot_count < 2 or self.slots < LENGTH or self.slots % 64 or self.slots_end > self.atomics:
            raise Damaged("the slot table does not lie between header and atomics")
        if self.atomic_count < 1 or self.atomics % AREA or -(-self.atomics_end // AREA) * AREA > self.heap:
            raise Damaged("the atomics do not lie between slot table and heap")
        if self.heap % AREA or self.heap >= self.usable:
            raise Damaged("the heap does not lie in the region")
        if self.maximum % AREA or self.maximum < self.usable:
            raise Damaged("more bytes are usable than the region may grow to")
