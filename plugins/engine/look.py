"""A look at one entry whatever its state: its page by the same view and maker as in a build, what the checker says, and figures.

    source as it is now -> reading -> head, text                       a draft, a refused entry, one with faults in its front matter too
    last build's Site, with the entry in its place -> page artifact    made in memory; nothing is written to output/, staff/ or .cache/

`serve` asks for it (serve_builder); a build never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.artifacts import Artifact
from plugins.core.errors import SourceError
from plugins.core.model import Entry, Status
from plugins.core.rules import Issue, Level, is_permitted
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.makeshift import makeshift_entry
from plugins.engine.assemble import Site, assemble
from plugins.engine.check import Checked, check_content, findings_on
from plugins.engine.frame import Surroundings, surroundings
from plugins.engine.heads import Head, body_from, head_from
from plugins.engine.keys import Keys
from plugins.engine.look_figures import Figure, figures_of
from plugins.engine.look_files import LookFiles, files_of
from plugins.engine.look_place import placed
from plugins.engine.makers import Makers
from plugins.engine.memory import Memory
from plugins.engine.plan_pages import Pages
from plugins.engine.project import Project
from plugins.engine.read import Reading, read_source
from plugins.engine.remarks import remarks_of
from plugins.engine.rows import rows_of
from plugins.engine.scan import scan
from plugins.engine.splice import filled
from plugins.engine.states import state_words
from plugins.engine.texts import bytes_of, source_key
from plugins.engine.theme_files import theme_files
from plugins.engine.views.frame import Place

#: states of an entry, as `Saved.state` of serve_bulletin names them
PUBLISHED, REFUSED = "published", "refused"
_REFUSED_WORDS = "Bị từ chối: có lỗi, chưa đăng được"
_DRAFT_WORDS = "Bản nháp, chưa đăng"
#: pictures and papers that pages named lately, which browsers may still ask for
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an editor sees of one entry."""

    #: POSIX path from content/
    path: str
    title: str
    #: as `Saved.state`
    state: str
    #: the state in Vietnamese
    words: str
    #: address that the page has, or will have; empty when no page can be shown
    url: str
    #: the page; empty when nobody wants it, and for a published entry, whose page is in output/, unless it is wanted all the same
    page: bytes
    #: errors first, by line
    issues: tuple[Issue, ...]
    #: lines of the source, as the issues count them
    lines: tuple[str, ...]
    #: picture for social networks, from the site's root; empty when no page can be shown
    share: str
    figures: tuple[Figure, ...]


class Viewer:
    """Looks at entries among the site of one build."""

    def __init__(self, site: Site, around: Surroundings, files: dict[str, Artifact]) -> None:
        """`files`: those that pages named, kept from viewer to viewer."""
        self._site, self._around = site, around
        self._makers = Makers(site.project.theme)
        self._files = files
        self._at: dict[str, str] | None = None

    @classmethod
    def of(cls, project: Project, memory: Memory) -> "Viewer":
        """Of what the last build of this process assembled; else of content/ as it is, read without writing a page."""
        if memory.site is None:
            site = assemble(project, check_content(project, scan(project.content), memory), memory)
            memory.remember_site(site, surroundings(site, theme_files(project.theme).assets, Keys(project.theme)))
        assert memory.site is not None
        return cls(*memory.site, memory.looked)

    @property
    def site(self) -> Site:
        """What the build assembled."""
        return self._site

    @property
    def checked(self) -> Checked:
        """All entries as the build judged them."""
        return self._site.checked

    def path_at(self, url: str) -> str:
        """Path from content/ of the entry whose page is, or would be, at an address; empty when there is none."""
        if self._at is None:
            heads, published = self.checked.heads, self._site.published
            waiting = {_likely_url(head): path for path, head in heads.items() if path not in published}
            self._at = waiting | {head.url: path for path, head in published.items()}
        return self._at.get(url, "")

    def look(self, path: str, is_page_wanted: bool = True, *, is_public_too: bool = False) -> Look | None:
        """The entry at `path` (from content/) as it is now; None when there is no such source, or it cannot be read.

        `is_public_too`: the page of a published entry is made, too, as the next build will make it.
        """
        place = self.checked.sources.places.get(path)
        if place is None or not Path(place).is_file():
            return None
        try:
            data = bytes_of(path, place)
        except SourceError:
            return None  # held by Word, or gone just now
        terms = self.checked.sources.terms
        reading = read_source(path, data, terms)
        entry = reading.entry or makeshift_entry(path, parse_front_matter("\n".join(reading.lines)))
        shown = replace(reading, entry=entry)
        row, text = rows_of(shown, source_key(self.checked.sources.reader, path, data))
        head, body = head_from(*row), body_from(text)
        issues = self._issues(reading, head)
        state = self._state(reading, issues)
        files = files_of(self._site, head, lambda _: body, is_public=state == PUBLISHED) if entry else None
        if files:
            self._remember(files)
        return Look(
            path=path,
            title=entry.title if entry else path,
            state=state,
            words=words_of(state, reading.entry, self._site),
            url=head.url,
            page=self._page(head, files) if files and is_page_wanted and (is_public_too or state != PUBLISHED) else b"",
            issues=issues,
            lines=reading.lines,
            share=files.share.url if files else "",
            figures=figures_of(shown, self._site.project.ward) if entry else (),
        )

    def file(self, url: str) -> bytes | None:
        """A file that a page named and output/ lacks; None when no page named it."""
        artifact = self._files.get(url)
        return self._makers.maker(artifact.maker)(artifact.view()) if artifact else None

    def _page(self, head: Head, files: LookFiles) -> bytes:
        site = placed(self._site, head)
        pages = Pages(site, files.material, self._around, Memory(is_kept=False))
        artifact = pages.alone(head)
        page = self._makers.maker(artifact.maker)(artifact.view())
        assert isinstance(artifact.place, Place)
        return filled(page, self._around.parts(artifact.place))[0]

    def _issues(self, reading: Reading, head: Head) -> tuple[Issue, ...]:
        """All that a build and `check` would say, were the entry published."""
        offices = tuple(office.name for office in self.checked.offices)
        found = {*reading.issues, *remarks_of(reading, offices)}
        if reading.entry:
            found.update(findings_on(self.checked, head))
        allow = reading.entry.allow if reading.entry else ()
        order = list(Level)
        return tuple(sorted((one for one in found if not is_permitted(one, allow)), key=lambda one: (order.index(one.level), one)))

    def _state(self, reading: Reading, issues: Sequence[Issue]) -> str:
        status = reading.fields["status"].value if "status" in reading.fields else None
        if status in (Status.DRAFT, Status.WITHDRAWN):
            return str(status)
        if reading.entry is None or any(issue.level is Level.ERROR for issue in issues):
            return REFUSED
        now = self._site.project.now
        if reading.entry.is_published(now):
            # saved since the build: the next one publishes it
            return PUBLISHED if reading.path in self._site.published else REFUSED
        return "expired" if reading.entry.is_expired(now) else "planned"

    def _remember(self, files: LookFiles) -> None:
        if len(self._files) > _MOST_FILES:
            self._files.clear()
        self._files.update({artifact.url: artifact for artifact in files.artifacts})


def state_of(site: Site, head: Head) -> str:
    """The state of an entry as the build found it."""
    status = head.status if head.is_entry else head.details.status
    if head.path in site.published:
        return PUBLISHED
    if status in (Status.DRAFT.value, Status.WITHDRAWN.value):
        return status
    if head.path in site.checked.refused or not head.is_entry:
        return REFUSED
    return "expired" if head.entry.is_expired(site.project.now) else "planned"


def words_of(state: str, entry: Entry | None, site: Site) -> str:
    """A state in Vietnamese."""
    if state == REFUSED:
        return _REFUSED_WORDS
    if state == Status.DRAFT:
        return _DRAFT_WORDS
    return state_words(entry, site.project.now) if entry else "Đã rút"


def _likely_url(head: Head) -> str:
    """Where the page of an entry that is not published would be: by its own name where its front matter gives none."""
    if head.is_entry:
        return head.url
    folder, _, rest = head.path.partition("/")
    name = head.details.slug or rest.rpartition("/")[2].removesuffix(".md")
    return f"{name}.html" if folder == "trang" else f"{folder}/{name}.html"
