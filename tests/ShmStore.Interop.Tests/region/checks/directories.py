"""Directories of maps, and growths that were not finished."""
import index
from entries import NAMES_BLOCK
from errors import Damaged
from index import BUCKETS, LANES
from key_hash import POSITIONS


def taken_back(region, findings, root, depth):
    """The words of the directory, each with the positions from and up to which it has the entries. An unfinished growth is taken back, as the next writer does."""
    words = [region.u64(root + index.DIRECTORY + 8 * number) for number in range(1 << depth)]
    length = POSITIONS >> depth
    ranges = {}
    number = 0
    while number < len(words):
        own = _depth_of(region, words[number], depth)
        count = 1 << depth - own
        first = number // count * count
        group = set(words[first:first + count])
        shallower = [word for word in group if _depth_of(region, word, depth) < own]
        if shallower:
            # Seen from a copy: the old segment, which is named in its range still, has all entries.
            words[first:first + count] = [shallower[0]] * count
            continue
        for word in group - {words[number]}:
            _check_copy(region, findings, words[number], word, depth)
        words[first:first + count] = [words[number]] * count
        if words[number] in ranges:
            findings.damage("a segment is named for hashes of two ranges", root)
        ranges[words[number]] = first * length, (first + count) * length
        number = first + count
    return ranges


def _depth_of(region, word, directory_depth):
    depth = region.i32(index.parts_of(region, word)[0] + index.SEGMENT_DEPTH)
    if not 0 <= depth <= directory_depth:
        raise Damaged(f"the directory word {word:#x} names a segment of {depth} bits, and the directory has {directory_depth}")
    return depth


def _check_copy(region, findings, word, other, directory_depth):
    difference = _depth_of(region, other, directory_depth) - _depth_of(region, word, directory_depth)
    if difference == 1 or (difference == 0 and _lanes_of(region, word) == _lanes_of(region, other)):
        findings.leftover("a segment was being copied", f"{word:#x}")
    else:
        findings.damage("a directory names two segments for the same hashes", f"{word:#x}, {other:#x}")


def _lanes_of(region, word):
    segment, buckets = index.parts_of(region, word)
    lanes = (region.u64(segment + BUCKETS + 8 * lane) for lane in range(LANES * buckets))
    return {lane for lane in lanes if lane >= NAMES_BLOCK}
