"""Stage 5: a page at every address that an entry had before (`redirect_from`), which leads on to where it stands now.

It is no page of the site: neither sitemap nor search nor feeds know it.
"""

import posixpath
from collections.abc import Iterator

from plugins.core.artifacts import Artifact
from plugins.core.moved import MovedView
from plugins.engine.assemble import Site
from plugins.engine.heads import Head
from plugins.engine.plan import ready


def old_addresses(site: Site) -> Iterator[tuple[str, Head]]:
    """Every address that leads on, and the entry to which. An entry with a slip that stands there is not pushed away by another's."""
    heads = site.checked.heads
    kept = {heads[path].url for path in site.checked.refused}
    for head in site.entries:
        for url in head.old_urls:
            if url not in kept:
                yield url, head


def old_address_artifacts(site: Site) -> Iterator[Artifact]:
    """A page for each of them."""
    for url, head in old_addresses(site):
        href = posixpath.relpath(head.url, posixpath.dirname(url) or ".")
        yield ready(url, 1, "moved", MovedView(href=href, title=head.entry.title))._replace(source=head.path)
