"""mkdocs-material: the events of its social plugin as a build raises them, with its default layout.

The plugin asks Google for a font only when its cache has no folder of that name, so the fonts are put there beforehand and
nothing is fetched.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from drawing import Draw, Job, run
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_FAMILY = "Be Vietnam Pro"


def prepare(job: Job) -> Draw:
    """A site without pages, its plugin started."""
    scratch = Path(job.scratch)
    docs, cache = scratch / "docs", scratch / "cache"
    docs.mkdir()
    shutil.copytree(job.fonts, cache / "fonts" / _FAMILY)
    settings = scratch / "mkdocs.yml"
    settings.write_text("site_name: x\n", encoding="utf-8")
    look = {"font_family": _FAMILY, "background_color": "#8b0610", "color": "#ffe847"}
    config = load_config(
        str(settings),
        site_name=job.unit,
        site_description=job.site,
        site_url=f"https://{job.site}/",
        docs_dir=str(docs),
        site_dir=job.output,
        use_directory_urls=False,
        theme={"name": "material"},
        plugins=[{"material/social": {"cache_dir": str(cache), "concurrency": 1, "cards_layout_options": look}}],
    )
    plugin = config.plugins["material/social"]
    plugin.on_startup(command="build", dirty=False)
    plugin.on_config(config)

    def draw(cards: Sequence[tuple[str, str]]) -> None:
        pages = []
        for name, text in cards:
            page = Page(text, File(f"{name}.md", str(docs), job.output, use_directory_urls=False), config)
            page.meta = {"title": text}
            plugin.on_page_markdown("", page=page, config=config, files=Files([]))
            pages.append(page)
        for page in pages:
            plugin.card_pool_jobs[page.file.src_uri].result().copy_file()

    return draw


if __name__ == "__main__":
    run(prepare)
