"""A grammar of hostile strings: tags, attributes, schemes, encodings and constructs of Markdown, put together by chance.

The seed is new each run and named in every failure; PORTAL_SEED repeats a run. Nothing is taken from a list of others.
"""

import os
import random
import secrets
from collections.abc import Callable

#: what a browser runs: a dialog, so that nobody can miss it
_ACTS = ("alert(1)", "alert`1`", "confirm(1)", "prompt(1)", "top.alert(1)", "self['al'+'ert'](1)", "(alert)(1)", "window.alert?.(1)")
_TAGS = (
    "script",
    "img",
    "svg",
    "iframe",
    "body",
    "input",
    "details",
    "video",
    "audio",
    "object",
    "embed",
    "math",
    "style",
    "marquee",
    "form",
    "button",
    "a",
    "base",
    "meta",
    "link",
    "template",
    "noscript",
    "textarea",
    "select",
    "x-la",
    "isindex",
    "frameset",
)
_EVENTS = ("onerror", "onload", "ontoggle", "onfocus", "onclick", "onmouseover", "onanimationstart", "onbeforetoggle", "onpointerenter")
_TRIGGERS = ("src=x", "src=//x", "open", "autofocus", "tabindex=1", "style=animation-name:x", "popover", "")
_SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "vbscript:",
    "data:text/html,",
    "data:image/svg+xml,",
    "java\tscript:",
    "\x01javascript:",
    "feed:javascript:",
    "view-source:javascript:",
    "jar:javascript:",
    "blob:javascript:",
    "livescript:",
)
_BLANKS = (" ", "/", "\t", "\n", "\x0c", "\x0b", "\u00a0", " / ")
_QUOTES = ('"', "'", "", "`", "&quot;", "“")
_ENDS = (">", "", "/>", " <", ">>", "//>", "-->", "]]>")
_BREAKS = ('">', "'>", "-->", "]]>", "</title>", "</style>", "</script>", "</textarea>", "</template>", '"/>', "*/", "?>", "%>", '" ')


def seed() -> int:
    """That of PORTAL_SEED, or a new one."""
    return int(os.environ.get("PORTAL_SEED") or secrets.randbits(32))


class Grammar:
    """Hostile strings from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def one(self) -> str:
        """A hostile string of one line or more."""
        makers: tuple[Callable[[], str], ...] = (
            self.tag,
            self.broken_out,
            self.address,
            self.link,
            self.mixed,
            self.structure,
            self.template,
        )
        return self.encoded(self.chance.choice(makers)())

    def line(self) -> str:
        """The same on one line, as a field of the front matter has it."""
        return " ".join(self.one().split("\n"))

    def pick(self, rows: tuple[str, ...]) -> str:
        return self.chance.choice(rows)

    def tag(self) -> str:
        name, blank, quote, act = self.pick(_TAGS), self.pick(_BLANKS), self.pick(_QUOTES), self.pick(_ACTS)
        if name in ("script", "style", "template", "noscript", "textarea") and self.chance.random() < 0.6:
            return f"<{name}{self.pick(('', blank, blank + 'x=y'))}>{act}</{name}{self.pick(('', ' ', '/'))}>"
        if name in ("iframe", "a", "embed", "object", "base", "form", "button", "link", "meta") and self.chance.random() < 0.6:
            attribute = self.pick(("src", "href", "data", "action", "formaction", "srcdoc", "xlink:href", "content"))
            return f"<{name}{blank}{attribute}={quote}{self.pick(_SCHEMES)}{act}{quote}{self.pick(_ENDS)}"
        return (
            f"<{self.case(name)}{blank}{self.pick(_TRIGGERS)}{blank}{self.case(self.pick(_EVENTS))}={quote}{act}{quote}{self.pick(_ENDS)}"
        )

    def broken_out(self) -> str:
        return f"{self.pick(_BREAKS)}{self.tag()}"

    def address(self) -> str:
        return f"{self.pick(_SCHEMES)}{self.pick(_ACTS)}"

    def link(self) -> str:
        target, words = self.address(), self.pick(("chữ", self.tag(), "![x](tep/x.png)", "`mã`", "**đậm**"))
        title = self.pick(("", f' "{self.tag()}"', f" '{self.pick(_BREAKS)} {self.pick(_EVENTS)}={self.pick(_ACTS)}'"))
        return self.pick(
            (
                f"[{words}]({target}{title})",
                f"![{words}]({target}{title})",
                f"<{target}>",
                f"[{words}][1]\n\n[1]: {target}{title}",
                f"[{words}](<{target}>{title})",
                f"[^1]\n\n[^1]: {target} {self.tag()}",
                f"[![{words}]({target})]({target})",
                f"[{words}]({target}",
                f"[{words}] ({target})",
                f"[{words}][]\n\n[{words}]: {target}",
            )
        )

    def mixed(self) -> str:
        tag = self.tag()
        return self.pick(
            (
                f"`{tag}",
                f"``{tag}`",
                f"```\n{tag}",
                f"~~~ {tag}\n{tag}\n~~~",
                f"    {tag}\n{tag}",
                f"\\{tag}",
                f"*{tag}*",
                f"# {tag} {{#{tag}}}",
                f"| {tag} | a |\n|---|---|\n| {tag} | `{tag} |",
                f"- {tag}\n    - {tag}",
                f"> {tag}\n{tag}",
                f"a\n: {tag}",
                f"<!-- {tag} -->{tag}",
                f"<![CDATA[{tag}]]>",
                f"<?{tag}?>",
                f"<!DOCTYPE {tag}>",
                f"{tag[: len(tag) // 2]}\n{tag[len(tag) // 2 :]}",
                f"<{tag}>",
            )
        )

    def structure(self) -> str:
        act = self.pick(_ACTS)
        return self.pick(
            (
                f"<math><mtext><table><mglyph><style><img src=x onerror={act}>",
                f"<svg><style><img title='</style><img src=x onerror={act}>'>",
                f"<noscript><p title='</noscript><img src=x onerror={act}>'>",
                f"<svg><animate onbegin={act} attributeName=x dur=1s>",
                f"<form><form id=x><input name=attributes onfocus={act} autofocus>",
                f"<a href=x id=__proto__ name=CONFIG>{act}</a>",
                f"<svg><use href='data:image/svg+xml,<svg id=x onload={act}>#x'>",
                f"<xmp><img src=x onerror={act}></xmp>",
                f"+ADw-script+AD4-{act}+ADw-/script+AD4-",
            )
        )

    def template(self) -> str:
        act = self.pick(_ACTS)
        return self.pick(
            (
                f"{{{{ {act} }}}}",
                f"{{% raw %}}{self.tag()}{{% endraw %}}",
                f"${{{act}}}",
                f"#{{{act}}}",
                f"<%= {act} %>",
                "{{ self.__init__ }}",
                f"{{{{'{self.tag()}'|safe}}}}",
                f"@import '{self.address()}'",
                f"expression({act})",
            )
        )

    def encoded(self, text: str) -> str:
        """Perhaps with letters written as entities or percent signs, or in wide or odd forms."""
        turn = self.chance.random()
        if turn < 0.55:
            return text
        spots = {self.chance.randrange(len(text)) for _ in range(1 + len(text) // 6)} if text else set()
        forms: tuple[Callable[[str], str], ...] = (
            lambda c: f"&#{ord(c)};",
            lambda c: f"&#x{ord(c):X};",
            lambda c: f"&#0000{ord(c)}",
            lambda c: f"%{ord(c) % 256:02x}",
            lambda c: {"<": "&lt;", ">": "&gt;", '"': "&quot;", ":": "&colon;", "(": "&lpar;", "\n": "&NewLine;", "\t": "&Tab;"}.get(c, c),
            lambda c: chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c,
            lambda c: f"\\{c}",
            lambda c: c + "\u200b",
            lambda c: f"\\u{ord(c):04x}",
        )
        form = self.chance.choice(forms)
        return "".join(form(c) if at in spots or (turn > 0.9 and c in "<>\"'") else c for at, c in enumerate(text))

    def case(self, word: str) -> str:
        return "".join(c.upper() if self.chance.random() < 0.3 else c for c in word)
