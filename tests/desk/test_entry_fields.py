"""The head of an entry in words, field by field."""

import datetime as dt

from plugins.core.model import VIETNAM, Consent, Exemplar, Image, LegalStatus, OfficialDocument, Status, Validity
from plugins.core.model import Slogan as SloganEntry
from plugins.desk.entry_fields import field_texts

DAY = dt.datetime(2026, 1, 14, tzinfo=VIETNAM)


def test_fields_are_named_and_written_for_people() -> None:
    """Each field has its Vietnamese label; days, states, lists and what consists of parts are written as people write them."""
    person = Exemplar(
        path="guong/a.md",
        id="gu-1",
        title="Mẫu",
        slug="mau",
        date=DAY,
        publish_at=DAY.replace(hour=8),
        status=Status.WITHDRAWN,
        tags=("một", "hai"),
        image=Image(file="tep/a.jpg", alt="Cảnh", credit="Ảnh mẫu"),
        consent=Consent(file_number="01", date=DAY.date(), scope="ảnh", until=dt.date(2027, 1, 14), child=True),
        kind="person",
    )
    found = field_texts(person)
    assert found["date"][1] == "14/01/2026"
    assert found["publish_at"][1] == "08:00 ngày 14/01/2026"
    assert found["status"][1] == "đã rút"
    assert found["tags"] == (found["tags"][0], "một; hai")
    assert "tep/a.jpg" in found["image"][1]
    assert "Cảnh" in found["image"][1]
    assert all(part in found["consent"][1] for part in ("01", "14/01/2027", "ảnh", "có"))
    assert not {"id", "title", "expires", "author", "video"} & found.keys()
    assert all(label[:1].isupper() for label, _ in found.values())


def test_days_and_states_of_other_types() -> None:
    """The two ends of a validity, and the effect of a document, have words."""
    slogan = SloganEntry(
        path="khau-hieu/a.md", id="kh-1", title="M", slug="m", date=DAY, text="M", valid=Validity(from_=DAY.date(), to=dt.date(2026, 2, 1))
    )
    assert all(part in field_texts(slogan)["valid"][1] for part in ("14/01/2026", "01/02/2026"))
    document = OfficialDocument(
        path="van-ban/a.md",
        id="vb-1",
        title="M",
        slug="m",
        date=DAY,
        number="05-NQ/TU",
        kind="Nghị quyết",
        issuer="M",
        excerpt="M",
        legal_status=LegalStatus.IN_FORCE,
    )
    assert field_texts(document)["legal_status"][1] == "còn hiệu lực"
