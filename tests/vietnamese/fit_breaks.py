"""Learn the weights of data/breaks.toml: `.venv/bin/python tests/vietnamese/fit_breaks.py [--judge]`, half a minute.

Two logistic regressions over the features of plugins/vietnamese/break_features.py: is the place behind a word good, and is it a
joint? They learn from tests/samples/khau-hieu-hoc.txt and from the slogans of khau-hieu.txt that are not held out. `--judge` prints
how well places are told apart that the weights did not see (five folds), and writes nothing.
"""

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from slogan_samples import LabelledSlogan, labelled_slogans, training_slogans  # noqa: E402

from plugins.vietnamese import breaking  # noqa: E402

#: a feature that fewer places have is not learned
_LEAST = 4
#: strength of the pull towards 0
_RIDGE = 6.0
_STEPS = 200
#: a weight nearer to 0 is not kept
_NOTHING = 0.06
_HEAD = """# Weights of the features of break_features.py, learned by tests/vietnamese/fit_breaks.py; do not edit.
# good: the place is one where a good designer ends a line. joint: every setting of two or more lines ends one there.
"""

#: names of features, is it good, is it a joint
Place = tuple[list[str], bool, bool]
Weights = dict[str, float]


def places_of(slogan: LabelledSlogan) -> Iterable[Place]:
    """The places of a slogan that no rule decides."""
    text = breaking._Costs(slogan.text.split(" "))
    for index in range(len(text.syllables) - 1):
        if index not in text.joints and not text.is_lonely(index):
            yield list(text.features(index)), index in slogan.good, index in slogan.joints


def fit(places: Sequence[Place], target: Callable[[Place], bool]) -> Weights:
    """Weights by gradient descent with steps of their own for each weight; equal input gives equal weights."""
    counts = Counter(name for names, _, _ in places for name in names)
    known = sorted(name for name, count in counts.items() if count >= _LEAST)
    number = {name: at for at, name in enumerate(known)}
    rows = [([number[name] for name in place[0] if name in number], float(target(place))) for place in places]
    weights, squares = [0.0] * len(known), [1e-6] * len(known)
    for _ in range(_STEPS):
        gradient = [_RIDGE * weight for weight in weights]
        for row, wanted in rows:
            off = probability(sum([weights[at] for at in row])) - wanted
            for at in row:
                gradient[at] += off
        for at, slope in enumerate(gradient):
            squares[at] += slope * slope
            weights[at] -= 0.5 * slope / math.sqrt(squares[at])
    return dict(zip(known, weights, strict=True))


def probability(score: float) -> float:
    """Logistic function."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def both(places: Sequence[Place]) -> tuple[Weights, Weights]:
    """Weights that a place is good, and that it is a joint."""
    return fit(places, lambda place: place[1]), fit(places, lambda place: place[2])


def judge(slogans: Sequence[LabelledSlogan]) -> None:
    """Print how often a good place has the higher score than one that is not, over five folds."""
    order = list(slogans)
    random.Random(1).shuffle(order)
    scores: dict[bool, list[float]] = {True: [], False: []}
    for fold in range(5):
        seen = [place for at, slogan in enumerate(order) if at % 5 != fold for place in places_of(slogan)]
        weights = fit(seen, lambda place: place[1])
        for slogan in order[fold::5]:
            for names, is_good, _ in places_of(slogan):
                scores[is_good].append(sum(weights.get(name, 0.0) for name in names))
    higher = sum(one > other for one in scores[True] for other in scores[False])
    print(f"{len(order)} slogans, {sum(map(len, scores.values()))} places; {higher / len(scores[True]) / len(scores[False]):.4f}")


def write(good: Weights, joint: Weights) -> None:
    """Write the data file."""
    lines = [_HEAD]
    for table, weights in (("good", good), ("joint", joint)):
        lines.append(f"[{table}]\n")
        lines += [
            f"{json.dumps(name, ensure_ascii=False)} = {weight:.2f}\n"
            for name, weight in sorted(weights.items())
            if abs(weight) >= _NOTHING
        ]
        lines.append("\n")
    breaking._WEIGHTS.write_text("".join(lines).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    slogans = [slogan for slogan in (*labelled_slogans(), *training_slogans()) if not slogan.is_held_out]
    if "--judge" in sys.argv:
        judge(slogans)
    else:
        write(*both([place for slogan in slogans for place in places_of(slogan)]))
