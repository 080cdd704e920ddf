"""Documents, compared with the types of the schema."""
from documents import elements_of
from errors import Damaged

# What a member of fixed width is: its element's type, and its bytes.
_FIXED = {
    "bool": (8, 1), "int32": (16, 4), "int64": (18, 8), "double": (1, 8), "decimal128": (19, 16), "date": (9, 8), "timestamp": (17, 8), "objectId": (7, 12), "uuid": (5, 21),
}
_OTHERS = {"string": 2, "object": 3, "map": 3, "document": 3, "array": 4, "binary": 5}
_NULL = 10
_LENGTH = 4


def check(schema, key, document, fixed_prefix, findings, what):
    """Of the schema document, which has no key, and of documents without a type only the structure."""
    try:
        elements = elements_of(document)
    except Damaged as error:
        findings.damage(f"{what} is malformed", error)
        return
    findings.require(fixed_prefix in (0, _LENGTH) or fixed_prefix in [element.end for element in elements], "a fixed prefix ends in the middle of an element", what)
    if key is not None and "type" in key:
        _check_fields(schema.types[key["type"]]["fields"], {element.name: element for element in elements}, fixed_prefix, findings, what)


def _check_fields(fields, elements, fixed_prefix, findings, what):
    end = _LENGTH
    for field in fields:
        element = elements.get(field["name"])
        if element is None:
            findings.require(not field.get("required"), "a required member is missing", f"{what}, {field['name']}")
            continue
        kind = _kind_of(field["type"])
        types = {_FIXED[kind][0] if kind in _FIXED else _OTHERS.get(kind, element.type)}
        if "?" in field["type"]:
            types.add(_NULL)
        findings.require(element.type in types, "a member is of another type", f"{what}, {field['name']}")
        if "offset" in field and element.end <= fixed_prefix:
            findings.require(element.value_start == field["offset"] and element.end == field["offset"] + _FIXED[kind][1], "a member is not where the schema says", f"{what}, {field['name']}")
            end = max(end, element.end)
    findings.require(fixed_prefix in (0, end), "the fixed prefix is not that of the members", f"{what}: {fixed_prefix}, {end}")


def _kind_of(field_type):
    for separator in ":/?<":
        field_type = field_type.split(separator)[0]
    return field_type
