"""Typst: one compiler for all cards, the slogan given to card.typ as an input; the compiler keeps what it read."""

from collections.abc import Sequence
from pathlib import Path

import typst
from drawing import Draw, Job, run

#: 72 dots an inch make a pixel of each point of card.typ
_DOTS = 72.0


def prepare(job: Job) -> Draw:
    """The compiler with our fonts and no others."""
    template = Path(__file__).resolve().parent / "card.typ"
    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=[job.fonts], ignore_system_fonts=True)

    def draw(cards: Sequence[tuple[str, str]]) -> None:
        for name, text in cards:
            inputs = {"slogan": text, "unit": job.unit, "site": job.site}
            picture = compiler.compile(format="png", ppi=_DOTS, sys_inputs=inputs)
            (Path(job.output) / f"{name}.png").write_bytes(picture)

    return draw


if __name__ == "__main__":
    run(prepare)
