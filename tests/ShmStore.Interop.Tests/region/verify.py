"""Checks a store that nobody writes: `verify.py STORE...`. Prints the findings of each, as JSON; there are none in a store whose last writer has ended as it should."""
import json
import sys

from checks import areas, shared, values
from checks.blocks import Blocks
from checks.maps import MapCheck
from checks.rings import RingCheck
from errors import Contention, Damaged
from findings import Findings
from schema import MAP_KINDS
from store import Store


def verify(path):
    findings = Findings()
    try:
        store = Store(path)
        store.finish_commit()
        _check(store, findings)
    except (Contention, Damaged, LookupError) as error:
        findings.damage("the store cannot be read", error)
    return findings.to_json()


def _check(store, findings):
    areas.check(store, findings)
    blocks = Blocks(store, findings)
    blocks.check_headers()
    values.check(store, blocks, findings)
    for number, key in enumerate(store.schema.keys):
        if key["kind"] in MAP_KINDS and store.words.load(store.slot_of(number)):
            checked_map = MapCheck(store, blocks, findings, number)
            if checked_map.run():
                RingCheck(store, blocks, findings, checked_map).run()
    if store.header.has_several_writers:
        shared.check(store, blocks, findings)
    blocks.check_free()


if __name__ == "__main__":
    print(json.dumps({path: verify(path) for path in sys.argv[1:]}))
