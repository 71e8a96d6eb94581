"""Names of WordprocessingML (ECMA-376) and the few questions that are asked of its elements."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement as Element

__all__ = ["ALTERNATIVE", "Element", "W", "attribute", "child", "children", "inside", "is_on", "number_of", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML = "{urn:schemas-microsoft-com:vml}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: one thing written twice, for a new Word and for an old one
ALTERNATIVE = f"{_COMPATIBILITY}AlternateContent"
_CHOICE, _FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
_OFF = frozenset({"0", "false", "off", "none"})


def children(element: Element) -> Iterator[Element]:
    """The child elements; of a thing that is written twice only the form for a new Word; no comments."""
    for one in element:
        if one.tag == ALTERNATIVE:
            forms = {form.tag: form for form in one}
            chosen = forms.get(_CHOICE, forms.get(_FALLBACK))
            if chosen is not None:
                yield from children(chosen)
        elif isinstance(one.tag, str):
            yield one


def inside(element: Element, stop: str = "") -> Iterator[Element]:
    """All that is below `element`, in order; what is below an element named `stop` is left out, the element itself is not."""
    for one in children(element):
        yield one
        if one.tag != stop:
            yield from inside(one, stop)


def child(element: Element | None, *names: str) -> Element | None:
    """The first element at this path of names of WordprocessingML."""
    for name in names:
        element = None if element is None else element.find(f"{W}{name}")
    return element


def attribute(element: Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML; "" when it or the element is absent."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def value(element: Element | None, *names: str) -> str:
    """`w:val` of the element at this path."""
    return attribute(child(element, *names))


def is_on(element: Element | None, name: str) -> bool | None:
    """A property that is on, off, or (None) not said here."""
    found = child(element, name)
    return None if found is None else attribute(found).lower() not in _OFF


def number_of(written: str, default: int = 0) -> int:
    """A number as XML has it; `default` for anything else."""
    return int(written) if written.isascii() and written.lstrip("-").isdigit() and len(written) < 7 else default


def count_paragraphs(root: Element) -> int:
    """Paragraphs below `root`: the other side of the account, so it walks another way than reading does."""
    return sum(1 for paragraph in root.iter(f"{W}p") if not any(_is_second_form(above) for above in paragraph.iterancestors()))


def _is_second_form(element: Element) -> bool:
    return element.tag == _FALLBACK and any(before.tag == _CHOICE for before in element.itersiblings(preceding=True))
