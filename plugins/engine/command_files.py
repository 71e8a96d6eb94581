"""Files in staff/ that a command writes beside the build: reports, the page of a review."""

from pathlib import Path


def write_whole(file: Path, data: bytes) -> Path:
    """Whole or not at all: a reader that has the old file open sees the old one. Makes the folder; returns the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(file.suffix + ".tam")
    temporary.write_bytes(data)
    temporary.replace(file)
    return file
