"""Characters that show nothing, or turn the order of what stands around them, made visible for whoever judges a text."""

import unicodedata

#: categories of Unicode: controls, formats (direction, zero width), private and unassigned, separators of lines
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """`text` with each hidden character as its number: a word turned round by U+202E reads [U+202E]."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"[U+{ord(sign):04X}]" if unicodedata.category(sign) in _HIDDEN else sign for sign in text)
