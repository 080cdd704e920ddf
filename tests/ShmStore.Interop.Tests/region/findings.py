"""What the verifier finds."""
from collections import Counter


class Findings:
    """Damage is what may never be. Leftovers may be while the store is written, and after a writer that was killed; the next writer puts them right."""

    # The first of each kind, and how many there are.
    def __init__(self):
        self._shown = []
        self._counts = Counter()

    def damage(self, what, where=""):
        self._add("damage", what, where)

    def leftover(self, what, where=""):
        self._add("leftover", what, where)

    def require(self, holds, what, where=""):
        if not holds:
            self.damage(what, where)

    def expect(self, holds, what, where=""):
        if not holds:
            self.leftover(what, where)

    def to_json(self):
        return [{"severity": severity, "what": what, "where": str(where), "times": self._counts[severity, what]} for severity, what, where in self._shown]

    def _add(self, severity, what, where):
        self._counts[severity, what] += 1
        if self._counts[severity, what] == 1:
            self._shown.append((severity, what, where))
