"""One decoder and encoder among several that the tests compare: `codec.py COMMAND [pure]`, a document a line.

decode   hexadecimal BSON to canonical Extended JSON, or to "error: …"
encode   canonical Extended JSON to hexadecimal BSON
recode   hexadecimal BSON to hexadecimal BSON
native   nothing to hexadecimal BSON: plain Python values, for which the module chooses types and widths
"""
import datetime
import sys
import uuid

if sys.argv[2:] == ["pure"]:
    # The module then takes its own implementation in Python instead of the one in C.
    sys.modules["bson._cbson"] = None

import bson
from bson.binary import Binary, UuidRepresentation
from bson.codec_options import CodecOptions
from bson.decimal128 import Decimal128
from bson.int64 import Int64
from bson.objectid import ObjectId
from bson.son import SON
from extended_json import from_json, to_json

if bson.has_c() != (sys.argv[2:] != ["pure"]):
    sys.exit(f"has_c() is {bson.has_c()}")

OPTIONS = CodecOptions(document_class=SON, uuid_representation=UuidRepresentation.UNSPECIFIED)


def decode(line):
    return to_json(bson.decode(bytes.fromhex(line), OPTIONS))


def encode(line):
    return bson.encode(from_json(line), codec_options=OPTIONS).hex()


def recode(line):
    return bson.encode(bson.decode(bytes.fromhex(line), OPTIONS), codec_options=OPTIONS).hex()


def native_orders():
    """The order that the tests expect, in two ways to write it."""
    token = Binary.from_uuid(uuid.UUID("00112233-4455-6677-8899-aabbccddeeff"), UuidRepresentation.STANDARD)
    typed = {
        "_id": ObjectId("0123456789abcdef01234567"), "Token": token, "Blob": bytes([0, 255, 1]),
        "Opened": datetime.datetime(2024, 2, 29, 12, 34, 56, 789999, tzinfo=datetime.timezone.utc),
    }
    yield {
        **typed, "Active": True, "Count": 42, "Delta": -5_000_000_000, "Ratio": 3.0, "Balance": Decimal128("12.50"), "Side": 2, "Name": "Zoë 📈", "Note": "a\0b",
        "Limit": 7, "Main": {"Price": 1.5, "Quantity": 10, "Label": "main"},
        "Legs": [{"Price": 2.0, "Quantity": 3, "Label": ""}, {"Price": -0.25, "Quantity": 2**53, "Label": "é"}],
        "Tags": ["x", ""], "Matrix": [[1, 2], [], [-5_000_000_000]],
    }
    # Another order of members, wide and fractional integers, members that nobody expects, and a float where a decimal is.
    yield {
        "Matrix": [[1.0, Int64(2)], [], [-5e9]], "extra": {"Count": 1}, "Tags": ("x", ""),
        "Legs": [{"Label": "", "Quantity": Int64(3), "Price": 2}, {"more": None, "Label": "é", "Price": Decimal128("-0.25"), "Quantity": float(2**53)}],
        "Main": SON([("Label", "main"), ("Quantity", 10.0), ("Price", 1.5)]), "Limit": Int64(7), "Note": "a\0b", "Name": "Zoë 📈", "Side": 2.0,
        "Balance": 12.5, "Ratio": 3, "Delta": -5e9, "Count": 42.0, "Active": True, **typed,
    }


def attempt(action, line):
    try:
        return action(line)
    except Exception as error:
        return f"error: {error}".replace("\n", " ")


def main():
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if sys.argv[1] == "native":
        lines = [bson.encode(order, codec_options=OPTIONS).hex() for order in native_orders()]
    else:
        action = {"decode": decode, "encode": encode, "recode": recode}[sys.argv[1]]
        lines = [attempt(action, line.rstrip("\n")) for line in sys.stdin]
    for line in lines:
        print(line)


main()
