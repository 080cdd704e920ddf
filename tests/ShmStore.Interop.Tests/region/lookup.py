"""Looking a key of a map up by its hash."""
from entries import EMPTY, NAMES_BLOCK, read_lane
from errors import Contention
from index import LANES, segment_of
from key_hash import bucket_of, hash_of, position_of, tag_of
from slots import ATTEMPTS


def find(region, words, header, slot, map_number, key):
    """The entry, expired or not; None if the map has none."""
    key_hash = hash_of(key, header.seeds)
    for _ in range(ATTEMPTS):
        segment = segment_of(region, words, slot, position_of(key_hash))
        if segment is None:
            return None
        entry, is_steady = _probe(region, words, segment, key_hash, map_number, key)
        if entry:
            return entry
        # That there is none counts only if the segment was the one to look at throughout.
        if is_steady and segment.stands():
            return None
    raise Contention("the map changed in every attempt")


def _probe(region, words, segment, key_hash, map_number, key):
    tag, home = tag_of(key_hash), bucket_of(key_hash, segment.buckets)
    is_steady = True
    for number in range(segment.buckets):
        bucket = segment.bucket_at(home + number)
        lanes = [words.load(bucket + 8 * lane) for lane in range(LANES)]
        for lane, word in enumerate(lanes):
            if word < NAMES_BLOCK or word >> 48 != tag:
                continue
            entry = read_lane(region, words, bucket + 8 * lane)
            if not entry:
                is_steady = False
            elif entry.key == key and entry.map_number == map_number:
                return entry, True
        # Entries that had to go past a full bucket are still found: a removed one leaves no empty lane in it.
        if EMPTY in lanes:
            break
    return None, is_steady
