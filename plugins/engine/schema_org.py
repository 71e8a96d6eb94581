"""Words of https://schema.org that the portal uses: one frozen struct for each type, one field for each property.

Fields that say nothing are not written. tests/engine/test_structured_data.py holds the list of words that exist.
"""

from msgspec import Struct


class Node(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel", tag_field="@type", tag=True):
    """A thing that schema.org has a word for; fields that say nothing are not written."""


class Organization(Node, frozen=True, kw_only=True):
    """An office; of who issued a document no more than its name is known."""

    name: str


class GovernmentOrganization(Node, frozen=True, kw_only=True):
    """The ward; its contacts only when it states them."""

    name: str
    url: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""


class WebSite(Node, frozen=True, kw_only=True):
    """The portal."""

    name: str
    url: str
    description: str
    in_language: str
    publisher: GovernmentOrganization


class NewsArticle(Node, frozen=True, kw_only=True):
    """A text of the ward: article, model example, exemplar."""

    headline: str
    url: str
    #: moments with their zone, as in the rest of the head
    date_published: str
    date_modified: str
    image: str
    publisher: GovernmentOrganization
    #: as the byline says it: a person or an office, which is not known
    author: str = ""


class Legislation(Node, frozen=True, kw_only=True):
    """An official document; of another document its number, and its page where the portal has one."""

    name: str = ""
    url: str = ""
    legislation_identifier: str = ""
    legislation_type: str = ""
    #: day of issue
    legislation_date: str = ""
    legislation_passed_by: Organization | None = None
    legislation_legal_force: str = ""
    #: days on which it holds, ISO 8601: 2026-02-01/.. when no end is known
    temporal_coverage: str = ""
    #: documents that it implements, amends and replaces
    legislation_ensures_implementation_of: tuple["Legislation", ...] = ()
    legislation_changes: tuple["Legislation", ...] = ()
    legislation_repeals: tuple["Legislation", ...] = ()


class Rating(Node, frozen=True, kw_only=True):
    """A verdict in words."""

    alternate_name: str


class Claim(Node, frozen=True, kw_only=True):
    """What was claimed, and where it was seen."""

    description: str


class ClaimReview(Node, frozen=True, kw_only=True):
    """A fact check."""

    url: str
    date_published: str
    author: GovernmentOrganization
    claim_reviewed: str
    review_rating: Rating
    item_reviewed: Claim | None = None


class AcceptedAnswer(Node, frozen=True, kw_only=True, tag="Answer"):
    """What the office answered, in short."""

    text: str
    url: str
    date_created: str
    author: GovernmentOrganization


class Question(Node, frozen=True, kw_only=True):
    """A resident's question. The ward answers it once and for all, so its page is no QAPage, on which readers answer too."""

    name: str
    date_created: str
    answer_count: int
    accepted_answer: AcceptedAnswer


class ListItem(Node, frozen=True, kw_only=True):
    """A place on the way to a page."""

    position: int
    name: str
    item: str


class BreadcrumbList(Node, frozen=True, kw_only=True):
    """The way to a page."""

    item_list_element: tuple[ListItem, ...]
