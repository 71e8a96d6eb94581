"""What the portal of a state body is expected to have, and this one still lacks. A reminder for the office; nothing is refused."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

_SOURCE = Path(__file__).with_name("data") / "portal_parts.toml"
#: what `has` may say of a portal, beside its pages
FACTS = frozenset({"offices", "address", "phone", "email", "documents", "answers", "english", "public_services", "domain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that is expected."""

    #: as the office calls it: Trang liên hệ
    name: str
    #: one Vietnamese sentence: what to do
    remedy: str
    #: addresses at the root, without .html; one of them is enough
    pages: tuple[str, ...] = ()
    #: a name of FACTS that is enough too; empty when only a page will do
    has: str = ""


@functools.cache
def expected_parts() -> tuple[Part, ...]:
    """All parts, in the order in which the office should see to them."""
    rows = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))["part"]
    return tuple(Part(**{**row, "pages": tuple(row.get("pages", ()))}) for row in rows)


def missing_parts(pages: frozenset[str], facts: frozenset[str]) -> tuple[Part, ...]:
    """Parts that are not there. `pages`: addresses at the root without .html; `facts`: those of FACTS that hold."""
    return tuple(part for part in expected_parts() if part.has not in facts and pages.isdisjoint(part.pages))
