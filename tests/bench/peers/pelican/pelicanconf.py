"""Stock Pelican with the same pages as the other peers: articles, listings in pages of 20, RSS of home and categories."""

from pathlib import Path

SITENAME = "Cổng mẫu"
SITEURL = "https://bench.example"
PATH = "content"
OUTPUT_PATH = "output"
THEME = str(Path(__file__).resolve().parent / "theme")
PLUGINS: list[str] = []
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
DEFAULT_DATE_FORMAT = "%d/%m/%Y"
DEFAULT_PAGINATION = 20
# the stock pattern would let page 3 of a tag "x-1" collide with a tag "x-13"
PAGINATION_PATTERNS = (
    (1, "{name}{extension}", "{name}{extension}"),
    (2, "{name}/trang-{number}{extension}", "{name}/trang-{number}{extension}"),
)
ARTICLE_URL = ARTICLE_SAVE_AS = "bai/{slug}.html"
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = ""
FEED_MAX_ITEMS = 20
FEED_ALL_RSS = "nguon-tin/tat-ca.rss.xml"
CATEGORY_FEED_RSS = "nguon-tin/{slug}.rss.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
