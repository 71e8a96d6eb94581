"""The configuration of the browser desk: all of the schema, in words, and nothing that Sveltia CMS does not know."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from desk_program import ROOT, packages

from plugins.core.desk import Desk
from plugins.core.model import TYPE_OF_FOLDER
from plugins.core.ward import Ward
from plugins.desk.bundle import BROWSER
from plugins.desk.cms_backend import cms_backend
from plugins.desk.cms_config import FORM, FORMAT, cms_config, cms_lists
from plugins.desk.cms_words import cms_words
from plugins.editorial.catalogue import read_categories, read_offices
from plugins.editorial.schema import FIELDS_OF, Field, Kind
from plugins.editorial.values import READERS

_CONTENT = ROOT / "tests" / "site" / "content"
_WARD = Ward(
    name="phường Mẫu", city="thành phố Mẫu", site_name="Cổng mẫu", publisher="Mẫu", unit_line="Mẫu", tag_authority="mau.example,2026"
)
_DESKS = {
    "github": Desk(service="github", repository="mau/kho"),
    "github có trợ giúp đăng nhập": Desk(service="github", repository="mau/kho", sign_in="https://dang-nhap.mau.example"),
    "gitlab": Desk(service="gitlab", repository="mau/nhom/kho", app_id="so-1"),
    "gitlab của thành phố": Desk(service="gitlab", repository="mau/kho", address="https://git.mau.example", app_id="so-1"),
    "gitea": Desk(service="gitea", repository="mau/kho", branch="chinh"),
    "forgejo của phường": Desk(service="gitea", repository="mau/kho", address="https://git.mau.example", app_id="so-1"),
}


def _config(desk: Desk = _DESKS["github"], content: Path = _CONTENT) -> dict[str, Any]:
    lists = cms_lists(read_categories(content), read_offices(content))
    return cms_config(_WARD, cms_backend(desk), lists, "https://mau.example")


def _collection(folder: str) -> dict[str, Any]:
    return next(one for one in _config()["collections"] if one["name"] == folder)


def _pairs(folder: str) -> Iterator[tuple[str, Field, dict[str, Any]]]:
    """Every field of a type and of its groups, with its place in the configuration."""
    yield from _below("", FIELDS_OF[folder], _collection(folder)["fields"])


def _below(before: str, fields: tuple[Field, ...], made: list[dict[str, Any]]) -> Iterator[tuple[str, Field, dict[str, Any]]]:
    by_name = {one["name"]: one for one in made}
    for field in fields:
        assert field.name in by_name, f"{before}{field.name}"
        one = by_name[field.name]
        yield f"{before}{field.name}", field, one
        yield from _below(f"{before}{field.name}.", field.subfields, one.get("fields", []))


@pytest.fixture(scope="session")
def package() -> Path:
    """The packages of the desk."""
    return packages()


def _schema(package: Path) -> dict[str, Any]:
    text = (package / "node_modules" / "@sveltia" / "cms" / "schema" / "sveltia-cms.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@pytest.mark.slow
def test_configuration_is_what_the_package_asks_for(package: Path) -> None:
    """The configuration fits the JSON schema that the npm package ships, and that schema refuses a wrong one."""
    validator = jsonschema.Draft7Validator(_schema(package))
    config = json.loads(json.dumps(_config()))
    assert [error.message[:200] for error in validator.iter_errors(config)] == []
    config["collections"] = config["collections"][:1]
    config["collections"][0]["fields"][0]["lable"] = "Tiêu đề"
    assert list(validator.iter_errors(config))


@pytest.mark.slow
@pytest.mark.parametrize("desk", _DESKS.values(), ids=_DESKS)
def test_every_service_is_what_the_package_asks_for(package: Path, desk: Desk) -> None:
    """The options of GitHub, GitLab, Gitea and Forgejo, public or of the city, fit the schema of the npm package."""
    validator = jsonschema.Draft7Validator(_schema(package) | {"$ref": "#/definitions/Backend"})
    assert [error.message[:200] for error in validator.iter_errors(cms_backend(desk))] == []
    assert list(validator.iter_errors(cms_backend(desk) | {"repoo": "x"}))


@pytest.mark.parametrize("folder", TYPE_OF_FOLDER)
def test_every_field_is_there_with_label_and_help(folder: str) -> None:
    """Each type has each field of its schema once, named and explained in Vietnamese; only `id`, which nobody fills in, is not shown."""
    names = [one["name"] for one in _collection(folder)["fields"]]
    assert sorted(names) == sorted(["body", *(field.name for field in FIELDS_OF[folder])])
    for place, field, one in _pairs(folder):
        assert one["label"].lower() == field.label.lower(), place
        if place == "id":
            assert one["widget"] == "hidden"
            continue
        assert re.fullmatch(r"\S.*[.…]?", one["hint"]), place
        assert one["required"] is field.is_required, place
    body = _collection(folder)["fields"][names.index("body")]
    assert body["label"]
    assert body["hint"]


@pytest.mark.parametrize("folder", TYPE_OF_FOLDER)
def test_form_begins_with_what_every_text_needs(folder: str) -> None:
    """The title comes first, and what the schema adds to a type stands together in its order."""
    names = [one["name"] for one in _collection(folder)["fields"]]
    assert names[0] == "title"
    own = [name for name in names if name not in FORM]
    assert own == [field.name for field in FIELDS_OF[folder] if field.name not in FORM]


def test_every_choice_has_a_name() -> None:
    """An editor chooses among words, and what is stored is what the schema knows."""
    for folder in TYPE_OF_FOLDER:
        for place, field, one in _pairs(folder):
            if field.choices:
                assert [option["value"] for option in one["options"]] == list(field.choices), place
                assert all(option["label"] != option["value"] for option in one["options"]), place
    told = set(cms_words().helps)
    assert told <= {place.rpartition(".")[2] for folder in TYPE_OF_FOLDER for place, _, _ in _pairs(folder)}


def test_forms_of_fields_agree_with_the_reader() -> None:
    """Each example of the schema fits the form of its field; a text that fits no form is one that the reader refuses too."""
    wrong = {
        Kind.SLUG: "Tin Mới",
        Kind.DATE_OR_UNKNOWN: "14/01/2026",
        Kind.ADDRESS: "haiphong.gov.vn",
        Kind.PERMIT: "vì sao",
        Kind.TAG: "!!",
    }
    seen = set()
    for folder in TYPE_OF_FOLDER:
        for place, field, one in _pairs(folder):
            control = one.get("field", one)
            if "pattern" not in control:
                continue
            pattern, message = control["pattern"]
            assert message.endswith("."), place
            assert re.search(pattern, field.example.strip('"')), place
            seen.add(field.kind)
            if field.kind in wrong:
                assert not re.search(pattern, wrong[field.kind]), place
                with pytest.raises(ValueError, match=r"\S"):
                    READERS[field.kind](field, wrong[field.kind])
    assert set(wrong) <= seen


@pytest.mark.parametrize("number", ["05-NQ/TU", "12/QĐ-UBND", "80-KH/ĐU", "1669/NQ-UBTVQH15", "09-CTr/ĐU", "59/2020/QH14"])
def test_numbers_of_documents_fit(number: str) -> None:
    """Numbers as offices write them pass the form of the field."""
    assert re.search(cms_words().patterns["number"][0], number)


def test_lists_of_the_ward_are_choices() -> None:
    """Categories and offices of du-lieu/ are chosen by name; documents are found by number among those of the portal."""
    article = {one["name"]: one for one in _collection("bai-viet")["fields"]}
    assert article["category"]["options"] == [{"value": "tin", "label": "Tin mẫu"}, {"value": "trong", "label": "Chuyên mục trống"}]
    assert article["unit"]["options"] == [{"value": "Văn phòng Mẫu", "label": "Văn phòng Mẫu"}]
    document = {one["name"]: one for one in _collection("van-ban")["fields"]}
    for name in ("implements", "replaces", "amends"):
        assert (document[name]["collection"], document[name]["value_field"]) == ("van-ban", "number")


def test_every_folder_of_articles_is_seen() -> None:
    """Articles in folders of categories, and those that `new` puts beside these folders, are in one collection each and never in both."""
    config = _config()
    articles = [one for one in config["collections"] if one["folder"] == "content/bai-viet"]
    assert [one.get("path") for one in articles] == ["{{category}}/{{slug}}", None]
    names = [one["name"] for one in config["collections"]]
    assert len(set(names)) == len(names)


def test_files_keep_the_order_of_the_schema() -> None:
    """canonical.js writes the fields of every type in the order of the schema and names the format that the configuration asks for."""
    script = (BROWSER / "canonical.js").read_text(encoding="utf-8")
    match = re.search(r"export const ORDER = \[(.*?)\];", script, re.DOTALL)
    assert match
    order = re.findall(r'"([a-z_]+)"', match[1])
    for fields in FIELDS_OF.values():
        assert [field.name for field in fields][: len(order)] == order
    assert f'FORMAT = "{FORMAT}"' in script


def test_services_are_told_how_editors_sign_in() -> None:
    """With nothing stated editors use an access token; a service of the city is asked at its own address."""
    assert cms_backend(_DESKS["github"])["auth_methods"] == ["token"]
    assert cms_backend(_DESKS["github có trợ giúp đăng nhập"])["base_url"] == "https://dang-nhap.mau.example"
    city = cms_backend(_DESKS["gitlab của thành phố"])
    assert (city["api_root"], city["base_url"], city["auth_type"]) == ("https://git.mau.example/api/v4", "https://git.mau.example", "pkce")
    own = cms_backend(_DESKS["forgejo của phường"])
    assert (own["api_root"], own["app_id"]) == ("https://git.mau.example/api/v1", "so-1")
    assert cms_backend(_DESKS["gitea"])["branch"] == "chinh"


def test_words_are_all_used() -> None:
    """Every type has a symbol and a sentence, and no word waits for a field that is gone."""
    words = tomllib.loads((ROOT / "plugins" / "desk" / "data" / "nhan.toml").read_text(encoding="utf-8"))
    assert list(words["loai"]) == list(TYPE_OF_FOLDER)
    choices = {field.name for folder in TYPE_OF_FOLDER for _, field, _ in _pairs(folder) if field.choices}
    assert set(words["lua-chon"]) == choices
