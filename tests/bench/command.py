"""`tasks.py bench build`: measure, then say it in the terminal, in JSON and in a plot."""

import json
from dataclasses import asdict
from pathlib import Path

from plugins.console.faults import say
from tests.bench import machine
from tests.bench.generators import PEER_OF
from tests.bench.options import Options
from tests.bench.plot import plot, series_of
from tests.bench.report import Results, goals_table, measurements_table, verdicts
from tests.bench.run import Bench
from tests.bench.sites import EXTRAS, ROOT

DONE, FAULT = 0, 1


def bench(options: Options, json_file: Path | None, plot_file: Path | None) -> int:
    """Measure what `options` say. 0, whatever the goals: a missed goal is a finding; 1 when something could not be run."""
    for file in (json_file, plot_file):
        if file is not None:  # a typed folder that is not there must not cost the result of an hour
            file.parent.mkdir(parents=True, exist_ok=True)
    about = machine.describe(ROOT)
    code = machine.code_digest(ROOT)
    loads = [machine.load()]
    measuring = Bench(options)
    results = measuring.run()
    loads.append(machine.load())
    about["code_changed_meanwhile"] = machine.code_digest(ROOT) != code
    _tell(measuring, results, about, loads)
    if json_file is not None:
        text = json.dumps(_everything(measuring, results, about, loads), ensure_ascii=False, indent=1)
        json_file.write_text(text + "\n", encoding="utf-8")
        say(f"Đã ghi {json_file}.")
    series = series_of(results)
    if plot_file is not None and series:
        plot_file.write_text(plot(series, _note(options, about, loads)), encoding="utf-8")
        say(f"Đã ghi {plot_file}.")
    if about["code_changed_meanwhile"]:
        say("Mã trong plugins/ đã đổi trong lúc đo: các số liệu không còn so được với nhau. Đo lại.")
    for line in measuring.failures:
        say(f"HỎNG: {line}")
    return FAULT if measuring.failures else DONE


def _note(options: Options, about: dict[str, object], loads: list[float | None]) -> str:
    rounds = f"{options.rounds} round{'s' if options.rounds > 1 else ''}"
    first, last = ("?" if load is None else f"{load:g}" for load in loads)
    versions = [f"Python {about['python']}", *(PEER_OF[name].title for name in options.peers)]
    return f"{about['cores']} cores, {rounds}, load {first} to {last}; {', '.join(versions)}; portal {about['portal']}"


def _tell(measuring: Bench, results: Results, about: dict[str, object], loads: list[float | None]) -> None:
    pages = ", ".join(f"{size:,}: {subject} {count:,}" for size, subject, count in measuring.pages)
    left = ", ".join(name for name in EXTRAS if name not in measuring.options.extras)
    made = f"without {left}" if left else "with everything"
    lines = [
        _note(measuring.options, about, loads),
        f"memory: {about['memory']}; portal {made}; HTML pages at {pages}",
        "",
        measurements_table(results),
        "",
        goals_table(verdicts(results)),
    ]
    print("\n".join(lines))


def _everything(measuring: Bench, results: Results, about: dict[str, object], loads: list[float | None]) -> dict[str, object]:
    options = measuring.options
    return {
        "machine": about | {"load_before": loads[0], "load_after": loads[1]},
        "peers": [PEER_OF[name].title for name in options.peers],
        "rounds": options.rounds,
        "extras": options.extras,
        "pages": [{"size": size, "subject": subject, "html": count} for size, subject, count in measuring.pages],
        "medians": [
            {"size": size, "subject": subject, "scenario": scenario, "wall": results.wall(size, subject, scenario)}
            for size, subject, scenario in results.things()
        ],
        "goals": [asdict(one) | {"is_met": one.is_met} for one in verdicts(results)],
        "measurements": [asdict(one) for one in results.all],
        "failures": measuring.failures,
    }
