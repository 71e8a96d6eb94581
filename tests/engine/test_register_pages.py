"""The register's pages and its open data, as the engine plans them."""

import csv
import dataclasses
import datetime as dt
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from page_links import references
from sample_site import Builder
from test_material import DOCUMENT, FACTS, MADE, replaced

from plugins.core.model import LegalStatus, OfficialDocument
from plugins.documents.register import Register
from plugins.engine import addresses
from plugins.engine.register_pages import register_pages
from plugins.engine.views.documents import RegisterPage
from plugins.vietnamese.numbers import format_size

assert isinstance(DOCUMENT, OfficialDocument)


def documents(count: int) -> list[OfficialDocument]:
    """So many sample documents, one issued each day before the end of 2026."""
    last = dt.date(2026, 12, 31)
    return [
        dataclasses.replace(DOCUMENT, number=f"{number:02}-KH/ĐU", path=f"van-ban/{number}.md", issued=last - dt.timedelta(days=number))
        for number in range(1, count + 1)
    ]


def pages(found: list[OfficialDocument]) -> list[RegisterPage]:
    """The pages of a register of these documents."""
    site: Any = SimpleNamespace(register=Register(found))
    data = tuple(replaced(MADE, url=url) for url in addresses.REGISTER_DATA.values())
    return list(register_pages(site, FACTS, data))


@pytest.mark.parametrize(("count", "lengths"), [(0, [0]), (1, [1]), (499, [499]), (500, [250, 250]), (760, [260, 250, 250])])
def test_a_long_register_has_pages(count: int, lengths: list[int]) -> None:
    """Up to 499 documents stand on one page; beyond, the oldest 250 have a page of their own, and none is lost or shown twice."""
    found = pages(documents(count))
    assert [len(page.documents) for page in found] == lengths
    numbers = [row.number for page in found for row in page.documents]
    assert len(set(numbers)) == len(numbers) == count
    assert [page.output_file for page in found][1:] == [f"van-ban/trang-{n}.html" for n in range(len(lengths) - 1, 0, -1)]


def test_pages_of_a_long_register_lead_to_each_other() -> None:
    """Every page names all pages with the years they hold, and marks itself; a register of one page names none."""
    found = pages(documents(760))
    assert {tuple(link.url for link in page.parts) for page in found} == {tuple(page.output_file for page in found)}
    assert [[link.url for link in page.parts if link.current] for page in found] == [[page.output_file] for page in found]
    assert [link.label for link in found[0].parts] == ["Mới nhất: năm 2026", "Trang 2: năm 2025 - 2026", "Trang 1: năm 2024 - 2025"]
    assert pages(documents(3))[0].parts == ()


def test_choices_are_those_that_rows_have() -> None:
    """What all rows share is no choice; others come with their counts, the newest year first and what is not known at the end."""
    one, two, three = documents(3)
    rows = [one, dataclasses.replace(two, kind="Báo cáo", issued=None), dataclasses.replace(three, issued=dt.date(2024, 5, 1), issuer="")]
    choices = {choice.name: [(o.key, o.label, o.count) for o in choice.options] for choice in pages(rows)[0].filters}
    assert choices["loai"] == [("bao-cao", "Báo cáo", 1), ("nghi-quyet", "Nghị quyết", 2)]
    assert choices["nam"] == [("2026", "2026", 1), ("2024", "2024", 1), ("chua-ro", "Chưa rõ năm", 1)]
    assert choices["co-quan"][-1] == ("chua-ro", "Đang cập nhật", 1)
    assert choices["hieu-luc"] == [("da-ban-hanh", "Đã ban hành", 2), ("chua-ro", "Đang cập nhật", 1)]
    assert [choice.name for choice in pages([one, dataclasses.replace(two, legal_status=LegalStatus.EXPIRED)])[0].filters] == ["hieu-luc"]


def test_the_site_offers_its_register_as_data(site: Path, run: Builder) -> None:
    """CSV, JSON and schema are public, hold every document of the register by its absolute address, and the page links to each."""
    run(siteurl="https://x.example/y")
    output = site / "output"
    data = json.loads((output / "van-ban/so-van-ban.json").read_bytes())
    table = list(csv.DictReader(io.StringIO((output / "van-ban/so-van-ban.csv").read_text(encoding="utf-8-sig"), newline="")))
    numbers = [document["number"] for document in data["documents"]]
    assert sorted(numbers) == ["05-NQ/TU", "09-CTr/ĐU", "21/KH-UBND", "22/KH-UBND", "80-KH/ĐU"]
    assert [row["Số, ký hiệu"] for row in table] == numbers
    for document in data["documents"]:
        assert (output / document["url"].removeprefix("https://x.example/y/")).is_file()
    assert data["$schema"] == "https://x.example/y/van-ban/so-van-ban.schema.json"
    page = (output / "van-ban/index.html").read_bytes()
    links = [reference for reference in references(page) if "so-van-ban" in reference]
    assert links.count("../van-ban/so-van-ban.csv") == links.count("../van-ban/so-van-ban.json") == 2
    assert "../van-ban/so-van-ban.schema.json" in links
    assert f"(CSV, {format_size((output / 'van-ban/so-van-ban.csv').stat().st_size)})" in page.decode()


def test_a_body_leaves_the_register_alone(site: Path, run: Builder) -> None:
    """An edit of a document's text makes its page anew and neither the register nor its data; an edit of its number makes all."""
    run()
    document = site / "content/van-ban/80-kh-du.md"
    document.write_text(document.read_text(encoding="utf-8") + "\nMột đoạn mẫu nữa.\n", encoding="utf-8")
    assert not [url for url in run().made if "so-van-ban" in url or url == "van-ban/index.html"]
    document.write_text(document.read_text(encoding="utf-8").replace("Trích yếu mẫu", "Trích yếu mẫu khác"), encoding="utf-8")
    assert {*addresses.REGISTER_DATA.values(), "van-ban/index.html"} - set(run().made) == {"van-ban/so-van-ban.schema.json"}
