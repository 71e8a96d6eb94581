"""The text of a page, paragraph by paragraph, and of what has no page."""

from built_sites import BuiltSite

from plugins.desk.page_text import Block, BlockKind, frame_blocks, line_blocks, page_blocks, source_blocks

PAGE = """<!doctype html><body><header><nav><ul><li><a href="x.html">Tin bài</a></li></ul></nav></header>
<nav class="breadcrumbs">Đường dẫn</nav><main><article><header><h1>Tiêu <span>đề</span></h1></header>
<div class="actions"><button>In</button></div><nav class="contents"><ol><li>Mục</li></ol></nav>
<p>Một &lt;b&gt; <a href="https://mau.example/">liên kết</a><br>dòng hai</p>
<table><caption>Bảng</caption><tr><th>Cột</th><td>Số</td></tr></table>
<dl><dt>Số</dt><dd>05-NQ/TU</dd></dl><ul><li>ý một</li><li>ý hai <a href="#a">neo</a></li></ul>
<figure><img src="a.jpg" alt="Cảnh phường"><figcaption>Chú thích</figcaption></figure></article>
<section class="band"><h2>Đọc tiếp</h2></section></main><footer><p>Chân trang</p></footer></span></body>"""


def test_a_page_is_read_as_people_read_it() -> None:
    """Titles, paragraphs, items, rows and pictures in order, with where links lead; menus, buttons and neighbours are left out."""
    assert page_blocks(PAGE) == (
        Block(BlockKind.TITLE, "Tiêu đề"),
        Block(BlockKind.TEXT, "Một <b> liên kết dòng hai", ("https://mau.example/",)),
        Block(BlockKind.HEADING, "Bảng"),
        Block(BlockKind.ROW, "Cột | Số"),
        Block(BlockKind.TEXT, "Số: 05-NQ/TU"),
        Block(BlockKind.ITEM, "ý một"),
        Block(BlockKind.ITEM, "ý hai neo"),
        Block(BlockKind.PICTURE, "Cảnh phường"),
        Block(BlockKind.TEXT, "Chú thích"),
    )


def test_the_frame_is_what_stands_around() -> None:
    """Menus and foot belong to the frame, the header of an article does not."""
    assert [block.text for block in frame_blocks(PAGE)] == ["Tin bài", "Chân trang"]


def test_pages_of_the_portal_are_read_whole(samples: BuiltSite) -> None:
    """Of every page that we make there is a title, and no word of its buttons or of the search."""
    pages = {url: page_blocks((samples.output / url).read_text("utf-8")) for url in samples.pages()}
    entries = {url: blocks for url, blocks in pages.items() if url.startswith(("bai-viet/bai-", "van-ban/0"))}
    assert len(entries) >= 4
    for blocks in entries.values():
        assert [block.kind for block in blocks].count(BlockKind.TITLE) == 1
        assert not {"In", "Nghe", "Chép địa chỉ", "Đọc tiếp"} & {block.text for block in blocks}


def test_a_text_without_a_page_is_cut_into_paragraphs() -> None:
    """The head of a file is left out, on Windows too; headings and items stand alone."""
    text = "---\r\ntitle: Mẫu\r\n---\r\n## Mục\r\n\r\nĐoạn một\r\ncòn nữa.\r\n\r\n- ý\r\n- ý hai\r\n"
    assert source_blocks(text) == (
        Block(BlockKind.HEADING, "Mục"),
        Block(BlockKind.TEXT, "Đoạn một còn nữa."),
        Block(BlockKind.TEXT, "- ý"),
        Block(BlockKind.TEXT, "- ý hai"),
    )
    assert source_blocks("Không có phần đầu") == (Block(BlockKind.TEXT, "Không có phần đầu"),)
    assert line_blocks("a = 1\n\n b = 2\n") == (Block(BlockKind.TEXT, "a = 1"), Block(BlockKind.TEXT, "b = 2"))
