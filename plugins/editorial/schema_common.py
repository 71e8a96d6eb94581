"""Fields that every type of entry has, in the order in which they are written."""

from plugins.core.model import Consent, Image, Status, Video
from plugins.editorial.schema_field import Field, Kind

_IMAGE = (
    Field(name="file", kind=Kind.PATH, label="tệp ảnh", help="Tệp ảnh trong thư mục tep/.", example="tep/hoi-nghi.jpg", is_required=True),
    Field(
        name="alt",
        kind=Kind.LINE,
        label="mô tả ảnh",
        help="Một câu nói rõ ảnh có gì, cho người không nhìn thấy ảnh.",
        example="Người dân đọc bảng tin ở nhà văn hóa tổ dân phố",
        is_required=True,
    ),
    Field(
        name="credit", kind=Kind.LINE, label="nguồn ảnh", help="Ai chụp hoặc ai cung cấp ảnh.", example="Trung tâm Dịch vụ sự nghiệp công"
    ),
    Field(
        name="map_checked",
        kind=Kind.LINE,
        label="người xác nhận bản đồ",
        help="Chức danh người đã kiểm tra bản đồ có đủ Hoàng Sa và Trường Sa.",
        example="Công chức địa chính",
    ),
)

_VIDEO = (
    Field(
        name="url",
        kind=Kind.ADDRESS,
        label="địa chỉ video",
        help="Địa chỉ trang có video.",
        example="https://example.vn/v",
        is_required=True,
    ),
    Field(
        name="transcript", kind=Kind.TEXT, label="lời thoại", help="Toàn bộ lời nói trong video, bằng chữ.", example="Lời thoại của video"
    ),
    Field(
        name="poster", kind=Kind.PATH, label="ảnh đại diện", help="Ảnh hiện trước khi phát, trong thư mục tep/.", example="tep/video.jpg"
    ),
)

_CONSENT = (
    Field(
        name="file_number",
        kind=Kind.LINE,
        label="số hồ sơ đồng ý",
        help="Số của tờ đồng ý giữ ở phường; không ghi tên, chữ ký hay số điện thoại.",
        example="HS-12/2026",
        is_required=True,
    ),
    Field(name="date", kind=Kind.DATE, label="ngày đồng ý", help="Ngày ghi trên tờ đồng ý.", example="2026-05-01", is_required=True),
    Field(
        name="scope",
        kind=Kind.LINE,
        label="phạm vi đồng ý",
        help="Đồng ý cho đăng những gì, ghi rõ từng thứ: ảnh, điện thoại, địa chỉ, ngày sinh.",
        example="Ảnh và bài trên cổng",
        is_required=True,
    ),
    Field(
        name="until",
        kind=Kind.DATE,
        label="đồng ý đến ngày",
        help="Hết ngày này bài tự gỡ xuống; muốn đăng tiếp thì hỏi lại.",
        example="2027-05-01",
    ),
    Field(
        name="guardian", kind=Kind.YES_NO, label="người giám hộ đồng ý", help="true khi người giám hộ của trẻ đã đồng ý.", example="true"
    ),
    Field(name="child", kind=Kind.YES_NO, label="trẻ đồng ý", help="true khi trẻ từ đủ 7 tuổi đã đồng ý.", example="true"),
)

HEAD = (
    Field(
        name="id",
        kind=Kind.ID,
        label="mã bài",
        help="Mã riêng do lệnh “new” ghi một lần; không bao giờ đổi.",
        example="bv-2026-k7m3qd",
        is_required=True,
    ),
    Field(
        name="title",
        kind=Kind.LINE,
        label="tiêu đề",
        help="Tiêu đề của bài, một dòng.",
        example="Tiêu đề của bài",
        is_required=True,
        longest=250,
    ),
    Field(
        name="slug",
        kind=Kind.SLUG,
        label="đường dẫn",
        help="Tên trong địa chỉ trang; bỏ trống thì lấy từ tiêu đề hoặc số văn bản.",
        example="tin-moi",
    ),
    Field(
        name="redirect_from",
        kind=Kind.SLUG,
        label="đường dẫn cũ",
        help="Các đường dẫn cũ của bài này, để liên kết cũ vẫn đến nơi.",
        example="tin-cu",
        is_list=True,
    ),
    Field(
        name="date",
        kind=Kind.MOMENT,
        label="ngày đăng",
        help="Ngày đăng, có thể kèm giờ, theo giờ Việt Nam.",
        example="2026-01-14T08:00",
        is_required=True,
    ),
    Field(name="updated", kind=Kind.MOMENT, label="ngày cập nhật", help="Ngày sửa nội dung gần nhất.", example="2026-02-01"),
    Field(
        name="publish_at",
        kind=Kind.MOMENT,
        label="giờ hẹn đăng",
        help="Bài chỉ xuất hiện từ lúc này.",
        example="2026-07-05T08:00",
    ),
    Field(
        name="expires",
        kind=Kind.MOMENT,
        label="hạn đăng",
        help="Ngày cuối cùng bài còn trên cổng; ghi thêm giờ thì bài gỡ xuống từ giờ ấy.",
        example="2026-12-31",
    ),
    Field(name="review_by", kind=Kind.DATE, label="hạn rà soát", help="Ngày phải đọc lại xem bài còn đúng không.", example="2026-12-31"),
    Field(
        name="status",
        kind=Kind.CHOICE,
        label="trạng thái",
        help="draft là bản nháp, published là đăng, withdrawn là gỡ xuống.",
        example="draft",
        is_required=True,
        choices=tuple(Status),
    ),
    Field(
        name="author",
        kind=Kind.LINE,
        label="đơn vị hoặc người viết",
        help="Đơn vị hoặc người viết bài.",
        example="Phòng Văn hóa - Xã hội",
    ),
    Field(name="reviewed_by", kind=Kind.LINE, label="người duyệt", help="Chức danh người duyệt bài.", example="Phòng Văn hóa - Xã hội"),
)

SUMMARY = Field(
    name="summary",
    kind=Kind.TEXT,
    label="tóm tắt",
    help="Một, hai câu nói điều quan trọng nhất; hiện ở danh sách và nguồn tin.",
    example="Một câu nói điều quan trọng nhất của bài.",
    is_required=True,
)

TAIL = (
    Field(
        name="key_points",
        kind=Kind.LINE,
        label="ý chính",
        help="Ba đến năm ý người dân cần nhớ.",
        example="Một ý người dân cần nhớ",
        is_list=True,
    ),
    Field(
        name="tags",
        kind=Kind.TAG,
        label="từ khóa",
        help="Vài từ khóa để tìm bài cùng chủ đề.",
        example="Nghị quyết 05",
        is_list=True,
        longest=60,
    ),
    Field(name="image", kind=Kind.MAPPING, label="ảnh chính", help="Ảnh chính của bài, kèm mô tả và nguồn.", subfields=_IMAGE, model=Image),
    Field(name="video", kind=Kind.MAPPING, label="video", help="Video của bài, kèm lời thoại.", subfields=_VIDEO, model=Video),
    Field(
        name="files",
        kind=Kind.PATH,
        label="tệp đính kèm",
        help="Tệp cho người dân tải về, trong thư mục tep/.",
        example="tep/mau.pdf",
        is_list=True,
    ),
    Field(
        name="sources",
        kind=Kind.LINE,
        label="nguồn",
        help="Văn bản, báo hoặc cơ quan đã cung cấp thông tin.",
        example="Báo Hải Phòng, ngày 14/01/2026",
        is_list=True,
    ),
    Field(name="lang", kind=Kind.CHOICE, label="ngôn ngữ", help="vi là tiếng Việt, en là tiếng Anh.", example="vi", choices=("vi", "en")),
    Field(
        name="unit",
        kind=Kind.LINE,
        label="đơn vị phụ trách",
        help="Đơn vị của phường chịu trách nhiệm về nội dung.",
        example="Phòng Văn hóa - Xã hội",
    ),
    Field(
        name="channels",
        kind=Kind.CHOICE,
        label="kênh thêm",
        help="handout là tờ rơi, slides là bản trình chiếu, social là gói bài mạng xã hội.",
        example="handout",
        is_list=True,
        choices=("handout", "slides", "social"),
    ),
    Field(
        name="consent",
        kind=Kind.MAPPING,
        label="sự đồng ý",
        help="Khi bài có chuyện riêng hoặc ảnh của người dân: ghi số tờ đồng ý giữ ở phường, không ghi tên ai.",
        subfields=_CONSENT,
        model=Consent,
    ),
    Field(
        name="allow",
        kind=Kind.PERMIT,
        label="cảnh báo bỏ qua",
        help="Mã quy tắc, dấu hai chấm và lý do bỏ qua cảnh báo đó cho bài này.",
        example='"VB07: văn bản của quận cũ, không có trong kho"',
        is_list=True,
    ),
)
