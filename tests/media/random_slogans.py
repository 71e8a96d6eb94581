"""Random wordings of valid Vietnamese syllables for the tests of pictures: samples without meaning, not slogans."""

import functools
import random
import tomllib
from pathlib import Path

from hypothesis import strategies as st

from plugins.vietnamese.syllables import is_syllable, with_tone

_DATA = Path(__file__).parents[2] / "plugins" / "vietnamese" / "data" / "syllables.toml"
_ONSETS = ("", "b", "ch", "d", "đ", "g", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "qu", "t", "th", "tr", "v", "x")
#: what stands between syllables in real slogans
_OTHERS = ("05-NQ/TU", "2026", "11", "UBND", "HĐND", "100%", "39,99", "km²", "30/4", "102.648", "-")


@functools.cache
def syllables() -> tuple[str, ...]:
    """Every syllable of some onsets, all rhymes and all tones, in a fixed random order."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))["rhymes"]
    rhymes = [rhyme for name in ("open", "nasal", "stop") for rhyme in rows[name]]
    found = {toned for onset in _ONSETS for rhyme in rhymes for tone in range(6) for toned in with_tone(onset + rhyme, tone)}
    words = sorted(word for word in found if is_syllable(word))
    random.Random(5).shuffle(words)
    return tuple(words)


def wordings(most: int = 40) -> st.SearchStrategy[str]:
    """1 to `most` syllables, small or capital, some with figures, abbreviations or an ending sign."""
    syllable = st.builds(
        lambda word, change: change(word), st.sampled_from(syllables()), st.sampled_from((str, str, str.capitalize, str.upper))
    )
    word = st.one_of(syllable, syllable, syllable, syllable.map(lambda text: text + ","), st.sampled_from(_OTHERS))
    return st.tuples(syllable, st.lists(word, max_size=most - 1)).map(lambda parts: " ".join([parts[0], *parts[1]]))
