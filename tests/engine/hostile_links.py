"""Link tricks that were seen on pages of offices, each beside the honest text that looks most like it. Everything here is made up."""

from typing import NamedTuple


class Pair(NamedTuple):
    """A trick and its twin, as Markdown on one line of an article (a newline where the trick needs one)."""

    name: str
    trick: str
    #: honest, and published
    twin: str
    #: the target that the twin's page must have; empty where the twin is words only
    href: str = ""


_GOV = "https://haiphong.gov.vn/tin"
_MINISTRY = "https://chinhphu.vn/tin"

PAIRS: tuple[Pair, ...] = (
    # ---- links that nobody sees
    Pair("no words", f"Mẫu [ ]({_GOV}) chữ", f"Mẫu [tin thành phố]({_GOV}) chữ", _GOV),
    Pair("a full stop for words", f"Hết câu[.]({_GOV})", f"Hết [câu.]({_GOV})", _GOV),
    Pair("a no-break blank for words", f"Mẫu [&nbsp;]({_GOV})", f"Mẫu [tin&nbsp;mới]({_GOV})", _GOV),
    Pair("a zero-width entity for words", f"Mẫu [&#8203;]({_GOV})", f"Mẫu [a&#225;]({_GOV})", _GOV),
    Pair("zero-width letters for words", f"Mẫu [\u200b\u200d]({_GOV})", f"Mẫu [👩\u200d🌾 nông dân]({_GOV})", _GOV),
    Pair("a filler of Korean for words", f"Mẫu [\u3164]({_GOV})", f"Mẫu [한국 Hàn Quốc]({_GOV})", _GOV),
    Pair("an empty Braille sign for words", f"Mẫu [\u2800]({_GOV})", f"Mẫu [chữ nổi ⠓]({_GOV})", _GOV),
    Pair("dashes for words", f"Mẫu [—]({_GOV})", f"Mẫu [tin — bài]({_GOV})", _GOV),
    Pair("no words, to an own page", "Mẫu [ ](bai-mau-hai.md)", "Mẫu [bài hai](bai-mau-hai.md)", "bai-mau-thu-hai.html"),
    Pair("an emphasis of nothing", f"Mẫu [** **]({_GOV})", f"Mẫu [**đậm**]({_GOV})", _GOV),
    # ---- hidden by HTML
    Pair("hidden by a style", f'<span style="display:none">[cá độ]({_GOV})</span>', "Dùng `display:none` để ẩn."),
    Pair("hidden by a comment", "Chữ <!-- [cá độ](https://xau.example) --> chữ", "Chú thích viết là `<!-- … -->`."),
    Pair("a raw anchor", '<a href="https://xau.example">tin</a>', "Thẻ `<a>` tạo liên kết."),
    Pair("a raw area", '<map><area href="https://xau.example"></map>', "Thẻ `<area>` ít dùng."),
    Pair("a raw form", '<form action="https://xau.example"><button>Gửi</button></form>', "Thẻ `<form>` gửi dữ liệu."),
    # ---- hosts that nobody approved
    Pair("a foreign host", "[tin](https://xau.example/a)", "[tin](https://haiphong.gov.vn/a)", "https://haiphong.gov.vn/a"),
    Pair("a bare foreign address", "<https://xau.example/a>", f"<{_GOV}>", _GOV),
    Pair("a foreign reference", "[tin][1]\n\n[1]: https://xau.example/a", f"[tin][1]\n\n[1]: {_GOV}", _GOV),
    Pair("a foreign picture link", "[![Cảnh phố mẫu](tep/anh.png)](https://xau.example)", f"[![Cảnh phố mẫu](tep/anh.png)]({_GOV})", _GOV),
    Pair("a foreign note", "Chữ[^1]\n\n[^1]: Xem [tin](https://xau.example).", f"Chữ[^1]\n\n[^1]: Xem [tin]({_GOV}).", _GOV),
    Pair("a foreign cell", "| a | b |\n|---|---|\n| [x](https://xau.example) | c |", f"| a | b |\n|---|---|\n| [x]({_GOV}) | c |", _GOV),
    # ---- forms of address
    Pair("a user", "[tin](https://haiphong.gov.vn@xau.example/)", "[hộp thư](mailto:van-phong@haiphong.gov.vn)", "mailto:"),
    Pair("a user and a password", "[tin](https://haiphong.gov.vn:443@xau.example/)", "[tin](https://haiphong.gov.vn:443/a)", ":443/a"),
    Pair("an empty user", "[tin](https://@haiphong.gov.vn/)", "[tin](https://haiphong.gov.vn/@van-phong)", "/@van-phong"),
    Pair("a user in percent signs", "[tin](https://haiphong.gov.vn%40xau.example/)", "[tin](https://haiphong.gov.vn/a%40b)", "a%40b"),
    Pair("two slashes", "[tin](//xau.example/a)", "[tin](/van-ban/index.html)", "../van-ban/index.html"),
    Pair("a slash and its twin", "[tin](/\\xau.example/a)", "[tin](../../van-ban/05-nq-tu.md)", "05-nq-tu-2026.html"),
    Pair("two backslashes", "[tin](\\\\\\\\xau.example\\\\a)", "Ổ chung `\\\\may-chu\\tep`."),
    Pair("three slashes", "[tin](https:///xau.example/a)", "[tin](https://haiphong.gov.vn///a)", "gov.vn///a"),
    Pair("no slashes", "[tin](https:xau.example)", "Ghi đủ `https:` và hai dấu gạch."),
    Pair("a backslash before the host", "[tin](https://xau.example\\@haiphong.gov.vn/)", "[tin](https://haiphong.gov.vn/a_b)", "a_b"),
    Pair("two slashes in percent signs", "[tin](/%2fxau.example/a)", "[tin](https://haiphong.gov.vn/a%2fb)", "a%2fb"),
    Pair("a port of its own", "[tin](https://haiphong.gov.vn:8443/a)", "[tin](http://haiphong.gov.vn:80/a)", ":80/a"),
    Pair("a port that is none", "[tin](https://haiphong.gov.vn:cong/a)", "[tin](https://haiphong.gov.vn/cong:a)", "cong:a"),
    # ---- hosts that look like another
    Pair("the host before another", "[tin](https://haiphong.gov.vn.xau.example/)", "[tin](https://so.haiphong.gov.vn/)", "so.haiphong"),
    Pair("the host with dashes", "[tin](https://haiphong-gov-vn.example/)", "[báo](https://haiphong.vn/)"),
    Pair("the host without its dots", "[tin](https://chinhphuvn.example/)", "[báo](https://baochinhphu.vn/a)"),
    Pair("a figure for a letter", "[tin](https://ha1phong.gov.vn/)", "[đài](https://24h.example/)"),
    Pair("letters changed round", "[tin](https://haipohng.gov.vn/)", "[tỉnh bạn](https://haiduong.gov.vn/)"),
    Pair(
        "a letter too many", "[tin](https://dichvucongs.gov.vn/)", "[nộp hồ sơ](https://dichvucong.gov.vn/)", "https://dichvucong.gov.vn/"
    ),
    Pair("another ending by a letter", "[tin](https://haiphong.gov.vm/)", "[trường](https://haiphong.edu.vn/)"),
    Pair("a Cyrillic letter", "[tin](https://h\u0430iphong.gov.vn/)", "[tên miền tiếng Việt](https://báomẫu.vn/)"),
    Pair("letters with marks", "[tin](https://hảiphòng.gov.vn/)", "[tên miền tiếng Việt](https://tinphường.vn/)"),
    Pair("Punycode of a look-alike", "[tin](https://xn--hiphong-2fg.gov.vn/)", "[tin](https://haiphong.gov.vn/xn--a)", "/xn--a"),
    Pair("wide letters", "[tin](https://ｈａｉｐｈｏｎｇ.gov.vn/)", "[ｈａｉ rộng](https://haiphong.gov.vn/rong)", "/rong"),
    Pair("a Chinese full stop", "[tin](https://haiphong。gov。vn/)", "[tin。](https://haiphong.gov.vn/han)", "/han"),
    Pair("a dot behind", "[tin](https://haiphong.gov.vn./)", "[tin](https://haiphong.gov.vn/a.)", "/a."),
    Pair("a comma in the host", "[tin](https://xau.example,.haiphong.gov.vn/)", "[tin](https://haiphong.gov.vn/a,b)", "/a,b"),
    Pair("a number for a host", "[tin](https://2130706433/)", "[tổng đài](tel:1022)", "tel:1022"),
    Pair("a number in hexadecimal", "[tin](https://0x7f.1/)", "[tin](https://haiphong.gov.vn/0x7f)", "/0x7f"),
    Pair("four numbers", "[tin](https://203.0.113.7/)", "[tin](https://haiphong.gov.vn/203.0.113.7)", "/203.0.113.7"),
    # ---- words that lie, and ways round
    Pair("words of another host", f"[haiphong.gov.vn]({_MINISTRY})", f"[chinhphu.vn]({_MINISTRY})", _MINISTRY),
    Pair("words of another address", f"[https://haiphong.gov.vn/a]({_MINISTRY})", f"[TP.HCM học chinhphu.vn]({_MINISTRY})", _MINISTRY),
    Pair("an open redirect", "[tin](https://haiphong.gov.vn/di?u=https://xau.example/)", f"[tin]({_GOV}?u={_MINISTRY})", "?u="),
    Pair("a redirect in percent signs", f"[tin]({_GOV}?u=https%253A%252F%252Fxau.example)", f"[tin]({_GOV}?q=50%25)", "?q=50%25"),
    Pair("a redirect without a scheme", f"[tin]({_GOV}?u=//xau.example)", f"[tin]({_GOV}?u=/xau.example)", "?u=/xau"),
    # ---- schemes
    Pair("javascript", "[tin](javascript:alert(1))", "Gõ `javascript:alert(1)` không có tác dụng."),
    Pair("capitals and entities", "[tin](JaVa&#115;cript:alert(1))", "Ngôn ngữ [JavaScript](bai-mau-hai.md)", "bai-mau-thu-hai"),
    Pair("javascript with a tab", "[tin](java&#9;script:alert(1))", "[tin\tmới](bai-mau-hai.md)", "bai-mau-thu-hai"),
    Pair("javascript with a named colon", "[tin](javascript&colon;alert(1))", "Giờ làm việc 7&colon;30."),
    Pair("data", "[tin](data:text/html;base64,PHNjcmlwdD4=)", "Viết `data:` trong mã."),
    Pair("vbscript", "[tin](vbscript:msgbox(1))", "Mã `vbscript:` cũ."),
    Pair("a blob", "[tin](blob:https://haiphong.gov.vn/a)", "Mã `blob:` của trình duyệt."),
    Pair("a file of the machine", "[tin](file:///C:/Windows/win.ini)", "Ổ đĩa C:/Windows là của máy."),
    # ---- pictures, letters, telephones
    Pair("a foreign picture", "![Cảnh phố mẫu](https://xau.example/a.png)", "![Cảnh phố mẫu](tep/anh.png)", "hinh/"),
    Pair("a picture of data", "![Cảnh phố mẫu](data:image/svg+xml,x)", "![Cảnh phố mẫu](../../tep/anh.png)", "hinh/"),
    Pair("a letter with a copy", "[thư](mailto:a@haiphong.gov.vn?bcc=b@xau.example)", "[thư](mailto:a.b@haiphong.gov.vn)", "mailto:a.b@"),
    Pair("a letter to two", "[thư](mailto:a@haiphong.gov.vn,b@xau.example)", "Hai hộp thư: a@haiphong.gov.vn, b@haiphong.gov.vn."),
    Pair("a code of the network", "[gọi](tel:*21*0900000000%23)", "[gọi](tel:+842253123456)", "tel:+84"),
    # ---- signs that turn words round
    Pair("turned round by an entity", f"[&#x202E;nv.vog](https://xau.example) {_GOV}", f"[viết xuôi]({_GOV})", _GOV),
    Pair(
        "an unseen letter in the host",
        "[tin](https://hai&#8203;phong.gov.vn/)",
        "[tin](https://haiphong.gov.vn/&#97;)",
        "https://haiphong.gov.vn/a",
    ),
    Pair("a soft hyphen in the host", "[tin](https://hai&shy;phong.gov.vn/)", "[Hải-Phòng](https://haiphong.gov.vn/hp)", "/hp"),
)
