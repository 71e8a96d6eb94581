"""What a print shop must know about a print file, as a Vietnamese text: sizes, inks, outlines, approval, the wording itself."""

from plugins.media.qr_codes import QUIET_ZONE
from plugins.media.street_code import module_size
from plugins.media.street_colours import StreetPalette, percent_text
from plugins.media.street_drawing import StreetView, draw_shapes
from plugins.media.street_sizes import BLEED, TEXT_MARGIN, StreetProduct, StreetSize, file_name
from plugins.vietnamese.numbers import format_number

NOT_APPROVED = "CHƯA DUYỆT: không in"
_INKS = {
    "ground": "Nền",
    "ornament": "Hoa văn chìm",
    "text": "Chữ",
    "accent": "Chữ nhấn, ngôi sao",
    "small": "Tên đơn vị",
    "line": "Khung, đường kẻ",
    "code": "Mã QR",
    "code_ground": "Nền mã QR",
}


def write_print_note(view: StreetView) -> bytes:
    """The note as UTF-8 with CR LF, since it is opened on Windows; SourceError as of `draw_shapes`."""
    drawing = draw_shapes(view)
    layout = drawing.layout
    lines = [
        "GHI CHÚ CHO NHÀ IN",
        "",
        f"Duyệt: {view.approval or NOT_APPROVED}",
        f"Đơn vị: {' · '.join(layout.unit)}",
        "Nội dung, đúng từng dòng:",
        *(f"    {' '.join(run.text for run in line.runs)}" for line in layout.layout.lines),
        "",
        *_size_lines(view.size),
        f"Chữ in hoa cao {layout.capital:.0f} mm. Chữ đã chuyển thành đường nét, tệp không chứa phông và không cần phông nào.",
    ]
    if view.url and layout.places.code is not None:
        module = module_size(view.url, layout.places.code, view.source)
        side = format_number(layout.places.code.width, 0)
        lines.append(f"Mã QR {side} mm, mỗi ô {format_number(module, 1)} mm, lề trắng {QUIET_ZONE} ô: {view.url}. Quét thử trước khi in.")
    if view.logo:
        lines.append("Biểu trưng do phường cung cấp, là ảnh trong tệp; kiểm tra độ nét trước khi in.")
    lines += ["", "Màu (CMYK, phần trăm mực):", *_ink_lines(drawing.palette, {shape.ink for shape in drawing.shapes})]
    lines += ["Nhà in chỉnh theo máy và chất liệu; chữ phải nổi rõ trên nền, không đổi nội dung, không kéo giãn chữ.", "", "Tệp:"]
    lines += [f"    {file_name(product, view.size)}" for product in StreetProduct]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _size_lines(size: StreetSize) -> list[str]:
    whole = f"{size.width + 2 * BLEED} × {size.height + 2 * BLEED} mm"
    scale = f"1:{size.scale}"
    if size.is_reduced:
        scale += f": phóng to {size.scale} lần ({size.scale * 100} %) khi in"
    return [
        f"Khổ cắt (TrimBox): {size.dimensions}, {size.name}",
        f"Khổ in (BleedBox): {whole}, chừa xén {BLEED} mm mỗi cạnh",
        f"Tỷ lệ tệp: {scale}",
        f"Chữ cách mép cắt ít nhất {TEXT_MARGIN} mm; khoen, nẹp, đường may nằm ngoài khung.",
    ]


def _ink_lines(palette: StreetPalette, used: set[tuple[int, int, int, int]]) -> list[str]:
    """The inks that the file has: plain paper is told as such."""
    lines = []
    for field, label in _INKS.items():
        ink = getattr(palette, field)
        if ink in used and (not field.startswith("code") or palette.code in used):
            lines.append(f"    {label}: {percent_text(ink) if any(ink) else 'để trắng (không in mực)'}")
    return lines
