"""The structure of BSON documents. Every length is checked against the bytes that hold it: the writer may be overwriting them."""
import struct
from collections import namedtuple

from errors import Damaged

# A value is plain, or for types without one in Python a tuple that begins with the type's name; of a document or an array, its elements. Offsets are those in the document.
Element = namedtuple("Element", "name type value start value_start end")

_MOST_LEVELS = 200
_FIXED = {1: "<d", 9: "<q", 16: "<i", 17: "<Q", 18: "<q"}
_NAMED = {7: ("objectId", 12), 19: ("decimal128", 16)}


def elements_of(document, level=0):
    if len(document) < 5 or int.from_bytes(document[:4], "little") != len(document) or document[-1] != 0:
        raise Damaged(f"{len(document)} bytes are no document")
    if level > _MOST_LEVELS:
        raise Damaged("documents are nested too deeply")
    cursor = _Cursor(document, level)
    elements = []
    while cursor.at < len(document) - 1:
        start = cursor.at
        element_type = cursor.take(1)[0]
        name = cursor.name()
        value_start = cursor.at
        elements.append(Element(name, element_type, cursor.value(element_type), start, value_start, cursor.at))
    return elements


def fields_of(document):
    """The document as a dictionary, and documents and arrays in it as dictionaries and lists."""
    return _plain(3, elements_of(document))


def _plain(element_type, value):
    if element_type not in (3, 4):
        return value
    values = {element.name: _plain(element.type, element.value) for element in value}
    if len(values) != len(value):
        raise Damaged("a document has two elements of one name")
    return values if element_type == 3 else list(values.values())


class _Cursor:
    def __init__(self, document, level):
        self.document = document
        self.level = level
        self.at = 4

    def take(self, count):
        # The last byte is the document's own end.
        if count < 0 or self.at + count > len(self.document) - 1:
            raise Damaged(f"an element at {self.at} leaves its document")
        self.at += count
        return self.document[self.at - count:self.at]

    def name(self):
        end = self.document.find(b"\0", self.at, len(self.document) - 1)
        if end < 0:
            raise Damaged(f"a name at {self.at} has no end")
        return _text(self.take(end + 1 - self.at)[:-1])

    def string(self):
        text = self.take(self.number())
        if text[-1:] != b"\0":
            raise Damaged(f"a string before {self.at} has no end")
        return _text(text[:-1])

    def number(self):
        return struct.unpack("<i", self.take(4))[0]

    def value(self, element_type):
        if element_type in _FIXED:
            number = struct.unpack(_FIXED[element_type], self.take(struct.calcsize(_FIXED[element_type])))[0]
            return {9: ("date", number), 17: ("timestamp", number)}.get(element_type, number)
        if element_type in _NAMED:
            name, width = _NAMED[element_type]
            return name, self.take(width)
        if element_type in (6, 10, 127, 255):
            return None
        if element_type == 8:
            return self.boolean()
        if element_type in (2, 13, 14):
            return self.string()
        if element_type in (3, 4):
            return self.nested()
        if element_type == 5:
            length, subtype = self.number(), self.take(1)[0]
            return "binary", subtype, self.take(length)
        if element_type == 11:
            return "regex", self.name(), self.name()
        if element_type == 12:
            return "pointer", self.string(), self.take(12)
        if element_type == 15:
            return "code", self.take(self.number() - 4)
        raise Damaged(f"elements of type {element_type} do not exist")

    def boolean(self):
        value = self.take(1)[0]
        if value > 1:
            raise Damaged(f"a boolean is {value}")
        return value == 1

    def nested(self):
        return elements_of(self.take(int.from_bytes(self.document[self.at:self.at + 4], "little")), self.level + 1)


def _text(data):
    try:
        return bytes(data).decode()
    except UnicodeDecodeError as error:
        raise Damaged(f"a text is not UTF-8: {error}") from error
