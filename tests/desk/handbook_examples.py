"""The examples of the handbook's rules as a site that the checker judges: one file for each, all at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from built_sites import project_of

from plugins.core.rules import Issue
from plugins.desk.handbook_data import RuleExample, front_and_text, rule_examples
from plugins.engine.check import check_site

#: what a type needs; an example's own lines take the place of these
_OWN: dict[str, dict[str, object]] = {
    "bai-viet": {"category": "tin-hoat-dong"},
    "guong": {"kind": "collective"},
    "van-ban": {"kind": "Kế hoạch", "legal_status": "in_force", "issuer": "Ủy ban nhân dân phường (mẫu)", "excerpt": "Về việc mẫu"},
    "khau-hieu": {"text": "Mẫu"},
}
_DATA = {
    "chuyen-muc.toml": '[[category]]\nkey = "tin-hoat-dong"\nname = "Tin hoạt động"\n',
    "co-quan.toml": '[[office]]\nkey = "vhxh"\nname = "Phòng Văn hóa - Xã hội"\nrole = "Đơn vị mẫu"\n',
}
PLAN = "ke-hoach"


def in_letters() -> Iterator[tuple[str, RuleExample]]:
    """Rules whose examples are texts, with them; those of the plan aside."""
    return ((rule, one) for rule, one in rule_examples().items() if not one.told and one.type != PLAN)


def check_all(site: Path, kind: str) -> list[Issue]:
    """What the checker says of all bad or all good examples (`kind`), each in a file that is called after its rule."""
    for rule, example in in_letters():
        _write(site, f"{example.type}/{name_of(rule)}.md", getattr(example, kind), rule)
        for number, one in enumerate(example.beside):
            _write(site, one.file, one.text, f"{rule}-canh-{number}")
    _write(site, "trang/lich-tiep-dan.md", "title: Lịch tiếp dân\n---\nNội dung mẫu.", "lich")
    for name, text in _DATA.items():
        (site / "content/du-lieu").mkdir(exist_ok=True)
        (site / "content/du-lieu" / name).write_text(text, encoding="utf-8")
    (site / "content/tep").mkdir()
    (site / "content/tep/anh.jpg").write_bytes(_jpeg())
    return list(check_site(project_of(site)))


def check_plan(site: Path, text: str) -> list[Issue]:
    """What the checker says of a plan."""
    folder = site / "content/du-lieu"
    folder.mkdir(parents=True)
    for name, data in _DATA.items():
        (folder / name).write_text(data, encoding="utf-8")
    (folder / "ke-hoach.toml").write_text(f'[plan]\nname = "Kế hoạch mẫu"\nsource = "Mẫu"\n\n{text}\n', encoding="utf-8")
    return list(check_site(project_of(site)))


def name_of(rule: str) -> str:
    """Name of the file in which the example of a rule stands."""
    return f"mau-{rule.lower()}"


def said_of(issues: list[Issue], rule: str, example: RuleExample) -> list[Issue]:
    """What was said of the example of a rule, by any rule."""
    return [issue for issue in issues if issue.path == f"content/{example.type}/{name_of(rule)}.md"]


def _write(site: Path, path: str, example: str, name: str) -> None:
    front, text = front_and_text(example)
    folder = path.partition("/")[0]
    own = {"id": f"mau-{name.lower()}", "title": "Bài mẫu", "date": "2026-03-05", "status": "published", "summary": "Tóm tắt mẫu."}
    fields: dict[str, object] = own | {"sources": ["Nguồn mẫu"]} | _OWN.get(folder, {})
    # lines of the example stand as they are written; the others are put around them
    given = set(re.findall(r"^(\w+):", front, re.MULTILINE))
    if "title" not in given:
        fields["slug"] = f"mau-{name.lower()}"
    rest = yaml.safe_dump({key: value for key, value in fields.items() if key not in given}, allow_unicode=True, sort_keys=False, width=999)
    file = site / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    written = f"---\n{rest}{front}\n---\n{text}\n".replace("'2026-03-05'", "2026-03-05").replace("\n\n---", "\n---", 1)
    file.write_text(written, encoding="utf-8", newline="\n")


def _jpeg() -> bytes:
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (1200, 800), "#888888").save(file, "JPEG")
    return file.getvalue()
