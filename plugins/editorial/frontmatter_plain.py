"""Front matter in the form that `new` and the desk write, read line by line; for all else there is a parser of YAML.

    name: words          name: "words"          name: [words, "words"]          name:
                                                                                  - words

libyaml and its events take 75 µs for nine fields, these lines 20. What is read here gives the same nodes with the same lines;
whatever might mean anything else in YAML (a colon before a blank, `#`, an escape, a second line of a value, a mapping, a name
that stands twice) is not read here at all.
"""

import re

from plugins.editorial.frontmatter_nodes import ListNode, Node, Scalar

# No repeat can take what the next one may take too (values have no blanks behind them any more), so that a line of 60,000
# blanks is looked through once. Possessive repeats would say that outright; Python 3.11.2, that of Debian, gets them wrong.
#: a text in quotation marks that stands there letter by letter
_QUOTED = r""""[^"\\\t]*"|'[^'\t]*'"""
#: without quotation marks, a colon only where no blank follows
_VALUE = rf"(?:{_QUOTED}|\w[^\t#:]*(?::(?! |$)[^\t#:]*)*)"
#: inside [ ], where commas and brackets are signs too
_ITEM = rf"(?:{_QUOTED}|\w(?: *[\w./()–—-])*)"
_LINE = re.compile(rf"([a-z_]{{1,40}}):(?: +(?:({_VALUE})|(\[ *(?:{_ITEM}(?: *, *{_ITEM})*)? *\])))?|( {{0,8}})- +({_VALUE})")
_ITEMS = re.compile(_ITEM)


def plain_fields(text: str, first_line: int) -> dict[str, Node] | None:
    """Nodes by field name of a whole front matter; None when not all of it has the usual form.

    `text` begins on line `first_line` of its file, ends with a newline, and holds no character that YAML forbids.
    """
    fields: dict[str, Node] = {}
    # the name whose value may still come as a list, its line, and the list so far
    open_name, open_line, indent = "", 0, ""
    items: list[Scalar] = []
    for number, line in enumerate(text[:-1].split("\n"), first_line):
        match = _LINE.fullmatch(line.rstrip(" "))
        if match is None:
            return None
        name, value, inline, dash, item = match.groups()
        if item is not None:
            if not open_name or (items and dash != indent):
                return None
            indent = dash
            items.append(_scalar(item, number))
            continue
        if open_name:
            fields[open_name] = _closed(items, open_line)
            open_name, items = "", []
        if name in fields:
            return None
        if value is not None:
            fields[name] = _scalar(value, number)
        elif inline is not None:
            fields[name] = ListNode(items=tuple([_scalar(one, number) for one in _ITEMS.findall(inline)]), line=number)
        else:
            open_name, open_line = name, number
    if open_name:
        fields[open_name] = _closed(items, open_line)
    return fields


def _scalar(written: str, line: int) -> Scalar:
    return Scalar(text=written[1:-1] if written[0] in "\"'" else written.rstrip(" "), line=line)


def _closed(items: list[Scalar], line: int) -> Node:
    return ListNode(items=tuple(items), line=line) if items else Scalar(text="", line=line)
