"""A digest of any frozen value of the portal: equal values give equal digests on every machine and in every run."""

import dataclasses
import datetime as dt
import enum
import hashlib
from collections.abc import Mapping


def digest(value: object) -> str:
    """SHA-256 in hex of a nest of dataclasses, tuples, mappings and plain scalars; TypeError for anything else.

    Types are part of the digest (1 is not "1"), the order of mappings and sets is not.
    """
    state = hashlib.sha256()
    for part in _parts(value):
        state.update(part)
    return state.hexdigest()


def _parts(value: object) -> list[bytes]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [f"D{type(value).__name__}\0".encode()]
        for field in dataclasses.fields(value):
            parts.append(f"f{field.name}\0".encode())
            parts.extend(_parts(getattr(value, field.name)))
        return [*parts, b"d"]
    if isinstance(value, tuple | list):
        return [b"L", *(part for item in value for part in _parts(item)), b"l"]
    if isinstance(value, Mapping):
        rows = sorted(b"".join([*_parts(k), *_parts(v)]) for k, v in value.items())
        return [b"M", *rows, b"m"]
    if isinstance(value, frozenset | set):
        return [b"S", *sorted(b"".join(_parts(item)) for item in value), b"s"]
    return [_scalar(value)]


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
