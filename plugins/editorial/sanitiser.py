"""The second lock after Markdown: a small list of tags through nh3.

Markdown itself emits nothing else (raw HTML is switched off in `conversion.py`), so a difference here means that
something got past the first lock: the entry is refused, never repaired silently.
"""

import re

import nh3

_TAGS = frozenset(
    "a blockquote br caption code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre section span strong sub sup"
    " table tbody td th thead tr ul".split()
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id", "aria-label"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "th": {"scope"},
    **{tag: {"id"} for tag in _HEADINGS},
}
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote"},
    "figure": {"figure"},
    "td": {"align-left", "align-right", "align-center"},
    "th": {"align-left", "align-right", "align-center"},
}
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>\"]*(?:\"[^\"]*\")?)*)")
#: an attribute that still says something: a class that is not on the list becomes class=""
_ATTRIBUTE = re.compile(r'\s([a-zA-Z-]+)="[^"]')
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)


#: readers of feeds have their own style, and the notes of thirty texts on one page
_FOR_FEEDS = nh3.Cleaner(
    tags=set(_TAGS) - {"div", "section", "span"},
    attributes={"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"}, "th": {"scope"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def sanitise(html: str) -> str:
    """`html` with only the tags, attributes and address schemes of the list; attributes in double quotes, tags lower case."""
    return _CLEANER.clean(html)


def for_feeds(html: str) -> str:
    """The HTML of a page's text without what belongs to the page: classes, ids, wrappers, choices of pictures."""
    return _FOR_FEEDS.clean(html)


def shape(html: str) -> list[tuple[str, int]]:
    """Tags with their number of attributes, in order: equal shapes before and after mean that nothing was taken away."""
    return [(tag.lower(), len(_ATTRIBUTE.findall(rest))) for tag, rest in _TAG.findall(html)]
