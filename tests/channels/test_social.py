"""Words for social networks: within each limit, cut at ends of sentences, with the link and hashtags always whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels.social import Limit, Network, Story, alt_file, hashtags, measured, networks, post, post_file
from plugins.media.formats import FORMAT_OF

STORY = Story(
    title="Bài mẫu",
    summary="Tóm tắt mẫu. Câu hai.",
    key_points=("Ý một.", "Ý hai."),
    body=("Đoạn thân bài.",),
    tags=("phường Mẫu", "chuyển đổi số"),
    url="https://mau.vn/bai-viet/bai-mau.html",
    is_live=True,
    sources=("Nguồn mẫu",),
)
BY_KEY = {network.key: network for network in networks()}
WORDS = st.text(st.sampled_from("aăđ Bố.;🙂<"), max_size=400)


def test_the_plan_names_four_networks() -> None:
    """Facebook, Zalo, YouTube, TikTok, each with pictures that are drawn and an aim within its limit."""
    assert [network.name for network in networks()] == ["Facebook", "Zalo", "YouTube", "TikTok"]
    for network in networks():
        assert set(network.pictures) <= set(FORMAT_OF)
        assert all(limit is None or limit.aim <= limit.most for limit in (network.text, network.title))


def test_a_post_says_what_matters_first() -> None:
    """Facebook: title, summary, points close together, link, hashtags with accents."""
    assert post_file(post(STORY, BY_KEY["facebook"])) == (
        "Bài mẫu\n\nTóm tắt mẫu. Câu hai.\n\n• Ý một.\n• Ý hai.\n\n"
        "Đọc cả bài: https://mau.vn/bai-viet/bai-mau.html\n\n#PhườngMẫu #ChuyểnĐổiSố\n"
    )


def test_a_network_with_a_title_has_it_apart() -> None:
    """YouTube: the title in a box of its own, sources in the description, hashtags without accents; no sign that it refuses."""
    written = post(replace(STORY, title="A < B", summary="1 > 0."), BY_KEY["youtube"])
    assert written.title == "A  B"
    assert written.text.startswith("1  0.\n\n• Ý một.")
    assert "\n\nNguồn: Nguồn mẫu.\n\n" in written.text
    assert written.text.endswith("#PhuongMau #ChuyenDoiSo")


def test_a_text_without_summary_speaks_by_its_body() -> None:
    """No summary and no key points: the first paragraphs; on TikTok, which takes no list, points stand in for a summary."""
    bare = replace(STORY, summary="", key_points=())
    assert "Đoạn thân bài." in post(bare, BY_KEY["zalo"]).text
    assert "• Ý một." in post(replace(STORY, summary=""), BY_KEY["tiktok"]).text
    assert "• Ý một." not in post(STORY, BY_KEY["tiktok"]).text


def test_an_address_that_leads_nowhere_says_so() -> None:
    """Before the ward has a domain, every text warns beside the link."""
    for network in networks():
        assert "(địa chỉ tạm: chưa có tên miền, đừng đăng)" in post(replace(STORY, is_live=False), network).text
        assert "địa chỉ tạm" not in post(STORY, network).text


def test_a_long_title_ends_with_a_whole_word() -> None:
    """A title beyond the limit of its box is cut between words, with a sign that it goes on."""
    title = post(replace(STORY, title="nghị quyết, " * 30), BY_KEY["tiktok"]).title
    assert title.endswith(("nghị…", "quyết…"))
    assert len(title) <= 90


@given(WORDS, WORDS, st.lists(WORDS, max_size=5), st.sampled_from(networks()))
def test_nothing_is_beyond_a_limit(title: str, summary: str, points: list[str], network: Network) -> None:
    """Whatever an entry says, title and text are within what the network takes, and the link is whole."""
    story = replace(STORY, title=f"Bài {title}"[:300], summary=summary, key_points=tuple(points), body=(summary,) * 9)
    written = post(story, network)
    assert network.text.count(written.text) <= network.text.most
    assert network.title is None or network.title.takes(written.title)
    assert story.url in written.text.split()
    assert not set(network.forbidden) & set(written.title + written.text)


@given(st.integers(100, 900))
def test_texts_are_cut_at_ends_of_sentences(most: int) -> None:
    """However little a network takes, what stands before the link ends with a sentence of the entry, or is the title alone."""
    network = replace(BY_KEY["zalo"], text=Limit(most=most, unit="characters", aim=most))
    story = replace(STORY, summary="Một câu mẫu dài vừa phải. " * 12, key_points=("Một ý mẫu.",) * 12)
    said = post(story, network).text.partition("\n\nĐọc cả bài")[0]
    assert said == "Bài mẫu" or said.endswith(("phải.", "mẫu."))
    assert len(post(story, network).text) <= most


@pytest.mark.parametrize(
    ("tags", "with_accents", "without"),
    [
        (["chuyển đổi số"], ["#ChuyểnĐổiSố"], ["#ChuyenDoiSo"]),
        (["Nghị quyết 05-NQ/TU"], ["#NghịQuyết05NQTU"], ["#NghiQuyet05NQTU"]),
        (["ma", "mà"], ["#Ma", "#Mà"], ["#Ma"]),
        (["2026", "!", "rất " * 20], [], []),
    ],
)
def test_hashtags(tags: list[str], with_accents: list[str], without: list[str]) -> None:
    """Words begin with capitals, each hashtag comes once; numbers alone and sentences are none."""
    assert hashtags(tags, has_accents=True) == with_accents
    assert hashtags(tags, has_accents=False) == without


def test_lengths_are_told_as_the_network_counts() -> None:
    """Bytes on YouTube, characters elsewhere, with the limit."""
    assert measured(post(STORY, BY_KEY["youtube"])).endswith("byte, tối đa 5.000")
    written = post(STORY, BY_KEY["facebook"])
    assert measured(written) == f"{len(written.text)} ký tự, tối đa 63.206"


def test_the_file_of_pictures_names_each() -> None:
    """Name of a file, then what it shows."""
    assert alt_file([("vuong.png", "Ảnh mẫu"), ("doc.png", "Ảnh mẫu")]) == "vuong.png\nẢnh mẫu\n\ndoc.png\nẢnh mẫu\n"
