"""`tasks.py bench banners`: draw, then say it in the terminal and in JSON."""

import json
from dataclasses import asdict
from pathlib import Path

from plugins.console.faults import say
from tests.bench import machine
from tests.bench.banners.engines import ENGINE_OF
from tests.bench.banners.options import BannerOptions
from tests.bench.banners.report import CardResults, card_goals_table, card_verdicts, drawings_table, unchanged_table
from tests.bench.banners.run import BannerBench
from tests.bench.sites import ROOT

DONE, FAULT = 0, 1


def bench_banners(options: BannerOptions, json_file: Path | None) -> int:
    """Measure what `options` say. 0, whatever the goals: a missed goal is a finding; 1 when something could not be run."""
    if json_file is not None:  # a typed folder that is not there must not cost the result
        json_file.parent.mkdir(parents=True, exist_ok=True)
    about = machine.describe(ROOT)
    code = machine.code_digest(ROOT)
    about["load_before"] = machine.load()
    measuring = BannerBench(options)
    results = measuring.run()
    about["load_after"] = machine.load()
    about["code_changed_meanwhile"] = machine.code_digest(ROOT) != code
    print("\n".join(_lines(options, results, about)))
    if json_file is not None:
        everything = _everything(options, results, about, measuring.failures)
        json_file.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        say(f"Đã ghi {json_file}.")
    if about["code_changed_meanwhile"]:
        say("Mã trong plugins/ đã đổi trong lúc đo: các số liệu không còn so được với nhau. Đo lại.")
    for line in measuring.failures:
        say(f"HỎNG: {line}")
    return FAULT if measuring.failures else DONE


def _lines(options: BannerOptions, results: CardResults, about: dict[str, object]) -> list[str]:
    rounds = f"{options.rounds} round{'s' if options.rounds > 1 else ''}"
    load = f"load {_shown(about['load_before'])} to {_shown(about['load_after'])}"
    head = [
        f"{options.cards} cards of 1200 × 630, one core, {rounds}, {load}; Python {about['python']}; portal {about['portal']}",
        f"memory: {about['memory']}; the cards of the last round are in {options.folder}",
    ]
    tables = (drawings_table(results), unchanged_table(results), card_goals_table(card_verdicts(results)))
    return ["\n".join(head), *(f"\n{one}" for one in tables if one)]


def _shown(load: object) -> str:
    return "?" if load is None else f"{load}"


def _everything(options: BannerOptions, results: CardResults, about: dict[str, object], failures: list[str]) -> dict[str, object]:
    return {
        "machine": about,
        "peers": [ENGINE_OF[name].title for name in options.peers],
        "rounds": options.rounds,
        "cards": options.cards,
        "medians": [{"engine": name, "cards_a_second": results.rate(name)} for name in results.engines()],
        "goals": [asdict(one) | {"is_met": one.is_met} for one in card_verdicts(results)],
        "drawings": [asdict(one) for one in results.drawings],
        "unchanged": [asdict(one) | {"milliseconds": one.cost} for one in results.unchanged],
        "failures": failures,
    }
