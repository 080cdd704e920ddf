"""Going through all entries of a map while it is written: none twice, none missed that is there throughout."""
from collections import namedtuple

from entries import NAMES_BLOCK, read_lane
from errors import Contention
from index import BUCKETS, LANES, segment_of
from key_hash import POSITIONS, hash_of, position_of
from slots import ATTEMPTS

# Which map, and what its keys are hashed with.
Map = namedtuple("Map", "region words header slot number")


class _Replaced(Exception):
    """The segment is not the one of its entries any more."""


def all_entries(scanned):
    """Expired ones too."""
    position = 0
    while position < POSITIONS:
        segment, lanes = _copy(scanned, position)
        if segment is None:
            return
        end = segment.range_of(position)[1]
        # Comparing with all keys of the range is more than must be; docs/format.md says from when on it must be.
        seen = set()
        try:
            for entry in _read(scanned, segment, lanes, position):
                if entry.key not in seen:
                    seen.add(entry.key)
                    yield entry
            is_replaced = not segment.stands()
        except _Replaced:
            is_replaced = True
        if is_replaced:
            entries, end = _read_replacements(scanned, position, end, seen)
            yield from entries
        position = end


def _copy(scanned, position):
    for _ in range(ATTEMPTS):
        segment = segment_of(scanned.region, scanned.words, scanned.slot, position)
        if segment is None:
            return None, []
        start = segment.offset + BUCKETS
        lanes = [lane for lane in range(start, start + 8 * LANES * segment.buckets, 8) if scanned.words.load(lane) >= NAMES_BLOCK]
        if segment.stands():
            return segment, lanes
    raise Contention("the map grew in every attempt")


def _read(scanned, segment, lanes, position):
    """The entries of a segment whose own position is not lower: what is lower came before."""
    start, end = segment.range_of(position)
    for lane in lanes:
        entry = _read_steadily(scanned, segment, lane)
        if entry is None or entry.map_number != scanned.number:
            continue
        if max(start, position) <= position_of(hash_of(entry.key, scanned.header.seeds)) < end:
            yield entry


def _read_steadily(scanned, segment, lane):
    for _ in range(ATTEMPTS):
        entry = read_lane(scanned.region, scanned.words, lane)
        if scanned.region.u64(segment.offset) != segment.version:
            raise _Replaced
        if entry is not False:
            return entry
    raise Contention("the entry changed in every attempt")


def _read_replacements(scanned, position, end, seen):
    """What stands now for a range whose segment was replaced. Each segment is read as a whole before anything is done with its entries: that may replace it again."""
    entries = []
    while position < end:
        segment, lanes = _copy(scanned, position)
        if segment is None:
            break
        try:
            read = [entry for entry in _read(scanned, segment, lanes, position) if entry.key not in seen]
        except _Replaced:
            continue
        seen.update(entry.key for entry in read)
        entries += read
        position = segment.range_of(position)[1]
    return entries, max(position, end)
