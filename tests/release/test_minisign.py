"""Signatures: ours are read by the program minisign, its own by us, and nothing else passes."""

import shutil
import string
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.release.minisign import KeyFileError, SignatureError, new_key, read_public_key, read_secret_key, verify

DATA = "Bản kê mẫu của bài thử\n".encode()


def test_a_signature_is_believed_with_its_comment() -> None:
    """What we sign we verify, and the comment comes back as it was signed."""
    key = new_key()
    assert verify(DATA, key.sign(DATA, "ban-ke.json 1768377600"), key.public) == "ban-ke.json 1768377600"


def test_keys_survive_being_written() -> None:
    """A key read from its file signs as before, from its one line too, and its public half is the same."""
    key = new_key()
    for text in (key.encode(), key.encode().splitlines()[1]):
        again = read_secret_key(text)
        assert again.sign(DATA, "x") == key.sign(DATA, "x")
        assert read_public_key(str(again.public)) == key.public
    assert "seed" not in repr(key)


@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7), part=st.sampled_from(["data", "signature"]))
def test_no_changed_bit_passes(place: int, bit: int, part: str) -> None:
    """A flipped bit of the file, of the signature or of its trusted comment is found."""
    key = new_key()
    signature = key.sign(DATA, "mẫu")
    _, separator, signed = signature.partition("\n")  # the first line is an untrusted comment, as its name says
    pieces = {"data": bytearray(DATA), "signature": bytearray(signed.rstrip("\n").encode())}
    piece = pieces[part]
    piece[place % len(piece)] ^= 1 << bit
    changed = f"{separator}{pieces['signature'].decode('utf-8', 'replace')}\n"
    if changed.splitlines() == f"\n{signed}".splitlines() and part == "signature":
        return
    with pytest.raises(SignatureError):
        verify(bytes(pieces["data"]), changed, key.public)


def test_a_signature_has_one_way_to_be_written() -> None:
    """Another last sign that decodes to the same bytes is refused: no text but ours is our signature."""
    key = new_key()
    rows = key.sign(DATA, "mẫu").splitlines()
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
    for row, padding in ((1, "="), (3, "==")):
        last = rows[row].removesuffix(padding)[-1]
        other = rows[row].removesuffix(padding)[:-1] + letters[letters.index(last) + 1] + padding
        with pytest.raises(SignatureError):
            verify(DATA, "\n".join([*rows[:row], other, *rows[row + 1 :]]), key.public)


def test_another_key_is_told_apart() -> None:
    """A signature by a key that is not the ward's is refused, and the message says so."""
    with pytest.raises(SignatureError, match="khóa khác"):
        verify(DATA, new_key().sign(DATA, "x"), new_key().public)


@pytest.mark.parametrize("text", ["", "không phải khóa", "RWQ=", "untrusted comment: x\n", "é"])
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    """Anything that is not a key is refused in Vietnamese, whichever half was asked for."""
    for read in (read_public_key, read_secret_key):
        with pytest.raises(KeyFileError):
            read(text)


@pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not installed here")
def test_minisign_and_we_agree(tmp_path: Path) -> None:
    """The program verifies what we sign, signs with our key file what we verify, and we read its keys."""
    key, file, secret, public = new_key(), tmp_path / "x.json", tmp_path / "x.key", tmp_path / "x.pub"
    file.write_bytes(DATA)
    secret.write_text(key.encode(), encoding="utf-8")
    signature = tmp_path / "x.json.minisig"
    signature.write_text(key.sign(DATA, "mẫu"), encoding="utf-8")
    subprocess.run(["minisign", "-Vm", str(file), "-P", str(key.public)], check=True, capture_output=True)
    signature.unlink()
    subprocess.run(["minisign", "-Sm", str(file), "-s", str(secret), "-t", "của minisign"], check=True, capture_output=True)
    assert verify(DATA, signature.read_text(encoding="utf-8"), key.public) == "của minisign"
    secret.unlink()
    subprocess.run(["minisign", "-G", "-W", "-p", str(public), "-s", str(secret)], check=True, capture_output=True)
    theirs = read_secret_key(secret.read_text(encoding="utf-8"))
    assert theirs.public == read_public_key(public.read_text(encoding="utf-8"))
