"""The ward's own logo: the file that `Ward.logo` names, judged like every picture of content/tep/. A fault stops the build."""

import unicodedata
from collections.abc import Mapping

from plugins.core.errors import ConfigurationError
from plugins.core.ward import Ward
from plugins.engine.cards import Logo
from plugins.engine.files import is_picture
from plugins.engine.scan import Found
from plugins.engine.store import FileRow

_SETTING = "pelicanconf.py"
_HELP = 'Chép ảnh .png, .jpg hoặc .webp vào content/tep/ rồi ghi đường dẫn từ content/, ví dụ logo="tep/logo.png".'


def find_logo(ward: Ward, files: Mapping[str, Found], rows: Mapping[str, FileRow]) -> Logo | None:
    """The logo of a ward that has one. `files` and `rows`: files of content/tep/ and what is known of each, by path from content/.

    ConfigurationError, in Vietnamese, when there is no such file or it is no whole picture.
    """
    if not ward.logo:
        return None
    path = unicodedata.normalize("NFC", ward.logo)
    row = rows.get(path)
    if row is None:
        raise ConfigurationError(_SETTING, f"không có tệp logo “content/{path}”. {_HELP}")
    if row.findings:
        raise ConfigurationError(f"content/{path}", f"logo của phường dùng không được: {row.findings[0].message}")
    if not is_picture(path):
        raise ConfigurationError(f"content/{path}", f"logo của phường phải là ảnh. {_HELP}")
    return Logo(path, files[path].path, row.sha256)
