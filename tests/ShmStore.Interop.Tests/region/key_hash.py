"""The seeded hash of a key's bytes."""

_WORD = (1 << 64) - 1
POSITIONS = 1 << 20


def _fold(x, y):
    product = x * y
    return product & _WORD ^ product >> 64


def _number(data):
    return int.from_bytes(data, "little")


def words_of(key):
    """*a* and *b*. Those of a key of at most 16 bytes are, together with its length, the key; the ring has them."""
    if len(key) > 16:
        return _number(key[-16:-8]), _number(key[-8:])
    if len(key) >= 8:
        return _number(key[:8]), _number(key[-8:])
    if len(key) >= 4:
        return _number(key[:4]), _number(key[-4:])
    if key:
        return key[0] | key[len(key) // 2] << 8 | key[-1] << 16, 0
    return 0, 0


def key_of(a, b, length):
    """The key of at most 16 bytes that has these words."""
    if length >= 8:
        return a.to_bytes(8, "little") + b.to_bytes(8, "little")[16 - length:]
    if length >= 4:
        return (a & 0xFFFFFFFF).to_bytes(4, "little") + (b & 0xFFFFFFFF).to_bytes(4, "little")[8 - length:]
    first, middle, last = a & 0xFF, a >> 8 & 0xFF, a >> 16 & 0xFF
    return bytes([[], [first], [first, last], [first, middle, last]][length])


def hash_of(key, seeds):
    s, t = seeds
    # All but the last 16 bytes, or fewer: what is left at the end overlaps what was folded.
    for start in range(0, len(key) - 16, 16):
        s = _fold(_number(key[start:start + 8]) ^ s, _number(key[start + 8:start + 16]) ^ t)
    a, b = words_of(key)
    h = _fold(a ^ s, b ^ (t + len(key) & _WORD)) * 0x9E3779B97F4A7C15 & _WORD
    return h ^ h >> 32


def tag_of(key_hash):
    """Bits 48 to 63, of which the highest is set: a lane of a removed entry never looks like a tag."""
    return key_hash >> 48 | 0x8000


def position_of(key_hash):
    """Bits 28 to 47. The directory takes as many of them as it is deep, from the highest on."""
    return key_hash >> 28 & POSITIONS - 1


def bucket_of(key_hash, buckets):
    return (key_hash & 0xFFFFFFFF) * buckets >> 32
