"""What the analysis of one article costs at the limits of ``analysis.workers``, kind by kind.

``python -m bench.limits [CHARACTERS...]``: each text of that many characters is analysed in a
process of its own, after the model is loaded there. ``spent`` is the processor time as a share of
what one article of that size may take (``seconds_for``); a peak is that of the whole process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from bench.edits import story
from bench.measure import machine
from briefing.analysis.workers import seconds_for
from briefing.model import Article
from briefing.nlp_model import BUNDLED_MODEL, LONGEST

USUAL = (10_000, 100_000, 300_000)
_SEED = 7


def news(dice: random.Random) -> str:
    """Paragraphs of invented news."""
    return "\n".join(story(dice.randrange(1000), dice).paragraphs) + "\n"


def one_sentence(dice: random.Random) -> str:
    """A sentence that does not end: clauses and clauses, no full stop, one paragraph."""
    return f"and the {dice.choice(_THINGS)} that {dice.choice(_NAMES)} said would be paid for, "


def quotations(dice: random.Random) -> str:
    """Quotation after quotation, each by *he*, so that a speaker is looked for far back."""
    return f"“We will pay for the {dice.choice(_THINGS)},” he said. "


def names(dice: random.Random) -> str:
    """People, a name a sentence, all different."""
    return f"{dice.choice(_NAMES)} {dice.choice(_NAMES)}son met {dice.choice(_NAMES)} Ek in Oslo. "


def dates(dice: random.Random) -> str:
    """Days and deadlines, close together."""
    return f"By {dice.randrange(1, 28)} May and on Friday the council is to vote until 2027. "


def marks(dice: random.Random) -> str:
    """No words at all."""
    return dice.choice(("-", "“", "(", ".", ",", "1", " ", "\n"))


_THINGS = "ferries harbour tram library bridge school".split()
_NAMES = "Ida Bo Ana Olga Nils Mira Jonas Karin Luis Greta Farid Ines".split()
KINDS: dict[str, Callable[[random.Random], str]] = {
    "news": news,
    "one sentence": one_sentence,
    "quotations": quotations,
    "names": names,
    "dates": dates,
    "marks": marks,
}


def text_of(kind: str, characters: int) -> str:
    """A text of that kind and length; the same each time."""
    dice, pieces, length = random.Random(_SEED), [], 0
    while length < characters:
        pieces.append(KINDS[kind](dice))
        length += len(pieces[-1])
    return "".join(pieces)[:characters]


def measure(kind: str, characters: int) -> dict[str, float]:
    """Analyse one article here: seconds of the processor, and the peak in MiB before and after."""
    from briefing.extract import pipeline

    list(pipeline.analyse([Article("warm", "", "Ida Holm said so.")], BUNDLED_MODEL))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    article = Article("long", "", text_of(kind, characters))
    began = time.process_time()
    list(pipeline.analyse([article], BUNDLED_MODEL))
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": spent, "allowed": seconds_for([article]), "before": before, "peak": peak}


def main() -> None:
    """Print a table, and fail where an article took more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("characters", type=int, nargs="*", default=USUAL)
    parser.add_argument("--child", metavar="KIND")
    given = parser.parse_args()
    if given.child:
        print(json.dumps(measure(given.child, given.characters[0])))
        return
    print(machine())
    over = False
    for size in given.characters:
        if size > LONGEST:
            parser.error(f"{size:,} characters are not analysed: more than {LONGEST:,}")
        for kind in KINDS:
            command = [sys.executable, "-m", "bench.limits", str(size), "--child", kind]
            found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            rate, share = size / found["seconds"], found["seconds"] / found["allowed"]
            over = over or share > 1
            print(
                f"{kind:14} {size:9,} characters {found['seconds']:7.1f} s {rate:8,.0f} a second, "
                f"{share:4.2f} spent, {found['peak'] - found['before']:6,.0f} MiB on top"
            )
    if over:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
