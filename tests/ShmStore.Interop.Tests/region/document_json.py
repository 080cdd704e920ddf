"""Documents as canonical Extended JSON, for the types that plain members have."""
import base64

from documents import elements_of


def to_json(document):
    return _document(elements_of(document))


def _document(elements):
    return {element.name: value_to_json(element.type, element.value) for element in elements}


def value_to_json(element_type, value):
    """A value of an element of this type."""
    if element_type == 3:
        return _document(value)
    if element_type == 4:
        return [value_to_json(element.type, element.value) for element in value]
    if element_type == 1:
        return {"$numberDouble": repr(value)}
    if element_type == 16:
        return {"$numberInt": str(value)}
    if element_type == 18:
        return {"$numberLong": str(value)}
    if element_type == 5:
        return {"$binary": {"base64": base64.b64encode(value[2]).decode(), "subType": f"{value[1]:02x}"}}
    if element_type == 7:
        return {"$oid": value[1].hex()}
    if element_type == 9:
        return {"$date": {"$numberLong": str(value[1])}}
    if element_type in (2, 8, 10):
        return value
    raise NotImplementedError(f"elements of type {element_type} are not shown")
