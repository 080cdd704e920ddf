"""Prints all that stores have, as JSON. On standard input is an object, which has for each path of a store the keys to look up: an object with an array of texts for each map.

values    keys of one value, and atomics
entries   those of all maps, by going through them
found     those of the keys that are looked up
findings  those of the verifier
"""
import json
import sys
import time

from document_json import to_json, value_to_json
from keys import bytes_of, text_of
from schema import MAP_KINDS, VALUE_KINDS
from store import Store
from verify import verify


_ATOMIC_TYPES = {"double": 1, "bool": 8, "int32": 16, "int64": 18}


def shown(document, version, expires=None):
    return {"hex": document.hex(), "json": to_json(document), "version": version, "expires": expires}


def shown_entry(entry, now):
    return None if entry is None or entry.is_expired(now) else shown(entry.document, entry.version, entry.expires)


def shown_value(store, number):
    named = store.value(number)
    return None if named is None or named[2] is None else shown(named[2], named[1])


def shown_atomic(store, number):
    return {"json": {"value": value_to_json(_ATOMIC_TYPES[store.schema.keys[number]["type"]], store.atomic(number))}}


def read(path, sought):
    store = Store(path)
    store.finish_commit()
    now = time.time() * 1000
    values, entries, found = {}, {}, {}
    for number, key in enumerate(store.schema.keys):
        name = key["name"]
        if key["kind"] not in MAP_KINDS:
            values[name] = (shown_value if key["kind"] in VALUE_KINDS else shown_atomic)(store, number)
            continue
        for entry in store.entries(number):
            text = f"{name}/{text_of(key['key'], entry.key)}"
            assert text not in entries, text
            entries[text] = shown_entry(entry, now)
        for text in sought.get(name, []):
            found[f"{name}/{text}"] = shown_entry(store.find(number, bytes_of(key["key"], text)), now)
    living = {name: entry for name, entry in entries.items() if entry}
    return {"values": values, "entries": living, "found": found, "findings": verify(path)}


def main():
    print(json.dumps({path: read(path, sought) for path, sought in json.load(sys.stdin).items()}))


if __name__ == "__main__":
    main()
