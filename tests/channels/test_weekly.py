"""The week's digest as plain text."""

from plugins.channels.weekly import WeeklyGroup, WeeklyRow, WeeklyView, weekly_text

VIEW = WeeklyView(
    site_name="Cổng mẫu",
    first="20/11/2026",
    last="26/11/2026",
    groups=(WeeklyGroup(label="Văn bản", rows=(WeeklyRow(title="Bài mẫu", summary="", url="https://mau.example/a.html"),)),),
    follow="https://mau.example/theo-doi.html",
)


def test_the_text_is_ready_to_paste() -> None:
    """Kinds in capitals, a dot before each title, each address on a line of its own, no empty summary."""
    assert weekly_text(VIEW) == (
        "CỔNG MẪU\nBản tin tuần, từ ngày 20/11/2026 đến ngày 26/11/2026\n\nVĂN BẢN\n\n• Bài mẫu\nhttps://mau.example/a.html\n\n"
        "Theo dõi tin của phường: https://mau.example/theo-doi.html\n"
    )
