"""Stage 5a, the page “Ý kiến Nhân dân”: the standing page of that address, how to write to the ward, and the answers that were given.

There is no form: a static site cannot take one. A letter is begun in the resident's own mail program once the ward states its address.
"""

from urllib.parse import quote

from msgspec import Struct

from plugins.core.digest import joined
from plugins.core.model import Answer
from plugins.engine import addresses
from plugins.engine.card_views import card_view
from plugins.engine.material import Card
from plugins.engine.pages import EntryInputs, entry_page
from plugins.engine.views.elements import ContactView, Link
from plugins.engine.views.entry import FeedbackPage, StandingPage

#: answers that the page shows
MOST_ANSWERS = 5
_SUBJECT = "Ý kiến gửi phường"
#: what the page asks residents to say; a letter that holds the questions is answered sooner
_BODY = ("Việc gì đã xảy ra, ở đâu, từ bao giờ:", "Ảnh hưởng tới ai:", "Tôi đề nghị:", "Tên và cách liên lạc (nếu muốn nhận trả lời):")


class FeedbackInputs(Struct, frozen=True, kw_only=True):
    """All that the page is made from."""

    entry: EntryInputs
    #: the newest answers to residents
    answers: tuple[Card, ...]
    #: how many were given in all
    count: int
    contact: ContactView

    @property
    def seal(self) -> bytes:
        """Digest of all of it."""
        contact = self.contact
        words = repr((self.count, contact.email, contact.phone, contact.address, [card.seal for card in self.answers]))
        return joined(self.entry.seal, words)


def feedback_page(inputs: FeedbackInputs) -> FeedbackPage:
    """The page."""
    page = entry_page(inputs.entry)
    assert isinstance(page, StandingPage), "the address belongs to a standing page"
    fields = {name: getattr(page, name) for name in page.__struct_fields__ if name != "template"}
    section = addresses.SECTION_OF[Answer.folder]
    return FeedbackPage(
        **fields,
        answers=tuple(card_view(card) for card in inputs.answers),
        all_answers=Link(label=f"Tất cả {inputs.count} câu trả lời", url=addresses.section_url(section.type)) if inputs.answers else None,
        contact=inputs.contact,
        mailto=_mailto(inputs.contact.email) if inputs.contact.email else "",
    )


def _mailto(email: str) -> str:
    """A letter that is begun (RFC 6068: lines of the body are parted by CR LF)."""
    body = "".join(f"{line}\r\n\r\n" for line in _BODY)
    return f"mailto:{quote(email, safe='@+')}?subject={quote(_SUBJECT)}&body={quote(body)}"
