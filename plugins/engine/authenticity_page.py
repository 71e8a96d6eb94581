"""Stage 5a: the page “Trang này có thật không?”, for residents who were sent a picture or an address that claims to be the ward's.

Its script compares a page with what the release says of it: xac-thuc/<2 hex>.json, written by plugins/release/authenticity.py.
"""

from plugins.engine import addresses
from plugins.engine.material import SiteFacts
from plugins.engine.page_meta import meta_of, trail
from plugins.engine.views.elements import Link
from plugins.engine.views.guides import AuthenticityPage
from plugins.engine.views.meta import Powers

HEADING = "Trang này có thật không?"
LEAD = "Ai đó gửi liên kết hay ảnh chụp, nói là của phường? Dán địa chỉ vào đây để biết cổng có trang ấy không, có bị sửa không."
_POWERS = Powers(scripts=("co-that-khong",), submits=True)


def authenticity_page(facts: SiteFacts, has_search: bool) -> AuthenticityPage:
    """The page."""
    url = addresses.AUTHENTICITY
    return AuthenticityPage(
        meta=meta_of(facts, url, HEADING, LEAD, breadcrumbs=trail(Link(label=HEADING, url=url)), powers=_POWERS),
        heading=HEADING,
        lead=LEAD,
        search_url=addresses.SEARCH if has_search else "",
        output_file=url,
    )
