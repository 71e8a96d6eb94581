"""Settings of the portal of phường Hải An. Another ward changes WARD, and nothing else."""

import os
import sys
from pathlib import Path

# Pelican does not put the folder of this file on the path
sys.path.insert(0, str(Path(__file__).resolve().parent))

from plugins.core.ward import Ward

WARD = Ward(
    name="phường Hải An",
    city="thành phố Hải Phòng",
    site_name="Cổng thông tin phường Hải An",
    publisher="Ủy ban nhân dân phường Hải An",
    unit_line="Phường Hải An · Thành phố Hải Phòng",
    main_document="05-NQ/TU",
    description="Thông tin về Nghị quyết số 05-NQ/TU và việc thực hiện tại phường Hải An, thành phố Hải Phòng.",
    # Permanent root of feed ids (RFC 4151); it never follows the domain, so it stays when the ward names one.
    tag_authority="haian.example,2026",
    # Where residents write; an empty one is shown as “đang cập nhật”.
    address="",
    phone="",
    email="",
    # Cổng Dịch vụ công quốc gia, whole address; only linked. Empty until the ward states it: the staff page reminds.
    public_services="",
    # Reviewed like code: outside hosts that texts may link to.
    allowed_hosts=frozenset({"haiphong.gov.vn", "chinhphu.vn", "dichvucong.gov.vn"}),
)

SITENAME = WARD.site_name
SITEURL = os.environ.get("SITEURL") or "https://haian.example"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
DELETE_OUTPUT_DIRECTORY = False
# Named, so that Pelican does not load what happens to be installed.
PLUGINS: list[str] = []

# The class itself: Pelican cannot import a dotted name. tasks.py reads this file too, and needs no Pelican.
if "pelican" in sys.modules:
    from plugins.engine.portal import Portal

    PELICAN_CLASS = Portal
