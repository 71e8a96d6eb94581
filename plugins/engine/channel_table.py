"""Channels that are made for one entry when somebody asks, however old it is: `tasks.py make CHANNEL PATH`.

A channel is a row of `CHANNELS`: its name, what it is called, and which artifacts it is for an entry. They are made by the makers of the
build from the same inputs, so what is made here is, byte for byte, what a build makes of a newer entry. They go to a folder of their
own, staff/lam-rieng/<channel>/, which no build touches: what a build makes stays a function of content and day alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.core.artifacts import Artifact, Audience
from plugins.core.errors import ConfigurationError, SourceError
from plugins.core.lock import build_lock
from plugins.core.model import Slogan
from plugins.engine import addresses
from plugins.engine.assemble import Site, assemble
from plugins.engine.cards import site_card
from plugins.engine.check import check_content
from plugins.engine.heads import Head
from plugins.engine.inputs import Inputs, Material
from plugins.engine.makers import Makers
from plugins.engine.material import Text
from plugins.engine.memory import Memory
from plugins.engine.plan_broadcast import envelope_of, sheet_artifact
from plugins.engine.plan_files import FilePlan
from plugins.engine.plan_papers import paper_artifact, paper_inputs
from plugins.engine.plan_social import SocialPlan
from plugins.engine.project import Project
from plugins.engine.scan import scan
from plugins.engine.state import read_state

#: folder in staff/ for what was asked for
FOLDER = "lam-rieng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way in which a text leaves the house."""

    #: what is typed: truyen-thanh
    key: str
    #: lời đọc trên loa
    name: str
    #: the artifacts of an entry; SourceError when it cannot have any
    artifacts: Callable[[Site, Text, Head], Iterable[Artifact]]


def _broadcast(site: Site, text: Text, head: Head) -> Iterator[Artifact]:
    if not head.is_broadcast:
        reason = "bài này chưa có lời đọc trên loa: có chữ chưa biết đọc thế nào (chạy lệnh check), hoặc không phải tiếng Việt."
        raise SourceError(f"content/{head.path}", reason)
    yield sheet_artifact(head, text, envelope_of(site.project.ward))


def _social(site: Site, text: Text, head: Head) -> Iterator[Artifact]:
    return SocialPlan(site, text, {}).pack(head)


def _papers(maker: str, site: Site, text: Text, head: Head) -> Iterator[Artifact]:
    """A text on paper links to pages, files and pictures of the site as the last build made them."""
    state, _ = read_state(site.project)
    records = state.outputs[Audience.PUBLIC] if state else {}
    plan = FilePlan(site)
    planned = {artifact.url: artifact for artifact in (*plan.artifacts, site_card(site.project.ward))}
    if head.folder == Slogan.folder:
        raise SourceError(f"content/{head.path}", "khẩu hiệu không có tờ rơi, trình chiếu; tệp in của khẩu hiệu ở staff/khau-hieu.html.")
    if planned.keys() - records.keys():
        raise SourceError(f"content/{head.path}", "ảnh và tệp của cổng chưa được dựng. Chạy: python3 tasks.py build, rồi chạy lại.")
    made = {url: records[url].made(artifact) for url, artifact in planned.items()}
    material = Material(
        files=plan.files(made),
        pictures=plan.pictures(made),
        cards={},
        slogans={},
        desk={},
        register=(),
        site_card=made[addresses.SITE_CARD],
        text=text,
    )
    yield paper_artifact(maker, head, paper_inputs(site, material, Inputs(site, material), head))


#: in the order in which they are named to people
CHANNELS: tuple[Channel, ...] = (
    Channel(key="truyen-thanh", name="lời đọc trên loa", artifacts=_broadcast),
    Channel(key="mang-xa-hoi", name="gói bài mạng xã hội", artifacts=_social),
    Channel(key="to-roi", name="tờ rơi", artifacts=partial(_papers, "handout")),
    Channel(key="trinh-chieu", name="trình chiếu", artifacts=partial(_papers, "slides")),
)
CHANNEL_OF: Mapping[str, Channel] = {channel.key: channel for channel in CHANNELS}


def make_channel(project: Project, key: str, path: Path) -> tuple[Path, ...]:
    """Make a channel for the published entry whose source is at `path`; the files that were written.

    ConfigurationError for a channel that is none; SourceError for a path that is no published entry, or has no such channel.
    """
    channel = CHANNEL_OF.get(key)
    if channel is None:
        raise ConfigurationError(key, f"không có kênh này. Các kênh: {', '.join(CHANNEL_OF)}.")
    memory = Memory(is_kept=False)
    with build_lock(project.cache):
        checked = check_content(project, scan(project.content), memory)
        head = checked.published.get(_from_content(project, path))
        if head is None:
            raise SourceError(str(path), "không phải bài đang đăng. Ghi đường dẫn tệp .md của bài, ví dụ content/bai-viet/….md.")
        site = assemble(project, checked, memory)
        texts = checked.sources.texts()
        try:
            makers = Makers(project.theme)
            return tuple(
                _write(project, artifact, makers.maker(artifact.maker)(artifact.view()))
                for artifact in channel.artifacts(site, texts.of, head)
            )
        finally:
            texts.close()


def _from_content(project: Project, path: Path) -> str:
    """A path as typed, from content/: as it lies from here, from the site, or from content/ itself."""
    content = project.content.resolve()
    for place in (path, project.root / path, project.content / path):
        found = place.resolve()
        if found.is_file() and found.is_relative_to(content):
            return found.relative_to(content).as_posix()
    return path.as_posix()


def _write(project: Project, artifact: Artifact, data: bytes) -> Path:
    target = project.staff / FOLDER / artifact.url
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target
