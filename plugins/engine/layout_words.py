"""How a slogan is set, in words for the office: figures, and what should be mended, as Vietnamese sentences."""

from msgspec import Struct

from plugins.media.setting import Setting
from plugins.vietnamese.numbers import format_number

#: type this near to the least size is named: the next word added would be refused
_NEAR = 1.15
#: lines more uneven than this look torn (root mean square of width / mean - 1). The layout aims at 0.20, but larger emphasised lines
#: and whole phrases take some of it: of the slogans that people set well, many have 0.3
_MOST_RAGGED = 0.33
#: breaks that cost more on the average split what belongs together (THÀNH PHỐ | ÂM NHẠC costs 3)
_MOST_SCORE = 2.5


class Remark(Struct, frozen=True, kw_only=True):
    """What an editor should know of a setting."""

    #: what is seen: dòng dài dòng ngắn
    text: str
    #: what to do about it, a sentence
    advice: str
    #: must it be mended? Else it should be looked at
    is_grave: bool


def figures_of(setting: Setting, size: str) -> tuple[str, ...]:
    """Size of type (as `size` words it), evenness, fill and breaks."""
    score = format_number(round(setting.score, 1), 1).replace("-", "−")
    return size, f"độ đều dòng {percent(1 - setting.raggedness)}", f"độ đầy {percent(setting.fill)}", f"điểm ngắt {score}"


def remarks_of(setting: Setting, unit: str) -> tuple[Remark, ...]:
    """What to mend. `unit`: of the sizes of type."""
    remarks = [
        Remark(text=reason, advice="Rút ngắn câu chữ, hoặc chọn chỗ ngắt khác bằng “|”.", is_grave=True) for reason in setting.reasons
    ]
    if setting.size < _NEAR * setting.least:
        text = f"Chữ nhỏ: {setting.size:.0f} {unit}, mức tối thiểu là {setting.least:.0f} {unit}."
        remarks.append(Remark(text=text, advice="Rút ngắn câu chữ, hoặc bỏ bớt “|” và “~” để chữ lớn hơn.", is_grave=False))
    if setting.score > _MOST_SCORE:
        advice = "Chọn chỗ ngắt bằng “|”, giữ những tiếng nên đi liền bằng “~”."
        remarks.append(Remark(text="Chỗ ngắt chưa đẹp.", advice=advice, is_grave=False))
    if setting.raggedness > _MOST_RAGGED:
        remarks.append(Remark(text="Dòng dài dòng ngắn.", advice="Thêm “|” để các dòng dài gần bằng nhau.", is_grave=False))
    return tuple(remarks)


def percent(share: float) -> str:
    """A share as people read it: 88 %."""
    return f"{max(0, round(100 * share))} %"
