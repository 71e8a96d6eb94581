"""The served copy of a page: one script more, and a policy that lets it run. Files on disk stay as they are."""

import re
from html import escape

#: addresses that only the preview answers; no address of an entry begins with "_"
SCRIPT, STYLE, EVENTS = "/_xem-thu.js", "/_xem-thu.css", "/_thay-doi"
#: parts that the script loads
SCRIPTS = (SCRIPT, "/_xem-thu-khung.js", "/_xem-thu-bai.js")
#: the entries saved last; one entry as data (`?bai=` its path from content/, or `?trang=` an address); its page; opens its file
DESK, ENTRY, SHOW, OPEN = "/_bai-vua-sua", "/_bai.json", "/_xem-bai", "/_mo-tep"
_SELF, _NONE = "'self'", "'none'"
_META = re.compile(r"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"(\bcontent\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
#: what the script needs: itself, its line to the server, its style
_NEEDED = ("script-src", "connect-src", "style-src")
#: where they are present, these speak for scripts and styles instead
_FINER = ("script-src-elem", "style-src-elem")
_TITLE = re.compile(r"<title>", re.IGNORECASE)
#: over a page that only this machine sees
_RIBBON = (
    '<aside class="xem-thu-moc xem-thu-moc--{state}" aria-label="Trạng thái bài"><p><strong>{words}.</strong> '
    "Chỉ máy này thấy trang này.{more}</p></aside>"
)
_MENDED = " Chỗ chưa đọc được thì điền tạm. Sửa hết lỗi ghi ở cuối trang, bài mới đăng được."
_PLAIN = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
{again}<title>{title}</title>
<link rel="stylesheet" href="{style}">
</head>
<body class="xem-thu-cho">
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""


def served(page: bytes, mark: str, any_build: bool = False, source: str = "", token: str = "") -> bytes:
    """`page` with the script of the preview before `</body>`. `mark`: the build it shows; `any_build`: every later one renews it;
    `source`: path from content/ of the entry it shows, when its address does not say so; `token`: what opening a file asks for.
    """
    text = page.decode("utf-8", "surrogateescape")
    body = text.lower().find("<body")
    head, rest = (text[:body], text[body:]) if body >= 0 else ("", text)
    head = _META.sub(lambda tag: _CONTENT.sub(_with_policy, tag[0]), head)
    more = "".join(f' data-{name}="{escape(value)}"' for name, value in (("bai", source), ("khoa", token)) if value)
    tag = f'<script type="module" src="{SCRIPT}" data-build="{escape(mark)}"{" data-any" if any_build else ""}{more}></script>'
    end = rest.lower().rfind("</body>")
    end = end if end >= 0 else len(rest)
    return f"{head}{rest[:end]}{tag}{rest[end:]}".encode("utf-8", "surrogateescape")


def ribboned(page: str, state: str, words: str) -> bytes:
    """The page of an entry that is not published, its state over it and in its title."""
    head, found, rest = page.partition("<body")
    start, end, rest = rest.partition(">")
    ribbon = _RIBBON.format(state=escape(state), words=escape(words), more=_MENDED if state == "refused" else "")
    head = _TITLE.sub(f"<title>[{escape(words)}] ", head, count=1).replace("</head>", f'<link rel="stylesheet" href="{STYLE}"></head>', 1)
    return f"{head}{found}{start}{end}{ribbon}{rest}".encode()


def plain_page(title: str, text: str, seconds: int = 0) -> bytes:
    """A page of the preview's own, for when the site has none to show; `seconds`: asked again after so many, 0: never."""
    again = f'<meta http-equiv="refresh" content="{seconds}">\n' if seconds else ""
    return _PLAIN.format(title=escape(title), text=escape(text), style=STYLE, again=again).encode()


def opened(policy: str) -> str:
    """The policy with `'self'` for scripts, connections and styles, and nothing else changed."""
    directives: dict[str, list[str]] = {}
    for words in (part.split() for part in policy.split(";") if part.strip()):
        directives.setdefault(words[0].lower(), words[1:])  # of two alike, browsers obey the first
    # a directive that is absent is default-src; without that, nothing was forbidden
    fallback = directives.get("default-src")
    for name in (*_NEEDED, *_FINER):
        sources = directives.get(name, None if name in _FINER else fallback)
        if sources is not None and _SELF not in sources:
            directives[name] = [*(word for word in sources if word != _NONE), _SELF]
        elif sources is not None:
            directives[name] = sources
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _with_policy(content: re.Match[str]) -> str:
    policy = opened(content[2] if content[2] is not None else content[3])
    return f'{content[1]}"{policy}"'
