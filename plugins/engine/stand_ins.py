"""Stage 5a, pages that stand in for others: 404.html, and what `release` copies to addresses of entries that are gone.

They are served from any folder, so their links start at the root of the site.
"""

from collections.abc import Iterator
from typing import NamedTuple

from plugins.engine import addresses
from plugins.engine.material import SiteFacts
from plugins.engine.page_meta import meta_of
from plugins.engine.views.elements import Link
from plugins.engine.views.guides import StandInPage
from plugins.engine.views.meta import Powers


class _Words(NamedTuple):
    eyebrow: str
    title: str
    description: str
    lead: str


_WAYS = "Bà con thử một trong những lối sau; cách liên hệ với phường ở cuối trang."
_WORDS: dict[str, _Words] = {
    addresses.NOT_FOUND: _Words(
        "Lỗi 404",
        "Không tìm thấy trang",
        "Trang bạn tìm không có ở đây.",
        "Địa chỉ có thể gõ nhầm, hoặc bài đã được chuyển chỗ, hết hạn. Bà con thử một trong những lối sau:",
    ),
    addresses.WITHDRAWN: _Words(
        "Không còn đăng",
        "Trang này đã được gỡ",
        "Trang từng ở địa chỉ này đã được gỡ khỏi cổng.",
        f"Phường không còn đăng nội dung từng ở địa chỉ này. Xin đừng dùng hay chuyển tiếp bản chụp cũ. {_WAYS}",
    ),
    addresses.EXPIRED: _Words(
        "Đã hết hạn",
        "Trang này đã hết hạn",
        "Nội dung từng ở địa chỉ này đã hết thời hạn.",
        f"Nội dung từng ở địa chỉ này đã hết thời hạn nên không còn đăng. {_WAYS}",
    ),
}


def stand_ins(facts: SiteFacts, navigation: tuple[Link, ...], newest: tuple[Link, ...], has_search: bool) -> Iterator[StandInPage]:
    """All of them. `newest`: entries that 404.html offers."""
    for url, words in _WORDS.items():
        meta = meta_of(
            facts,
            url,
            words.title,
            words.description,
            root=f"{facts.base_path}/",
            is_indexed=False,
            powers=Powers(submits=has_search),
        )
        yield StandInPage(
            meta=meta,
            eyebrow=words.eyebrow,
            lead=words.lead,
            ways=tuple(link for link in navigation if link.url != addresses.HOME),
            newest=newest if url == addresses.NOT_FOUND else (),
            has_search=has_search,
            output_file=url,
        )
