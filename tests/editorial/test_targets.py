"""Link targets: every honest form is understood, every trick is refused."""

import pytest

from plugins.core.rules import LinkKind
from plugins.editorial.hosts import host_of
from plugins.editorial.targets import resolve

HERE = "bai-viet/nghi-quyet-05/bai.md"


@pytest.mark.parametrize(
    ("written", "kind", "path", "fragment"),
    [
        ("../../van-ban/05-nq-tu.md", LinkKind.ENTRY, "van-ban/05-nq-tu.md", ""),
        ("../../van-ban/05-nq-tu.md#muc-dich", LinkKind.ENTRY, "van-ban/05-nq-tu.md", "muc-dich"),
        ("bai-khac.md", LinkKind.ENTRY, "bai-viet/nghi-quyet-05/bai-khac.md", ""),
        ("/trang/lien-he.md", LinkKind.ENTRY, "trang/lien-he.md", ""),
        ("{filename}../../trang/lien-he.md", LinkKind.ENTRY, "trang/lien-he.md", ""),
        ("{filename}/trang/lien-he.md", LinkKind.ENTRY, "trang/lien-he.md", ""),
        ("{static}/tep/mau.pdf", LinkKind.FILE, "tep/mau.pdf", ""),
        ("tep/mau.pdf", LinkKind.FILE, "tep/mau.pdf", ""),
        ("../../tep/mau.pdf", LinkKind.FILE, "tep/mau.pdf", ""),
        ("tep/Ảnh Tổ 5.JPG", LinkKind.FILE, "tep/Ảnh Tổ 5.JPG", ""),
        ("tep/m%E1%BA%ABu.pdf", LinkKind.FILE, "tep/mẫu.pdf", ""),
        ("nguon-tin/tat-ca.rss.xml", LinkKind.ADDRESS, "nguon-tin/tat-ca.rss.xml", ""),
        ("/van-ban/index.html", LinkKind.ADDRESS, "van-ban/index.html", ""),
        ("#muc-dich", LinkKind.ANCHOR, "#muc-dich", "muc-dich"),
        ("https://haiphong.gov.vn/a?b=1", LinkKind.OUTSIDE, "https://haiphong.gov.vn/a?b=1", ""),
        ("mailto:a@b.vn", LinkKind.MAIL, "mailto:a@b.vn", ""),
        ("tel:0225", LinkKind.MAIL, "tel:0225", ""),
        ("tel:+84(225)3.123-456", LinkKind.MAIL, "tel:+84(225)3.123-456", ""),
        ("mailto:van.phong+1@haian.haiphong.gov.vn", LinkKind.MAIL, "mailto:van.phong+1@haian.haiphong.gov.vn", ""),
        ("https://host.vn:8443/a", LinkKind.OUTSIDE, "https://host.vn:8443/a", ""),
    ],
)
def test_honest_targets(written: str, kind: LinkKind, path: str, fragment: str) -> None:
    """Relative and rooted paths, Pelican's own marks, site addresses and outside pages resolve to one form."""
    target = resolve(written, HERE)
    assert (target.kind, target.path, target.fragment) == (kind, path, fragment)


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/hostname",
        "//host.vn/x",
        "https://host.vn/a b",
        "/\\host.vn",
        "\\\\host\\x",
        "https://nguoi@host.vn/",
        "https://",
        "http://[::1",
        "{attach}../../../etc/hostname",
        "{static}../../../../etc/hostname",
        "../../../bi-mat.md",
        "%2e%2e/%2e%2e/%2e%2e/bi-mat.md",
        "tep/../../bi-mat.pdf",
        "tep/a%00.pdf",
        "java\nscript:x",
        "",
        "?x=1",
        "mailto:a@b.vn?bcc=c@d.vn&body=x",
        "mailto:a@b.vn%3Fbcc=c@d.vn",
        "mailto:a@b.vn,c@d.vn",
        "mailto:a@b.vn%0ABcc:c@d.vn",
        "tel:*21*0900000000%23",
        "tel:113;phone-context=x",
        "https://host.vn:cong/",
        "https://host.vn:0/",
    ],
)
def test_tricks_are_refused(written: str) -> None:
    """Other schemes, foreign hosts in disguise and ways out of content/ are no targets."""
    assert resolve(written, HERE).kind is LinkKind.REFUSED


def test_hosts_are_lower_case() -> None:
    """A host is compared in lower case, with its port only where that is not the usual one."""
    assert host_of("https://HaiPhong.GOV.vn:443/x") == host_of("http://HaiPhong.GOV.vn:80/x") == "haiphong.gov.vn"
    assert host_of("https://HaiPhong.GOV.vn:8443/x") == "haiphong.gov.vn:8443"
    assert host_of("https:///x") == ""
