"""Fields that one type of entry adds, by folder of content/, in the order in which they are written."""

from collections.abc import Mapping

from plugins.core.model import Approval, Commendation, LegalStatus, NoticeLevel, Result, SloganFormat, Validity
from plugins.editorial.schema_field import Field, Kind

_VALID = (
    Field(name="from", kind=Kind.DATE, label="từ ngày", help="Ngày đầu tiên có giá trị.", example="2026-03-01"),
    Field(name="to", kind=Kind.DATE, label="đến ngày", help="Ngày cuối cùng có giá trị.", example="2026-03-31"),
)

_ARTICLE = (
    Field(
        name="category",
        kind=Kind.SLUG,
        label="chuyên mục",
        help="Khóa của chuyên mục trong du-lieu/chuyen-muc.toml.",
        example="tin-hoat-dong",
        is_required=True,
    ),
    Field(
        name="broadcast",
        kind=Kind.TEXT,
        label="lời phát thanh",
        help="Lời viết riêng cho loa phường; bỏ trống thì lấy từ bài.",
        example="Lời đọc trên loa phường.",
    ),
)

_MODEL = (
    Field(name="field", kind=Kind.LINE, label="lĩnh vực", help="Lĩnh vực của mô hình.", example="Chuyển đổi số", is_required=True),
    Field(name="started", kind=Kind.DATE, label="ngày bắt đầu", help="Ngày mô hình bắt đầu.", example="2026-03-01"),
    Field(
        name="results",
        kind=Kind.MAPPING,
        label="kết quả",
        help="Mỗi kết quả phải kèm nguồn số liệu.",
        is_list=True,
        model=Result,
        subfields=(
            Field(
                name="text", kind=Kind.LINE, label="kết quả", help="Kết quả, có con số.", example="12 tổ dân phố tham gia", is_required=True
            ),
            Field(name="source", kind=Kind.LINE, label="nguồn", help="Báo cáo nào ghi số này.", example="Báo cáo sơ kết", is_required=True),
        ),
    ),
    Field(
        name="how_to_copy",
        kind=Kind.TEXT,
        label="cách làm theo",
        help="Nơi khác muốn làm theo thì bắt đầu từ đâu.",
        example="Bắt đầu từ một tổ dân phố.",
    ),
)

_COMMENDATION = (
    Field(
        name="number", kind=Kind.LINE, label="số quyết định", help="Số, ký hiệu quyết định khen.", example="12/QĐ-UBND", is_required=True
    ),
    Field(name="date", kind=Kind.DATE, label="ngày quyết định", help="Ngày ký quyết định.", example="2026-05-19", is_required=True),
    Field(
        name="issuer", kind=Kind.LINE, label="nơi khen", help="Cơ quan ra quyết định.", example="Ủy ban nhân dân phường", is_required=True
    ),
)

_EXEMPLAR = (
    Field(
        name="kind",
        kind=Kind.CHOICE,
        label="loại gương",
        help="person là cá nhân, collective là tập thể.",
        example="person",
        is_required=True,
        choices=("person", "collective"),
    ),
    Field(
        name="commendation",
        kind=Kind.MAPPING,
        label="quyết định khen",
        help="Quyết định khen thưởng, nếu có.",
        subfields=_COMMENDATION,
        model=Commendation,
    ),
)

# number, issuer and excerpt are judged by rules VB05 and VB10, which know what a draft may lack
_DOCUMENT = (
    Field(
        name="number", kind=Kind.JUDGED_NUMBER, label="số, ký hiệu", help="Số, ký hiệu như trên văn bản.", example="05-NQ/TU", if_absent=""
    ),
    Field(name="kind", kind=Kind.LINE, label="loại văn bản", help="Tên loại văn bản, viết đủ chữ.", example="Nghị quyết", is_required=True),
    Field(
        name="issuer",
        kind=Kind.LINE,
        label="cơ quan ban hành",
        help="Tên đầy đủ của cơ quan ban hành.",
        example="Thành ủy Hải Phòng",
        if_absent="",
    ),
    Field(
        name="issued",
        kind=Kind.DATE_OR_UNKNOWN,
        label="ngày ban hành",
        help="Ngày ghi trên văn bản; chưa biết thì ghi unknown và nêu nguồn.",
        example="2026-01-14",
    ),
    Field(name="effective", kind=Kind.DATE, label="ngày có hiệu lực", help="Ngày văn bản bắt đầu có hiệu lực.", example="2026-01-14"),
    Field(name="effective_until", kind=Kind.DATE, label="ngày hết hiệu lực", help="Ngày văn bản hết hiệu lực.", example="2030-12-31"),
    Field(
        name="legal_status",
        kind=Kind.CHOICE,
        label="tình trạng hiệu lực",
        help="draft là dự thảo, in_force là còn hiệu lực, replaced là đã thay thế, expired là hết hiệu lực.",
        example="in_force",
        is_required=True,
        choices=tuple(LegalStatus),
    ),
    Field(name="signer", kind=Kind.LINE, label="người ký", help="Chức vụ và tên người ký văn bản.", example="Bí thư"),
    Field(
        name="excerpt", kind=Kind.TEXT, label="trích yếu", help="Trích yếu như trên văn bản.", example="Về việc tuyên truyền", if_absent=""
    ),
    Field(
        name="implements",
        kind=Kind.JUDGED_NUMBER,
        label="căn cứ",
        help="Số của các văn bản mà văn bản này thực hiện.",
        example="05-NQ/TU",
        is_list=True,
    ),
    Field(
        name="replaces", kind=Kind.JUDGED_NUMBER, label="thay thế", help="Số của các văn bản bị thay thế.", example="80-KH/ĐU", is_list=True
    ),
    Field(
        name="amends", kind=Kind.JUDGED_NUMBER, label="sửa đổi", help="Số của các văn bản được sửa đổi.", example="80-KH/ĐU", is_list=True
    ),
)

_APPROVAL = (
    Field(
        name="number",
        kind=Kind.NUMBER,
        label="số văn bản duyệt",
        help="Số, ký hiệu văn bản duyệt khẩu hiệu.",
        example="80-KH/ĐU",
        is_required=True,
    ),
    Field(name="date", kind=Kind.DATE, label="ngày duyệt", help="Ngày của văn bản duyệt.", example="2026-03-01", is_required=True),
)

_SLOGAN = (
    Field(
        name="text",
        kind=Kind.TEXT,
        label="lời khẩu hiệu",
        help="Lời khẩu hiệu; | là chỗ xuống dòng, ~ là giữ liền, **…** là nhấn mạnh.",
        example="Xây dựng con người Hải Phòng",
        is_required=True,
    ),
    Field(
        name="approval",
        kind=Kind.MAPPING,
        label="văn bản duyệt",
        help="Văn bản đã duyệt khẩu hiệu này.",
        subfields=_APPROVAL,
        model=Approval,
    ),
    Field(
        name="valid",
        kind=Kind.MAPPING,
        label="thời gian dùng",
        help="Khẩu hiệu dùng từ ngày nào đến ngày nào.",
        subfields=_VALID,
        model=Validity,
    ),
    Field(
        name="formats",
        kind=Kind.CHOICE,
        label="khuôn ảnh",
        help="Các khuôn ảnh cần làm; bỏ trống thì làm đủ. chia-se là ngang 1200 × 630 (luôn có), vuong là vuông, doc là đứng 4 : 5, "
        "tin là đứng cả màn hình, ngang là ngang 16 : 9, bia là bìa trang, trang là nền trắng để in.",
        example="vuong",
        is_list=True,
        choices=tuple(SloganFormat),
    ),
    Field(
        name="unit_line",
        kind=Kind.LINE,
        label="dòng tên đơn vị",
        help="Tên đơn vị in dưới khẩu hiệu; bỏ trống thì lấy tên phường.",
        example="Phường Mẫu",
    ),
    Field(
        name="public_print",
        kind=Kind.YES_NO,
        label="cho tải bản in",
        help="true thì khi khẩu hiệu đã duyệt, người dân tải được tệp in băng rôn, phướn.",
        example="false",
    ),
)

_FACT_CHECK = (
    Field(
        name="claim",
        kind=Kind.TEXT,
        label="thông tin lan truyền",
        help="Điều đang lan truyền, kể lại ngắn gọn.",
        example="Điều đang lan truyền",
        is_required=True,
    ),
    Field(
        name="appeared",
        kind=Kind.LINE,
        label="nơi xuất hiện",
        help="Thông tin xuất hiện ở đâu, khi nào.",
        example="Mạng xã hội, tháng 5 năm 2026",
    ),
    Field(name="verdict", kind=Kind.LINE, label="kết luận", help="Kết luận trong vài chữ.", example="Sai sự thật", is_required=True),
    Field(
        name="evidence",
        kind=Kind.LINE,
        label="bằng chứng",
        help="Văn bản hoặc nguồn chính thức chứng minh kết luận.",
        example="Văn bản của cơ quan có thẩm quyền",
        is_required=True,
        is_list=True,
    ),
)

_ANSWER = (
    Field(
        name="question",
        kind=Kind.TEXT,
        label="câu hỏi",
        help="Câu hỏi của người dân, bỏ tên và địa chỉ.",
        example="Câu hỏi của người dân",
        is_required=True,
    ),
    Field(name="asked_on", kind=Kind.DATE, label="ngày hỏi", help="Ngày nhận câu hỏi.", example="2026-03-01", is_required=True),
    Field(name="office", kind=Kind.LINE, label="nơi trả lời", help="Đơn vị trả lời.", example="Phòng Văn hóa - Xã hội", is_required=True),
    Field(name="answered_on", kind=Kind.DATE, label="ngày trả lời", help="Ngày trả lời.", example="2026-03-05", is_required=True),
)

_NOTICE = (
    Field(
        name="level",
        kind=Kind.CHOICE,
        label="mức độ",
        help="tin là thông tin, canh-bao là cảnh báo, khan là khẩn.",
        example="tin",
        is_required=True,
        choices=tuple(NoticeLevel),
    ),
    Field(
        name="valid",
        kind=Kind.MAPPING,
        label="thời gian hiện",
        help="Thông báo hiện từ ngày nào đến ngày nào.",
        is_required=True,
        subfields=_VALID,
        model=Validity,
    ),
)

_PAGE = (
    Field(
        name="menu",
        kind=Kind.CHOICE,
        label="vị trí trong trình đơn",
        help="chinh là đầu trang, chan-trang là cuối trang; bỏ trống thì không hiện.",
        example="chan-trang",
        choices=("chinh", "chan-trang"),
    ),
    Field(name="order", kind=Kind.INTEGER, label="thứ tự", help="Số nhỏ đứng trước.", example="10"),
)

OWN: Mapping[str, tuple[Field, ...]] = {
    "bai-viet": _ARTICLE,
    "mo-hinh": _MODEL,
    "guong": _EXEMPLAR,
    "van-ban": _DOCUMENT,
    "khau-hieu": _SLOGAN,
    "kiem-chung": _FACT_CHECK,
    "tra-loi": _ANSWER,
    "thong-bao": _NOTICE,
    "trang": _PAGE,
}
