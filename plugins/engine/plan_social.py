"""Stage 5, for the office: packs for social networks of what is news, or asks for one, and the page that offers the newest.

    staff/mang-xa-hoi/<folder>/<slug>/    facebook.txt zalo.txt youtube.txt tiktok.txt mo-ta-anh.txt
                                          vuong, doc, tin, ngang, bia: .jpg of the entry's own picture, else .png of its title

A slogan is drawn for the office already (staff/khau-hieu/): its pack points to those pictures. A ward without drawn share pictures
(`share_cards`) has packs of words, and pictures of entries that bring their own.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from plugins.channels.social import networks
from plugins.core.artifacts import Artifact, Audience
from plugins.core.digest import joined
from plugins.core.model import CategoryColour, Slogan
from plugins.engine.assemble import Site
from plugins.engine.cards import title_card
from plugins.engine.desk_script import desk_script
from plugins.engine.heads import Head
from plugins.engine.makers import TemplateView
from plugins.engine.material import DeskFiles, Text
from plugins.engine.news import DAYS, is_news
from plugins.engine.opening import judged_bytes
from plugins.engine.social_packs import (
    ALT_FILE,
    FORMATS,
    PAGE,
    PackInputs,
    PackPicture,
    SocialInputs,
    alt_text,
    pack_folder,
    post_text,
    social_page,
)
from plugins.engine.views.frame import Frame
from plugins.media.picture_sizes import PictureNature
from plugins.vietnamese.dates import short_date
from plugins.vietnamese.zone import VIETNAM

if TYPE_CHECKING:
    from plugins.media.social_pictures import SocialPictureView

#: word of the field `channels`
WORD = "social"
#: packs that the page shows; of the older ones the files lie in the folder
SHOWN = 40
_CODE = "plugins.engine.social_packs"
_NO_FILES = DeskFiles(pictures=(), streets=())


class SocialPlan:
    """What the office posts."""

    def __init__(self, site: Site, text: Text, desk: Mapping[str, DeskFiles]) -> None:
        """`desk`: the files of slogans for the office, by path from content/."""
        self._site, self._text, self._desk = site, text, desk
        self._colours = {category.key: category.colour for category in site.categories}

    def artifacts(self, frame: Frame, frame_seal: bytes) -> Iterator[Artifact]:
        """Every pack of the build, and the page."""
        project = self._site.project
        if not project.ward.social_packs:
            return
        today = project.now.date()
        heads = [head for head in self._site.entries if is_news(head, today) or WORD in head.channels]
        for head in heads:
            yield from self.pack(head)
        shown = tuple(self._inputs(head) for head in heads[:SHOWN])
        script, sha256 = desk_script(project.theme)
        page = SocialInputs(
            packs=shown,
            more=len(heads) - len(shown),
            days=DAYS,
            is_live=bool(project.own_siteurl),
            script=script,
            script_sha256=sha256,
        )
        packs = joined(*(part for pack in shown for part in (pack.head.key, *pack.terms)))
        yield Artifact(
            url=PAGE,
            rank=2,
            maker="template",
            seal=joined(packs, str(page.more), str(page.days), str(page.is_live), sha256),
            view=partial(_page, page, self._text, frame),
            audience=Audience.STAFF,
            code=_CODE,
            template="staff/mang-xa-hoi.html",
            frame=frame_seal,
        )

    def pack(self, head: Head) -> Iterator[Artifact]:
        """The files of one entry."""
        inputs = self._inputs(head)
        seal = joined(head.key, *inputs.terms)
        for network in networks():
            yield _text(f"{inputs.folder}/{network.key}.txt", seal, partial(post_text, inputs, self._text, network.key), head)
        if inputs.pictures:
            yield _text(f"{inputs.folder}/{ALT_FILE}", seal, partial(alt_text, inputs), head)
        yield from self._drawn(head)

    def _inputs(self, head: Head) -> PackInputs:
        project = self._site.project
        return PackInputs(
            head=head,
            category=self._site.category_names.get(head.category, ""),
            day=short_date(dt.datetime.fromtimestamp(head.released, VIETNAM).date()),
            ward=project.ward.name,
            siteurl=project.siteurl,
            is_live=bool(project.own_siteurl),
            pictures=self._pictures(head),
        )

    def _pictures(self, head: Head) -> tuple[PackPicture, ...]:
        if head.folder == Slogan.folder:
            made = {picture.format: picture.made.url for picture in self._desk.get(head.path, _NO_FILES).pictures}
            return tuple(PackPicture(format=key, url=made[key]) for key in FORMATS if key in made)
        if not head.picture and not self._site.project.ward.share_cards:
            return ()
        return tuple(PackPicture(format=key, url=_picture_url(head, key)) for key in FORMATS)

    def _drawn(self, head: Head) -> Iterator[Artifact]:
        ward, category = self._site.project.ward, self._site.category_names.get(head.category, "")
        if head.folder == Slogan.folder:
            return
        if head.picture:
            yield from self._cropped(head)
        elif ward.share_cards:
            colour = self._colours.get(head.category, CategoryColour.RED)
            for key in FORMATS:
                yield title_card(ward, head, category, colour, f"bai-{key}", _picture_url(head, key))

    def _cropped(self, head: Head) -> Iterator[Artifact]:
        checked = self._site.checked
        place, row = checked.files[head.picture].path, checked.file_rows[head.picture]
        assert row.nature is not None  # the schema takes pictures alone
        for key in FORMATS:
            yield Artifact(
                url=_picture_url(head, key),
                rank=0,
                maker="social_picture",
                seal=joined(head.picture, row.sha256, str(row.nature), key),
                view=partial(_picture_view, head.picture, place, row.sha256, row.nature, key),
                audience=Audience.STAFF,
                source=head.path,
            )


def _picture_url(head: Head, key: str) -> str:
    return f"{pack_folder(head)}/{key}.{'jpg' if head.picture else 'png'}"


def _picture_view(path: str, place: str, sha256: str, nature: PictureNature, key: str) -> "SocialPictureView":
    from plugins.media.social_pictures import SocialPictureView  # Pillow is large, and most builds make no picture

    return SocialPictureView(path=path, data=judged_bytes(path, place, sha256), nature=nature, format=key)


def _text(url: str, seal: bytes, view: Callable[[], object], head: Head) -> Artifact:
    return Artifact(url=url, rank=1, maker="text", seal=seal, view=view, audience=Audience.STAFF, code=_CODE, source=head.path)


def _page(inputs: SocialInputs, text: Text, frame: Frame) -> TemplateView:
    view = social_page(inputs, text)
    return TemplateView(template=view.template, view=view, frame=frame)
