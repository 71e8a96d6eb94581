"""`tasks.py bench pages`: visit, then say it in the terminal and in JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from plugins.console.faults import say
from tests.bench import machine
from tests.bench.pages.options import PageOptions
from tests.bench.pages.report import Visited, lost_table, page_goals_table, page_verdicts, stated_table, visits_table
from tests.bench.pages.run import PageBench
from tests.bench.sites import ROOT

DONE, FAULT = 0, 1


def bench_pages(options: PageOptions, json_file: Path | None) -> int:
    """Visit what `options` say. 0, whatever the goals: a missed goal is a finding; 1 when something could not be run."""
    if json_file is not None:  # a typed folder that is not there must not cost the result
        json_file.parent.mkdir(parents=True, exist_ok=True)
    about = machine.describe(ROOT)
    about["load_before"] = machine.load()
    measuring = PageBench(options)
    pages = measuring.run()
    about["load_after"] = machine.load()
    print("\n".join(_lines(options, pages, about)))
    if json_file is not None:
        everything = _everything(options, pages, about, measuring.failures)
        json_file.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        say(f"Đã ghi {json_file}.")
    for line in measuring.failures:
        say(f"HỎNG: {line}")
    return FAULT if measuring.failures else DONE


def _lines(options: PageOptions, pages: Sequence[Visited], about: dict[str, object]) -> list[str]:
    rounds = f"{options.rounds} round{'s' if options.rounds > 1 else ''}"
    load = f"load {_shown(about['load_before'])} to {_shown(about['load_after'])}"
    article, types = (tuple(page for page in pages if page.is_type is is_type) for is_type in (False, True))
    lines = [f"Lighthouse mobile, simulated; medians of {rounds}, {load}; portal {about['portal']}", "", visits_table(article)]
    lines += ["", stated_table(pages)]
    if types:
        lines += ["", visits_table(types)]
    lost = lost_table(pages)
    return [*lines, "", page_goals_table(page_verdicts(pages)), *(["", lost] if lost else [])]


def _shown(load: object) -> str:
    return "?" if load is None else f"{load}"


def _everything(options: PageOptions, pages: Sequence[Visited], about: dict[str, object], failures: Sequence[str]) -> dict[str, object]:
    return {
        "machine": about,
        "rounds": options.rounds,
        "goals": [asdict(one) | {"is_met": one.is_met} for one in page_verdicts(pages)],
        "pages": [asdict(page) for page in pages],
        "failures": list(failures),
    }
