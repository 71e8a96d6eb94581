"""The configuration of the browser desk (Sveltia CMS), made from the one schema: a collection for each type of entry. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from plugins.core.model import ENTRY_TYPES, Category, Entry, Office
from plugins.core.ward import Ward
from plugins.desk.cms_fields import CmsField, CmsLists, cms_field
from plugins.desk.cms_words import cms_words
from plugins.editorial.outlines import outline
from plugins.editorial.schema import FIELD_OF, FIELDS_OF
from plugins.editorial.writer import id_prefix

#: name of the file format that browser/canonical.js registers: what `editorial/writer.py` writes
FORMAT = "bai-frontmatter"
#: pictures and files of an editor, and how a text names them once the format took the first stroke off
MEDIA_FOLDER = "content/tep"
PUBLIC_FOLDER = "/tep"
#: bytes of one upload; what phones take is below
_MAX_UPLOAD = 20 * 1024 * 1024
#: the form begins with what every text needs; "" stands for what its type adds. The file keeps the order of the schema (canonical.js)
FORM = (
    "title", "", "summary", "body", "image", "status", "date", "sources", "key_points", "tags", "broadcast", "files", "video", "consent",
    "author", "reviewed_by", "unit", "publish_at", "expires", "review_by", "updated", "channels", "lang", "slug", "redirect_from",
    "allow", "id",
)  # fmt: skip
#: characters of a file name made from a title; as `slug` cuts
_MAX_NAME = 80


def cms_lists(categories: Iterable[Category], offices: Iterable[Office]) -> CmsLists:
    """The ward's lists as the desk's choices."""
    return CmsLists(categories=tuple((c.key, c.name) for c in categories), offices=tuple(office.name for office in offices))


def cms_config(ward: Ward, backend: Mapping[str, object], lists: CmsLists, site_url: str) -> dict[str, Any]:
    """The whole configuration, to be written as JSON.

    `backend`: of `cms_backend`, or `{"name": "test-repo"}`. `site_url`: SITEURL, without a stroke at its end. The local folder of an
    editor needs no option: the desk offers it wherever it is opened from this computer (`http://127.0.0.1`).
    """
    return {
        "backend": dict(backend),
        "app_title": f"Bàn biên tập · {ward.site_name}",
        "site_url": site_url,
        "display_url": site_url,
        "show_preview_links": False,
        "media_folder": MEDIA_FOLDER,
        "public_folder": PUBLIC_FOLDER,
        "media_libraries": {"default": {"config": {"max_file_size": _MAX_UPLOAD, "slugify_filename": True}}, "stock_assets": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": _MAX_NAME, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True, "encode_file_path": False},
        "editor": {"preview": False},
        "collections": [row for entry_type in ENTRY_TYPES for row in _collections(entry_type, lists)],
    }


def _collections(entry_type: type[Entry], lists: CmsLists) -> list[dict[str, Any]]:
    """One for each type. Articles lie in a folder for each category; those that `new` began beside these folders have a second one."""
    collection = _collection(entry_type, lists)
    if entry_type.folder != "bai-viet":
        return [collection]
    words = cms_words()
    loose = collection | {"name": "bai-viet-le", "label": words.loose_label, "description": words.loose_help, "create": False}
    # with a `path` the desk would keep pictures beside the texts, unless it is told again
    return [collection | {"path": "{{category}}/{{slug}}", "media_folder": f"/{MEDIA_FOLDER}", "public_folder": PUBLIC_FOLDER}, loose]


def _collection(entry_type: type[Entry], lists: CmsLists) -> dict[str, Any]:
    folder = entry_type.folder
    words = cms_words().types[folder]
    return {
        "name": folder,
        "label": entry_type.label,
        "label_singular": entry_type.label.lower(),
        "description": words["mo-ta"],
        "icon": words["bieu-tuong"],
        "folder": f"content/{folder}",
        "extension": "md",
        "format": FORMAT,
        "identifier_field": "title",
        "slug": {"template": "{{title}}", "editable": False},
        "summary": "{{title}} · {{status}} · {{date | date('DD/MM/YYYY')}}",
        # a copy would have the id of the other
        "duplicate": False,
        "sortable_fields": {"fields": ["date", "title"], "default": {"field": "date", "direction": "descending"}},
        "view_filters": [_state_filter("draft", "Bản nháp"), _state_filter("published", "Đang đăng")],
        "fields": _fields(folder, lists),
    }


def _state_filter(status: str, label: str) -> dict[str, str]:
    return {"label": label, "field": "status", "pattern": f"^{status}$"}


def _fields(folder: str, lists: CmsLists) -> list[CmsField]:
    """In the order of the form. `id` is made when an entry begins and is never shown."""
    fields = [_id(folder), _body(folder), *(cms_field(field, lists) for field in FIELDS_OF[folder] if field.name != "id")]
    return sorted(fields, key=lambda field: FORM.index(field["name"] if field["name"] in FORM else ""))


def _id(folder: str) -> CmsField:
    label = FIELD_OF[folder]["id"].label
    return {"name": "id", "label": label, "widget": "hidden", "default": f"{id_prefix(folder)}-{{{{uuid_short}}}}"}


def _body(folder: str) -> CmsField:
    words = cms_words()
    return {
        "name": "body",
        "label": words.body_label,
        "hint": words.body_help,
        "required": False,
        "widget": "markdown",
        "default": outline(folder),
        "buttons": [
            "bold",
            "italic",
            "code",
            "link",
            "heading-two",
            "heading-three",
            "heading-four",
            "quote",
            "bulleted-list",
            "numbered-list",
        ],
        "editor_components": ["image"],
        "modes": ["rich_text", "raw"],
        "linked_images": False,
        "use_emoji_autocomplete": False,
    }
