"""Rules of privacy: DL01 identity numbers, DL02 private telephones, homes and birthdays, DL05 the consent of an exemplar.

`consent` is the one way to say that somebody agreed: it names the paper in the office, what it covers (`scope`) and when it
ends (`until`), and an entry whose consent has ended goes like one that expired. Nothing covers an identity number. A withdrawn
entry is silent: it is public nowhere, and withdrawing it was the remedy.
"""

import itertools
from collections.abc import Iterable, Iterator

from plugins.core.model import Consent, Exemplar, Status
from plugins.core.places import Places, joined_lines
from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial import private_facts, private_homes
from plugins.editorial.private_facts import Fact, PrivateFact
from plugins.editorial.word_lists import words_pattern

_IDENTITY_MESSAGE = "Có thể là số định danh cá nhân. Không đăng: xóa số này, hoặc chỉ để lại ba chữ số cuối."
_MESSAGES = {
    Fact.PHONE: "Số điện thoại riêng của người dân: xóa, thay bằng số của cơ quan, hoặc ghi “consent” với “scope” có chữ “điện thoại”.",
    Fact.HOME: "Địa chỉ nhà riêng của người dân: bỏ số nhà, hoặc ghi “consent” với “scope” có chữ “địa chỉ”.",
    Fact.BIRTH: "Ngày, năm sinh của người dân: bỏ đi, hoặc ghi “consent” với “scope” có chữ “ngày sinh”.",
}
_SEARCHES = {Fact.PHONE: private_facts.private_phones, Fact.HOME: private_homes.homes, Fact.BIRTH: private_facts.birthdays}
_MOST_FINDINGS = 50
_NO_CONSENT = "Gương là cá nhân phải có sự đồng ý: ghi “consent” với số hồ sơ giữ ở phường; chưa có thì để “status: draft”."


def is_withdrawn(subject: Subject) -> bool:
    """Was the entry taken down by its editor?"""
    return subject.entry is not None and subject.entry.status is Status.WITHDRAWN


def covers(consent: Consent | None, key: str) -> bool:
    """Does the scope of a consent name what the list `key` of `[scope]` stands for?"""
    return consent is not None and words_pattern("privacy", "scope", key).search(consent.scope) is not None


def _findings(subject: Subject, facts: Iterable[PrivateFact], message: str) -> Iterator[Finding]:
    """The facts where they stand; only the first of very many, since a text with so many is a list that must not be here."""
    place: Places | None = None
    for fact in itertools.islice(facts, _MOST_FINDINGS):
        place = place or Places(subject.prose)
        line, column = place.of(fact.start)
        yield Finding(line=line, column=column, length=fact.end - fact.start, message=message)


def no_identity_number(subject: Subject) -> Iterator[Finding]:
    """DL01: a number of 12 digits that begins with the code of a province, or that a word calls an identity number."""
    if not is_withdrawn(subject):
        yield from _findings(subject, private_facts.identity_numbers(joined_lines(subject.prose)), _IDENTITY_MESSAGE)


def private_facts_have_consent(subject: Subject) -> Iterator[Finding]:
    """DL02: the mobile number, the house or the birthday of a person, unless a consent covers it by name."""
    if is_withdrawn(subject):
        return
    consent = subject.entry.consent if subject.entry else None
    for fact, search in _SEARCHES.items():
        if not covers(consent, fact.value):
            yield from _findings(subject, search(joined_lines(subject.prose)), _MESSAGES[fact])


def exemplar_has_consent(subject: Subject) -> Iterator[Finding]:
    """DL05: a person is shown as an exemplar only with a consent on paper. A collective is no person."""
    entry = subject.entry
    if isinstance(entry, Exemplar) and entry.kind == "person" and entry.status is Status.PUBLISHED and entry.consent is None:
        yield Finding(line=subject.line_of("kind"), message=_NO_CONSENT)


RULES: tuple[Rule, ...] = (
    Rule(id="DL01", level=Level.ERROR, title="Không đăng số định danh cá nhân", check=no_identity_number),
    Rule(
        id="DL02",
        level=Level.ERROR,
        title="Điện thoại, địa chỉ nhà, ngày sinh của người dân chỉ đăng khi có sự đồng ý",
        check=private_facts_have_consent,
    ),
    Rule(id="DL05", level=Level.ERROR, title="Gương là cá nhân phải có sự đồng ý", check=exemplar_has_consent),
)
