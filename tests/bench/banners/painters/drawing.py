"""What every script of this folder does: read the job, make ready, draw a card that is not counted, draw the set, tell the time.

Each script is run by the interpreter of its own virtual environment, so this module uses the standard library only.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """What is to be drawn, and where."""

    warm_up: str
    slogans: Sequence[str]
    #: over and under each slogan
    unit: str
    site: str
    #: folder with Regular.ttf and Bold.ttf
    fonts: str
    #: folder for the cards, empty
    output: str
    #: folder for whatever else the engine writes, empty
    scratch: str
    #: file for the result
    result: str


#: draws a card for each pair of name and slogan into the job's output
Draw = Callable[[Sequence[tuple[str, str]]], None]


def run(prepare: Callable[[Job], Draw]) -> None:
    """Do the job whose file is named on the command line. All that `prepare` and the first card cost is the cold start."""
    job = Job(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    _stay_on_one_core()
    draw = prepare(job)
    draw([("warm-up", job.warm_up)])
    cards = [(f"{number:03d}", slogan) for number, slogan in enumerate(job.slogans)]
    began, cpu_began = time.perf_counter(), time.process_time()
    draw(cards)
    result = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu_began}
    Path(job.result).write_text(json.dumps(result), encoding="utf-8")


def _stay_on_one_core() -> None:
    """All threads to come share one core, where the system can be told so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
