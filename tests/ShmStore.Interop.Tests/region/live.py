"""Reads a store while the library writes it: `live.py STORE SECONDS [careless]`. Prints how much was tried, and what was wrong. Who is careless does not look again whether a snapshot holds, and takes its time.

What the writer keeps to: the deltas of Left and Right have always the same sum, and so have those of the entries "left" and "right" of ByText; the delta of an entry of ByNumber is its key, and keys
below 10 are never removed.
"""
import json
import sys
import time
from collections import Counter, deque

import ring
import snapshot
from documents import fields_of
from header import COMMIT_COUNTER
from index import LAST_COMMIT, RING
from keys import bytes_of, text_of
from store import Store

KEPT = 10


def main():
    if sys.argv[3:] == ["careless"]:
        snapshot.Moment = CarelessMoment
    checked = Live(Store(sys.argv[1]))
    end = time.monotonic() + float(sys.argv[2])
    while time.monotonic() < end:
        checked.look_at_pairs()
        checked.look_up()
        checked.go_through()
        checked.follow()
    print(json.dumps({"wrong": checked.wrong, **checked.counts}))


class CarelessMoment(snapshot.Moment):
    def value(self, name):
        document = super().value(name)
        time.sleep(0.03)
        return document

    def holds(self):
        return True


def delta_of(document):
    return fields_of(document)["Delta"]


class Live:
    def __init__(self, store):
        self._store = store
        self._by_number = store.schema.number_of("ByNumber")
        self._sums = None
        self._last_version = 0
        self._followed = None
        self.counts = Counter(snapshots=0, lookups=0, scanned=0, changes=0, compared=0)
        self.wrong = []

    def look_at_pairs(self):
        """Both pairs, each as of one moment."""
        def read(moment):
            values = [moment.value(name) for name in ("Left", "Right")]
            entries = [moment.find("ByText", text.encode()) for text in ("left", "right", "never there")]
            return sum(map(delta_of, values)), sum(delta_of(entry.document) for entry in entries[:2]), entries[2]

        sums = snapshot.take(self._store, read)
        self._sums = self._sums or sums
        self._require(sums == self._sums, f"a snapshot has the sums {sums}, and the first had {self._sums}")
        self.counts["snapshots"] += 1

    def look_up(self):
        for number in range(-KEPT, 5 * KEPT):
            entry = self._store.find(self._by_number, bytes_of("int32", str(number)))
            self._require(entry is not None or not 0 <= number < KEPT, f"{number} is missing")
            self._require(entry is None or delta_of(entry.document) == number, f"under {number} is another entry")
            self.counts["lookups"] += 1

    def go_through(self):
        numbers = []
        for entry in self._store.entries(self._by_number):
            numbers.append(int(text_of("int32", entry.key)))
            self._require(delta_of(entry.document) == numbers[-1], f"under {numbers[-1]} is another entry")
        self._require(len(numbers) == len(set(numbers)), "an entry came twice")
        self._require(set(range(KEPT)) <= set(numbers), "an entry did not come that is never removed")
        self.counts["scanned"] += len(numbers)

    def follow(self):
        """Who knows nothing but the changes of a map knows the map."""
        followed = self._followed or Followed(self._store, self._by_number)
        self._followed = followed if followed.go_on() else None
        if self._followed is None:
            return
        commit, entries = snapshot.take(self._store, self._read_map)
        if followed.go_on(until=commit):
            self._require(followed.versions == entries, f"the changes up to commit {commit} do not lead to what the map is")
            self.counts["compared"] += 1
            self.counts["changes"] += followed.count
            followed.count = 0
        else:
            self._followed = None

    def _read_map(self, moment):
        entries = {entry.key: entry.version for entry in moment.entries("ByNumber")}
        root = self._store.region.u64(self._store.slot_of(self._by_number))
        return self._store.region.u64(root + LAST_COMMIT), entries

    def _require(self, holds, what):
        if not holds and len(self.wrong) < 10:
            self.wrong.append(what)


class Followed:
    """Versions of a map's entries: what the map had when this began, and then its changes."""

    def __init__(self, store, number):
        self._store = store
        root = store.region.u64(store.slot_of(number))
        self._ring = store.region.u64(root + RING)
        self._position = ring.first_position(store.region, self._ring, store.region.u64(COMMIT_COUNTER))
        self.versions = {entry.key: entry.version for entry in store.entries(number)}
        self._waiting = deque()
        self.count = 0

    def go_on(self, until=None):
        """Takes the changes of commits up to one, or all that there are; false if some were lost."""
        if self._position is None:
            return False
        self._position, changes = ring.follow(self._store.region, self._ring, self._position)
        if changes is None:
            return False
        self._waiting.extend(changes)
        while self._waiting and until is not None and self._waiting[0].commit <= until:
            self._take(self._waiting.popleft())
        return True

    def _take(self, change):
        self.count += 1
        if change.kind == ring.SET:
            self.versions[change.key] = change.commit
        elif change.kind == ring.REMOVED:
            self.versions.pop(change.key, None)
        else:
            self.versions.clear()


if __name__ == "__main__":
    main()
