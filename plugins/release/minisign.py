"""Signatures that the program `minisign` reads and writes, so that nobody needs this portal to check a release.

Formats: https://jedisct1.github.io/minisign/ (“Minisign signature format”, “public key format”, “secret key format”).
Ed25519 over the BLAKE2b-512 of the file (algorithm `ED`); a second signature covers the trusted comment. Secret keys are
those of `minisign -W`, without a password: CI has nobody who could type one.
"""

import base64
import binascii
import hashlib
import os
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from plugins.core.errors import PortalError

_PLAIN, _PREHASHED, _NO_KDF, _CHECKSUM = b"Ed", b"ED", b"\0\0", b"B2"
_ID, _SEED, _SIGNATURE = 8, 32, 64
#: salt of 32 bytes and two limits of 8, all zero: no password
_NO_PASSWORD = bytes(48)


class KeyFileError(PortalError):
    """A key cannot be used."""


class SignatureError(PortalError):
    """A signature is not that of this file by this key."""

    exit_code = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """Who may have signed."""

    id: bytes
    #: 32 bytes
    key: bytes

    def __str__(self) -> str:
        """One line of base64, as `minisign -P` takes it."""
        return base64.b64encode(_PLAIN + self.id + self.key).decode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretKey:
    """Who signs; never printed by accident."""

    id: bytes
    seed: bytes = field(repr=False)

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> PublicKey:
        """The key that belongs to it."""
        return PublicKey(id=self.id, key=self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, data: bytes, comment: str) -> str:
        """The text of a .minisig file. `comment`: one line, covered by the signature."""
        signature = self._private.sign(hashlib.blake2b(data).digest())
        over_comment = self._private.sign(signature + comment.encode())
        rows = (
            "untrusted comment: chữ ký bản kê của cổng thông tin",
            base64.b64encode(_PREHASHED + self.id + signature).decode("ascii"),
            f"trusted comment: {comment}",
            base64.b64encode(over_comment).decode("ascii"),
        )
        return "".join(f"{row}\n" for row in rows)

    def encode(self) -> str:
        """The text of a secret key file."""
        private = self._private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()) + self.public.key
        checksum = hashlib.blake2b(_PLAIN + self.id + private, digest_size=32).digest()
        data = _PLAIN + _NO_KDF + _CHECKSUM + _NO_PASSWORD + self.id + private + checksum
        return f"untrusted comment: khóa bí mật, không cho ai xem\n{base64.b64encode(data).decode('ascii')}\n"


def new_key() -> SecretKey:
    """A key that nobody has."""
    return SecretKey(id=secrets.token_bytes(_ID), seed=os.urandom(_SEED))


def read_secret_key(text: str) -> SecretKey:
    """A secret key file, or its second line alone. KeyFileError when it is none, or has a password."""
    data = _decoded(text)
    rest = data[6 + len(_NO_PASSWORD) :]
    seed, public = rest[_ID : _ID + _SEED], rest[_ID + _SEED : _ID + _SEED + 32]
    if data[:2] == _PLAIN and len(rest) == _ID + 64 + 32 and data[2:4] != _NO_KDF:
        raise KeyFileError("khóa ký", "khóa này có mật khẩu; CI không gõ được. Tạo khóa mới bằng: python3 tasks.py key.")
    key = SecretKey(id=rest[:_ID], seed=seed) if len(rest) == _ID + 64 + 32 else None
    # the program leaves the checksum of a key without a password empty; the public half says as much
    if data[:6] != _PLAIN + _NO_KDF + _CHECKSUM or key is None or key.public.key != public:
        raise KeyFileError("khóa ký", "không phải khóa bí mật của minisign, hoặc bị chép thiếu.")
    return key


def read_public_key(text: str) -> PublicKey:
    """A public key file, or its second line alone. KeyFileError when it is none."""
    data = _decoded(text)
    if len(data) != len(_PLAIN) + _ID + 32 or data[:2] != _PLAIN:
        raise KeyFileError("khóa công khai", "không phải khóa công khai của minisign, hoặc bị chép thiếu.")
    return PublicKey(id=data[2 : 2 + _ID], key=data[2 + _ID :])


def verify(data: bytes, signature: str, key: PublicKey) -> str:
    """The trusted comment of a .minisig text over `data`. SignatureError when it is not by `key`, or of other bytes."""
    rows = signature.splitlines()
    if len(rows) < 4 or not rows[2].startswith("trusted comment: "):
        raise SignatureError("chữ ký", "không phải chữ ký của minisign, hoặc bị cắt cụt.")
    head, over_comment = _decoded_row(rows[1]), _decoded_row(rows[3])
    comment = rows[2].removeprefix("trusted comment: ")
    algorithm, signer, bare = head[:2], head[2 : 2 + _ID], head[2 + _ID :]
    if algorithm not in (_PREHASHED, _PLAIN) or len(bare) != _SIGNATURE:
        raise SignatureError("chữ ký", "không phải chữ ký của minisign, hoặc bị cắt cụt.")
    if signer != key.id:
        raise SignatureError("chữ ký", "do khóa khác ký, không phải khóa của phường.")
    public = Ed25519PublicKey.from_public_bytes(key.key)
    try:
        public.verify(bare, hashlib.blake2b(data).digest() if algorithm == _PREHASHED else data)
        public.verify(over_comment, bare + comment.encode())
    except InvalidSignature as error:
        raise SignatureError("chữ ký", "không khớp: bản kê đã bị sửa, hoặc chữ ký giả.") from error
    return comment


def _decoded(text: str) -> bytes:
    """The one line of base64 of a key file."""
    rows = [row for row in text.strip().splitlines() if row and not row.startswith("untrusted comment:")]
    try:
        return base64.b64decode(rows[0] if rows else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyFileError("khóa", "không đọc được; chép lại cả dòng.") from error


def _decoded_row(row: str) -> bytes:
    try:
        data = base64.b64decode(row, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureError("chữ ký", "không phải chữ ký của minisign, hoặc bị cắt cụt.") from error
    # the last sign holds bits that nothing reads: another sign there would be another text with the same signature
    if base64.b64encode(data).decode("ascii") != row:
        raise SignatureError("chữ ký", "không phải chữ ký của minisign, hoặc bị sửa.")
    return data
