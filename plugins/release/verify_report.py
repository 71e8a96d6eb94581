"""A verdict for people and for monitors.

Text: the first line says whether the site is ours; then what is wrong, what to do now, whom to call, what was looked at and
what nobody can see that way. JSON: one object, stable; a field's meaning changes only with `schema`.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from plugins.release.findings import MEANINGS, Finding, Judgement, Kind, Verdict

SCHEMA = 1
#: paths that the text names of each group
_NAMED = 10
_FIRST_LINES = {
    Judgement.OURS: "ĐÚNG LÀ TRANG CỦA PHƯỜNG. Không thấy gì bị thay đổi.",
    Judgement.FLAWED: "ĐÚNG LÀ NỘI DUNG CỦA PHƯỜNG, nhưng có việc phải sửa.",
    Judgement.UNKNOWN: "CHƯA KẾT LUẬN ĐƯỢC: không hỏi được hết trang.",
    Judgement.ALTERED: "KHÔNG CÒN ĐÚNG NHƯ PHƯỜNG ĐÃ ĐĂNG. Người dân có thể đang thấy nội dung lạ.",
}
_UNSIGNED = "KHỚP VỚI BẢN KÊ, NHƯNG BẢN KÊ CHƯA KÝ: chưa ai chứng minh được đây là trang của phường."
#: when something was altered, before anybody touches the server
_FIRST_OF_ALL = "Báo ngay cho người dưới đây; chưa xóa gì trên máy chủ, vì đó là dấu vết."
_POLICE = "Nếu nghi có người cố ý: lãnh đạo phường và lực lượng an ninh mạng của Công an thành phố."
_REMOTE = (
    "Đã hỏi như bốn loại người xem: bình thường, máy tìm kiếm, bấm từ kết quả tìm kiếm, điện thoại; và hỏi thử địa chỉ không có thật.",
    "Không thấy được từ bên ngoài: tệp lạ mà không trang nào dẫn tới, và máy chủ lừa riêng địa chỉ mạng của máy tìm kiếm. "
    "Muốn chắc, chạy thêm trên máy chủ: python3 tasks.py verify --dir THƯ_MỤC.",
)
_LOCAL = ("Đã đi hết thư mục: tệp lạ, liên kết, quyền của tệp. Máy chủ gửi gì ra ngoài thì phải kiểm thêm bằng --url.",)


def as_text(verdict: Verdict, contacts: Sequence[str] = ()) -> str:
    """The report, for somebody who is no engineer. `contacts`: lines of whom to call, as the ward states them."""
    is_proved = verdict.is_signed or verdict.judgement is not Judgement.OURS
    parts = [_FIRST_LINES[verdict.judgement] if is_proved else _UNSIGNED, _place(verdict)]
    if verdict.findings:
        parts += ["", "Sai ở đâu", *_groups(verdict.findings), "", "Làm gì bây giờ", *_steps(verdict)]
        parts += ["", "Gọi ai", *(f"- {line}" for line in contacts or ("Người phụ trách kỹ thuật của phường.",))]
        if verdict.judgement is Judgement.ALTERED:
            parts.append(f"- {_POLICE}")
    return "\n".join([*parts, "", "Đã xem những gì", *(f"- {line}" for line in _scope(verdict)), ""])


def reasons_to_go_back(verdict: Verdict) -> tuple[str, ...]:
    """Lines that say why the release before a just published one is better; empty when it would be no better.

    An old release has the same server, the same settings and the same network: only what is not as it was staged counts.
    """
    grave = [finding for finding in verdict.findings if finding.judgement is Judgement.ALTERED or finding.kind is Kind.OTHER_RELEASE]
    return tuple(_groups(grave))


def as_json(verdict: Verdict) -> str:
    """The report for a monitor: one object, UTF-8, a line at its end."""
    value = {
        "schema": SCHEMA,
        "ok": not verdict.findings,
        "judgement": verdict.judgement,
        "where": verdict.where,
        "release": verdict.release or None,
        "age_seconds": verdict.age,
        "signed": verdict.is_signed,
        "counts": {"listed": verdict.counts.listed, "compared": verdict.counts.compared, "answers": verdict.counts.answers},
        "findings": [
            {"kind": finding.kind, "path": finding.path, "judgement": finding.judgement, "what": finding.what, "todo": finding.todo}
            for finding in verdict.findings
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _place(verdict: Verdict) -> str:
    if verdict.age is None:
        return verdict.where
    return f"{verdict.where} · bản {verdict.release}, đăng {_since(verdict.age)}"


def _since(seconds: int) -> str:
    if seconds < 120:
        return "vừa xong"
    return f"{seconds // 60} phút trước" if seconds < 7200 else f"{seconds // 3600} giờ trước"


def _groups(findings: Sequence[Finding]) -> Iterator[str]:
    for kind, found in groupby(findings, key=lambda finding: finding.kind):
        rows = list(found)
        yield f"- {MEANINGS[kind].heading}:"
        yield from (f"    {row.path}: {row.what}" if row.path else f"    {row.what}" for row in rows[:_NAMED])
        if len(rows) > _NAMED:
            yield f"    … và {len(rows) - _NAMED} chỗ nữa (xem đủ bằng --json)."


def _steps(verdict: Verdict) -> Iterator[str]:
    steps = [_FIRST_OF_ALL] if verdict.judgement is Judgement.ALTERED else []
    steps += dict.fromkeys(finding.todo for finding in verdict.findings)
    yield from (f"{number}. {step}" for number, step in enumerate(steps, 1))


def _scope(verdict: Verdict) -> Iterator[str]:
    counts = verdict.counts
    if counts.compared:
        yield f"Bản kê có {counts.listed} tệp; đã so từng byte {counts.compared} lượt tệp."
    else:
        yield "Chưa so được tệp nào."
    if not verdict.is_signed:
        yield "Bản kê KHÔNG có chữ ký (MANIFEST_KEY đang trống): ai vào được máy chủ cũng có thể thay cả tệp lẫn bản kê mà không lộ."
    if counts.compared:
        yield from _REMOTE if verdict.is_remote else _LOCAL
