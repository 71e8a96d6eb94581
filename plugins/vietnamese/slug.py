"""The one slug function of the portal: titles, tags, headings, document numbers and file names all go through it.

Python-Markdown's own deletes đ (`Đề án` gives `e-an`) and Pelican's glues numbers (`05-nqtu`): neither is used.
"""

import re
import unicodedata
from functools import lru_cache

from plugins.vietnamese.folding import fold

#: what a slug looks like, in full; `slug` gives this or the empty string
SLUG_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_OTHERS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)  # entries share their tags, and each is asked for several times
def slug(text: str, limit: int = 80) -> str:
    """ASCII name of `text` for addresses, at most `limit` characters, cut between words: `05-NQ/TU` gives `05-nq-tu`.

    Compatibility forms count as what they show (`km²` gives `km2`). The empty string when no letter or digit is left.
    """
    # NFKC once, so that ², № and full-width letters survive; it also makes NFD and NFC one
    plain = fold(text if text.isascii() else unicodedata.normalize("NFKC", text))
    name = _OTHERS.sub("-", plain).strip("-")
    if len(name) <= limit:
        return name
    cut = name.rfind("-", 0, limit + 1)
    return name[: cut if cut > 0 else limit]
