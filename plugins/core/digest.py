"""A digest of any frozen value of the portal: equal values give equal digests on every machine and in every run."""

import dataclasses
import datetime as dt
import enum
import hashlib
from collections.abc import Mapping


def digest(value: object) -> str:
    """SHA-256 in hex of a nest of dataclasses, structs, tuples, mappings and plain scalars; TypeError for anything else.

    Types are part of the digest (1 is not "1"), the order of mappings and sets is not.
    """
    parts: list[bytes] = []
    _write(value, parts)
    return hashlib.sha256(b"".join(parts)).hexdigest()


#: bytes of a digest inside a key
SIZE = 16


def joined(*parts: bytes | str) -> bytes:
    """One short digest of several digests and texts. Their written form tells them apart, so no two rows share a digest."""
    return hashlib.blake2b(repr(parts).encode("ascii", "backslashreplace"), digest_size=SIZE).digest()


#: head of a dataclass, and head and name of each field; None for other types
_Form = tuple[bytes, tuple[tuple[bytes, str], ...]] | None
_FORMS: dict[type, _Form] = {}


def _form(kind: type) -> _Form:
    """What to write of a class, found out once."""
    if kind not in _FORMS:
        # structs of msgspec name their fields themselves
        names: tuple[str, ...] | None = getattr(kind, "__struct_fields__", None)
        if dataclasses.is_dataclass(kind):
            names = tuple(field.name for field in dataclasses.fields(kind))
        rows = tuple((f"f{name}\0".encode(), name) for name in names or ())
        _FORMS[kind] = None if names is None else (f"D{kind.__name__}\0".encode(), rows)
    return _FORMS[kind]


def _write(value: object, parts: list[bytes]) -> None:
    # most of a view is text, then tuples and dataclasses: they are asked for first, since 10,000 pages are digested in a build
    if type(value) is str:
        data = value.encode("utf-8", "surrogatepass")
        parts.append(b"s:%d:" % len(data))
        parts.append(data)
    elif isinstance(value, tuple | list):
        parts.append(b"L")
        for item in value:
            _write(item, parts)
        parts.append(b"l")
    elif (form := _form(type(value))) is not None:
        head, fields = form
        parts.append(head)
        for name, attribute in fields:
            parts.append(name)
            _write(getattr(value, attribute), parts)
        parts.append(b"d")
    elif isinstance(value, Mapping):
        parts += (b"M", *sorted(_joined(key) + _joined(item) for key, item in value.items()), b"m")
    elif isinstance(value, frozenset | set):
        parts += (b"S", *sorted(map(_joined, value)), b"s")
    else:
        parts.append(_scalar(value))


def _joined(value: object) -> bytes:
    parts: list[bytes] = []
    _write(value, parts)
    return b"".join(parts)


def _scalar(value: object) -> bytes:
    # every scalar carries its length, so that no two nests share a byte string
    if isinstance(value, enum.Enum):
        kind, data = "E" + type(value).__name__, str(value.value).encode()
    elif isinstance(value, str):
        kind, data = "s", value.encode("utf-8", "surrogatepass")
    elif isinstance(value, bytes):
        kind, data = "b", value
    elif isinstance(value, dt.date):
        kind, data = "t", value.isoformat().encode()
    elif value is None or isinstance(value, bool | int | float):
        kind, data = type(value).__name__, repr(value).encode()
    else:
        raise TypeError(f"no digest for {type(value).__name__}")
    return f"{kind}:{len(data)}:".encode() + data
