"""pelican-ogimages: the receiver that the plugin connects to Pelican, called with one article after the other.

Its font cannot be chosen: it is the one that Pillow brings, without Vietnamese letters, and it breaks no lines.
"""

from collections.abc import Sequence

from drawing import Draw, Job, run
from pelican import Pelican
from pelican.contents import Article
from pelican.plugins.ogimages.ogimages import OgImagesPlugin
from pelican.settings import read_settings
from pelican.urlwrappers import Category


def prepare(job: Job) -> Draw:
    """Settings as a site would have them, and the size of the others' cards."""
    own = {
        "PATH": job.scratch,
        "OUTPUT_PATH": job.output,
        "SITENAME": job.unit,
        "SITEURL": f"https://{job.site}",
        "OGIMAGES_SIZE": (1200, 630),
        "PLUGINS": [],
        "TIMEZONE": "Asia/Ho_Chi_Minh",
    }
    settings = read_settings(override=own)
    plugin = OgImagesPlugin()
    plugin.on_init(Pelican(settings))
    category = Category(job.unit, settings)

    def draw(cards: Sequence[tuple[str, str]]) -> None:
        for name, text in cards:
            article = Article("", metadata={"title": text, "slug": name, "category": category}, settings=settings)
            plugin.on_content_object_init(article)

    return draw


if __name__ == "__main__":
    run(prepare)
