"""Canonical Extended JSON from and to the values of the bson module, whose own json_util needs the whole of pymongo."""
import base64
import datetime
import json

from bson.binary import Binary
from bson.code import Code
from bson.dbref import DBRef
from bson.decimal128 import Decimal128
from bson.int64 import Int64
from bson.max_key import MaxKey
from bson.min_key import MinKey
from bson.objectid import ObjectId
from bson.regex import Regex
from bson.son import SON
from bson.timestamp import Timestamp

EPOCH = datetime.datetime(1970, 1, 1)
MILLISECOND = datetime.timedelta(milliseconds=1)
REGEX_FLAGS = {"i": 2, "l": 4, "m": 8, "s": 16, "u": 32, "x": 64}


def to_json(value):
    return json.dumps(to_plain(value), ensure_ascii=False)


def from_json(text):
    return json.loads(text, object_pairs_hook=from_pairs)


def to_plain(value):
    if value is None or isinstance(value, (bool, str)) and not isinstance(value, Code):
        return value
    for kind, convert in TO_PLAIN:
        if isinstance(value, kind):
            return convert(value)
    raise TypeError(f"no Extended JSON for {type(value)}")


def double_text(value):
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(repr(value), repr(value))


def binary_plain(value):
    subtype = value.subtype if isinstance(value, Binary) else 0
    return {"$binary": {"base64": base64.b64encode(value).decode(), "subType": f"{subtype:02x}"}}


def code_plain(value):
    return {"$code": str(value)} if value.scope is None else {"$code": str(value), "$scope": to_plain(value.scope)}


def regex_plain(value):
    options = "".join(name for name, flag in REGEX_FLAGS.items() if value.flags & flag)
    return {"$regularExpression": {"pattern": value.pattern, "options": options}}


# The first that fits: some are subclasses of others.
TO_PLAIN = [
    (Int64, lambda v: {"$numberLong": str(v)}),
    (int, lambda v: {"$numberInt": str(v)}),
    (float, lambda v: {"$numberDouble": double_text(v)}),
    (dict, lambda v: {name: to_plain(member) for name, member in v.items()}),
    (list, lambda v: [to_plain(item) for item in v]),
    (bytes, binary_plain),
    (Code, code_plain),
    (datetime.datetime, lambda v: {"$date": {"$numberLong": str((v - EPOCH) // MILLISECOND)}}),
    (ObjectId, lambda v: {"$oid": str(v)}),
    (Decimal128, lambda v: {"$numberDecimal": str(v)}),
    (Regex, regex_plain),
    (Timestamp, lambda v: {"$timestamp": {"t": v.time, "i": v.inc}}),
    (MinKey, lambda v: {"$minKey": 1}),
    (MaxKey, lambda v: {"$maxKey": 1}),
    (DBRef, lambda v: {"$ref": v.collection, "$id": to_plain(v.id)}),
]


def from_pairs(pairs):
    convert = FROM_PLAIN.get(pairs[0][0]) if pairs else None
    return convert(dict(pairs)) if convert else SON(pairs)


def from_binary(value):
    return Binary(base64.b64decode(value["$binary"]["base64"]), int(value["$binary"]["subType"], 16))


def from_regex(value):
    options = value["$regularExpression"]["options"]
    return Regex(value["$regularExpression"]["pattern"], sum(REGEX_FLAGS[option] for option in options))


FROM_PLAIN = {
    "$numberInt": lambda v: int(v["$numberInt"]),
    "$numberLong": lambda v: Int64(v["$numberLong"]),
    "$numberDouble": lambda v: float(v["$numberDouble"]),
    "$numberDecimal": lambda v: Decimal128(v["$numberDecimal"]),
    "$binary": from_binary,
    "$code": lambda v: Code(v["$code"], v.get("$scope")),
    "$date": lambda v: EPOCH + v["$date"] * MILLISECOND,
    "$oid": lambda v: ObjectId(v["$oid"]),
    "$regularExpression": from_regex,
    "$timestamp": lambda v: Timestamp(v["$timestamp"]["t"], v["$timestamp"]["i"]),
    "$minKey": lambda v: MinKey(),
    "$maxKey": lambda v: MaxKey(),
    "$symbol": lambda v: v["$symbol"],
    "$undefined": lambda v: None,
}
