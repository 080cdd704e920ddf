"""The sizes that blocks come in."""


def size_of(size_class):
    """Bytes of a block of this class, header included."""
    if size_class < 8:
        return 16 * (size_class + 1)
    doubling, step = divmod(size_class - 8, 4)
    return (1 << 7 + doubling) + (step + 1) * (1 << 5 + doubling)


def class_of(length):
    """The smallest class of blocks that have so many bytes, header included."""
    return next(size_class for size_class in range(CLASSES) if size_of(size_class) >= length)


CLASSES = 77
