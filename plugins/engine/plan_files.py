"""Stage 5, rank 0: the files of content/tep/ that published entries use: pictures in all their variants, downloads as they are.

    picture   -> hinh/<name>.<digest>-<width>.<webp, jpg, png>      named by its bytes: another picture has another address
    download  -> tep/<name>                                         named for people

Nothing else of that folder is public. What a picture is was found out when it was judged, so no file is opened to plan.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from plugins.core.artifacts import Artifact, Made, given
from plugins.core.digest import digest, joined
from plugins.core.rules import LinkKind
from plugins.engine.assemble import Site
from plugins.engine.makers import FileView
from plugins.engine.material import Picture, PictureSet
from plugins.engine.opening import judged_bytes
from plugins.media.picture_sizes import PictureNature, Variant, variants
from plugins.vietnamese.slug import slug

#: hex digits of a digest in a file name: 16^10 names, no clash
_NAME_DIGITS = 10
#: the encoding that pages offer first to browsers that know it
_SMALL = "webp"


class _Planned(NamedTuple):
    """The files of one file of content/."""

    artifacts: tuple[Artifact, ...]
    is_picture: bool


class FilePlan:
    """The files of content/tep/ that are public."""

    def __init__(self, site: Site) -> None:
        used = {target for head in site.entries for kind, target in head.points if kind is LinkKind.FILE}
        self._planned = {path: _planned(site, path) for path in sorted(used)}

    @property
    def artifacts(self) -> Iterator[Artifact]:
        """What to make: the files of one picture together, since the picture is decoded once for them."""
        return (artifact for planned in self._planned.values() for artifact in planned.artifacts)

    def files(self, made: Mapping[str, Made]) -> dict[str, Made]:
        """The one file that stands for each, by path from content/: the largest plain one of a picture. `made` by address."""
        return {path: made[_main(planned).url] for path, planned in self._planned.items()}

    def pictures(self, made: Mapping[str, Made]) -> dict[str, PictureSet]:
        """All that pages may show of each picture, by path from content/; `made` by address."""
        return {path: _picture_set(planned, made) for path, planned in self._planned.items() if planned.is_picture}


def _main(planned: _Planned) -> Artifact:
    return [artifact for artifact in planned.artifacts if not (planned.is_picture and artifact.url.endswith(_SMALL))][-1]


def _picture_set(planned: _Planned, made: Mapping[str, Made]) -> PictureSet:
    pictures = [Picture.of(made[artifact.url]) for artifact in planned.artifacts]
    return PictureSet(
        plain=tuple(picture for picture in pictures if not picture.url.endswith(_SMALL)),
        webp=tuple(picture for picture in pictures if picture.url.endswith(_SMALL)),
    )


def _planned(site: Site, path: str) -> _Planned:
    place, row = site.checked.files[path].path, site.checked.file_rows[path]
    if row.nature is None:
        file = FileView(path=place, sha256=row.sha256)
        own = Artifact(url=download_url(path), rank=0, maker="file", seal=joined(row.sha256), view=given(file), source=path)
        return _Planned((own,), is_picture=False)
    stem = f"hinh/{slug(PurePosixPath(path).stem) or 'tep'}.{digest((path, row.sha256))[:_NAME_DIGITS]}"
    files = [
        Artifact(
            url=f"{stem}-{variant.width}.{variant.encoding}",
            rank=0,
            maker="picture",
            seal=joined(path, row.sha256, str(row.nature), str(variant.width), variant.encoding),
            view=partial(_variant_view, path, place, row.sha256, row.nature, variant),
            source=path,
        )
        for variant in variants(row.nature)
    ]
    return _Planned(tuple(files), is_picture=True)


def _variant_view(path: str, place: str, sha256: str, nature: PictureNature, variant: Variant) -> object:
    from plugins.media.picture_variants import VariantView  # Pillow is large, and most builds make no picture

    data = judged_bytes(path, place, sha256)
    return VariantView(path=path, data=data, nature=nature, width=variant.width, encoding=variant.encoding)


def download_url(path: str) -> str:
    """Address of a file to download: its own path where that is plain ASCII, else one that no other file can have."""
    name = PurePosixPath(path.removeprefix("tep/"))
    plain = PurePosixPath(*(slug(part) or "tep" for part in (*name.parts[:-1], name.stem))).with_suffix(name.suffix.lower())
    if plain == name:
        return f"tep/{plain}"
    return f"tep/{plain.with_name(f'{plain.stem}-{digest(path)[:6]}{plain.suffix}')}"
