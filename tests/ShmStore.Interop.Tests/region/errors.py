"""What can go wrong while a region is read."""


class Damaged(Exception):
    """What stands in the region is nothing that docs/format.md allows."""


class Contention(Exception):
    """The writer was faster than every attempt to read."""
