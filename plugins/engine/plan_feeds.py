"""Stage 5, feeds: which there are, each in every form, and all of them in one file of addresses."""

from collections.abc import Iterable, Iterator
from functools import partial

from plugins.channels.opml import OpmlFeed, OpmlView
from plugins.core.artifacts import Artifact
from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.feeds import FeedInputs, feed_view
from plugins.engine.inputs import Inputs
from plugins.engine.material import Text
from plugins.engine.plan import ready
from plugins.engine.scopes import Scope, scopes_of, title_of


def feed_artifacts(site: Site, inputs: Inputs, text: Text, style: str) -> Iterator[Artifact]:
    """Every feed in each of its forms, and their list; `style`: address of the stylesheet for browsers, from the root."""
    scopes = tuple(scopes_of(site))
    for scope in scopes:
        feed = _inputs(site, inputs, text, style, scope)
        seal = feed.seal
        for form, _ in addresses.FORMS:
            url = addresses.feed_url(scope.key, form)
            yield Artifact(url=url, rank=1, maker=form, seal=seal, view=partial(feed_view, feed), code="plugins.engine.feeds")
    yield ready(addresses.OPML, 1, "opml", _list(site, scopes))


def _inputs(site: Site, inputs: Inputs, text: Text, style: str, scope: Scope) -> FeedInputs:
    ward = site.project.ward
    return FeedInputs(
        facts=inputs.facts,
        text=text,
        scope=scope.key,
        title=title_of(site, scope),
        description=scope.description,
        page=scope.page,
        address=addresses.feed_base(scope.key),
        style=style,
        authority=ward.tag_authority,
        publisher=ward.publisher,
        rows=inputs.feed_rows(scope.heads),
    )


def _list(site: Site, scopes: Iterable[Scope]) -> OpmlView:
    siteurl, ward = site.project.siteurl, site.project.ward
    rows = (
        OpmlFeed(title=title_of(site, scope), feed=f"{siteurl}/{addresses.feed_url(scope.key, 'rss')}", page=f"{siteurl}/{scope.page}")
        for scope in scopes
    )
    return OpmlView(title=ward.site_name, publisher=ward.publisher, feeds=tuple(rows))
