"""The preview's own page: the entries saved last, each with its state, so that an editor finds his without typing an address."""

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from plugins.engine.serve_page import SHOW, STYLE
from plugins.vietnamese.dates import short_date
from plugins.vietnamese.zone import VIETNAM

#: rows of the page
SHOWN = 40
HEADING = "Bài vừa sửa"
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<title>{heading}</title>
<link rel="stylesheet" href="{style}">
</head>
<body class="xem-thu-cho xem-thu-cho--rong">
<main>
<h1>{heading}</h1>
<p>Bấm vào tên bài để xem trang của bài, cả khi bài còn là bản nháp hoặc bị từ chối. Lưu tệp, trang tự đổi theo.
Xem thêm: <a href="/">trang chủ của cổng</a>, <a href="{staff}/">bàn làm việc</a>.</p>
{rows}
</main>
</body>
</html>
"""
_ROW = """<li class="xem-thu-bai xem-thu-bai--{state}"><a href="{href}">{title}</a>
<p><strong>{words}</strong>{errors} · {kind}lưu lúc {saved}<br><code>{file}</code></p></li>
"""


def desk_page(rows: Iterable[Mapping[str, Any]], now: dt.datetime, staff: str) -> bytes:
    """`rows`: as serve_looks tells them, the latest first; `staff`: address of the office's pages."""
    items = "".join(_row(row, now) for row in rows)
    listed = f'<ol class="xem-thu-ds">\n{items}</ol>' if items else "<p>Chưa có bài nào trong content/.</p>"
    return _PAGE.format(heading=HEADING, style=STYLE, staff=escape(staff), rows=listed).encode()


def address_of(path: str) -> str:
    """Where the preview shows the entry at `path` (from content/)."""
    return f"{SHOW}?bai={quote(path, safe='/')}"


def _row(row: Mapping[str, Any], now: dt.datetime) -> str:
    saved = dt.datetime.fromtimestamp(row["saved"], VIETNAM)
    day = "hôm nay" if saved.date() == now.date() else f"ngày {short_date(saved.date())}"
    return _ROW.format(
        state=escape(row["state"]),
        href=escape(address_of(row["path"])),
        title=escape(row["title"]),
        words=escape(row["words"]),
        errors=f", {row['errors']} lỗi" if row["errors"] else "",
        kind=f"{escape(row['kind'])} · " if row["kind"] else "",
        saved=f"{saved:%H:%M} {day}",
        file=escape(f"content/{row['path']}"),
    )
