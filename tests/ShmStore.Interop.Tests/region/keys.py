"""Keys of maps, as bytes and as texts."""
import struct
import uuid

from errors import Damaged

_WIDTHS = {"int32": 4, "int64": 8, "uuid": 16, "objectId": 12}
_NUMBERS = {"int32": "<i", "int64": "<q"}


def text_of(key_type, key):
    """As an export of the store names the entry, behind the name of the map."""
    if key_type in _WIDTHS and len(key) != _WIDTHS[key_type]:
        raise Damaged(f"{len(key)} bytes are no key of type {key_type}")
    if key_type in _NUMBERS:
        return str(struct.unpack(_NUMBERS[key_type], key)[0])
    if key_type == "uuid":
        return str(uuid.UUID(bytes=key))
    if key_type != "string":
        return key.hex()
    try:
        return key.decode()
    except UnicodeDecodeError as error:
        raise Damaged(f"a key of type string is no text: {error}") from error


def bytes_of(key_type, text):
    if key_type in _NUMBERS:
        return struct.pack(_NUMBERS[key_type], int(text))
    if key_type == "uuid":
        return uuid.UUID(text).bytes
    return text.encode() if key_type == "string" else bytes.fromhex(text)
