"""What of 500 scripted edits is found, and how many changes that are none are taken for one.

``python -m bench.edits``: a feed of invented articles on loopback is fetched, every article is
edited in one of eight classes, the feed is fetched again. In the first six classes the edit is to
be found as the turn that it is; what is found in the last two is false.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from xml.sax.saxutils import escape

from bench.measure import machine
from briefing.digest.text_edits import edits
from briefing.feed import Feed
from briefing.intake.feeds import subscriptions
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.ports import Library
from store.library import open_library

NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)
LEAST_FOUND, MOST_FALSE = 0.98, 0.02
_PUBLISHED = "Mon, 09 Mar 2026 06:00:00 GMT"
_PEOPLE = (
    "Ida Holm|Bo Berg|Ana Lind|Olga Weir|Nils Dahl|Mira Tolen|Jonas Reed|Karin Moss|Luis Ferro|"
    "Greta Vane|Farid Amani|Ines Costa"
).split("|")
_TOWNS = "Skellvik Halden Marnau Ostrava Brenholm Tisvig Kallund Norrby Veldis Arnhem".split()
_DISPUTES = (
    "ferry fares|harbour dues|tram wages|school meals|mackerel quotas|library hours|road tolls|"
    "grain stores|water rates|night trains|museum loans|flood walls"
).split("|")
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
_BOILERPLATE = (
    "Sign up to our morning newsletter.|Reporting by A. Stone; editing by B. Field|Read more: "
    "what we know so far|All rights reserved.|Follow us on every channel.|Subscribe for one euro a "
    "month.|This story has been updated.|Photo: The Quay archive|Share this article"
).split("|")


class Story(NamedTuple):
    """An article as its outlet shows it."""

    title: str
    paragraphs: tuple[str, ...]


def story(number: int, dice: random.Random) -> Story:
    """An invented article; no two are alike."""
    speaker, other = dice.sample(_PEOPLE, 2)
    town, dispute, day = dice.choice(_TOWNS), dice.choice(_DISPUTES), dice.choice(_DAYS)
    date = dice.randrange(10, 28)
    return Story(
        f"{town} argues over {dispute}, part {number}",
        (
            f"The council of {town} argued over {dispute} for the {number}th time this spring.",
            f"{speaker}, who leads the talks, said the owners will accept the offer on {day}.",
            f"{other} said that nobody has read the report, which has {number + 100} pages.",
            f"The vote on {dispute} is planned for {date} April, and the hall holds {date * 7}.",
            f"Both sides meet again in {dice.choice(_TOWNS)} before the summer, officials said.",
        ),
    )


def _swap(before: str, after: str) -> Callable[[Story, random.Random], Story]:
    def edit(story: Story, dice: random.Random) -> Story:
        del dice
        return story._replace(paragraphs=tuple(p.replace(before, after) for p in story.paragraphs))

    return edit


def softened(story: Story, dice: random.Random) -> Story:
    """The words of somebody become weaker."""
    after = dice.choice(
        ["may accept the offer", "could accept the offer", "will look at the offer"]
    )
    return _swap("will accept the offer", after)(story, dice)


def negated(story: Story, dice: random.Random) -> Story:
    """A negation comes or goes."""
    if dice.random() < 0.5:
        return _swap("nobody has read", "everybody has read")(story, dice)
    return _swap("will accept", dice.choice(["will not accept", "won't accept"]))(story, dice)


def swapped(story: Story, dice: random.Random) -> Story:
    """Somebody else is said to have said it."""
    speaker = story.paragraphs[1].split(",")[0]
    other = dice.choice([name for name in _PEOPLE if name != speaker])
    return story._replace(
        paragraphs=(
            story.paragraphs[0],
            story.paragraphs[1].replace(speaker, other),
            *story.paragraphs[2:],
        )
    )


_INTRODUCED = (
    (
        "{name}, a lawyer for the other side who has fought the owners in three courts since 2019, "
        "insisted in a letter to the council late on Sunday that {said}"
    ),
    (
        "{said} That is what {name}, until last year a harbour pilot and since then the voice of "
        "the crews, told reporters outside the hall."
    ),
    "According to {name}, who was chosen by the crews after weeks of dispute, {said}",
)


def reascribed(story: Story, dice: random.Random) -> Story:
    """The same is said by somebody else, who is introduced at length: few words stay."""
    speaker, said = story.paragraphs[1].split(", who leads the talks, said ")
    name = dice.choice([name for name in _PEOPLE if name != speaker])
    line = dice.choice(_INTRODUCED).format(name=name, said=said)
    after = line[0].upper() + line[1:]
    return story._replace(paragraphs=(story.paragraphs[0], after, *story.paragraphs[2:]))


def moved(story: Story, dice: random.Random) -> Story:
    """A day becomes another one."""
    words = story.paragraphs[3].split()
    at = words.index("April,") - 1
    words[at] = str(int(words[at]) + dice.randint(1, 2))
    return story._replace(
        paragraphs=(*story.paragraphs[:3], " ".join(words), *story.paragraphs[4:])
    )


def dropped(story: Story, dice: random.Random) -> Story:
    """A paragraph goes."""
    dropped_one = dice.randrange(1, len(story.paragraphs))
    rest = (p for n, p in enumerate(story.paragraphs) if n != dropped_one)
    return story._replace(paragraphs=tuple(rest))


def retitled(story: Story, dice: random.Random) -> Story:
    """Only the headline changes."""
    verb = dice.choice(["agrees on", "gives up", "fights for", "delays"])
    return story._replace(title=story.title.replace("argues over", verb))


def respelled(story: Story, dice: random.Random) -> Story:
    """A letter is mistyped in a word of common length, or two are swapped."""
    paragraphs = list(story.paragraphs)
    number = dice.randrange(len(paragraphs))
    words = paragraphs[number].split()
    places = [n for n, w in enumerate(words) if n and w.isalpha() and w.islower() and len(w) > 4]
    at = dice.choice(places)
    word, letter = words[at], dice.randrange(1, len(words[at]) - 2)
    typo = (
        word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :]
        if dice.random() < 0.5 and word[letter] != word[letter + 1]
        else word[:letter] + word[letter + 1 :]
    )
    words[at] = typo
    paragraphs[number] = " ".join(words)
    return story._replace(paragraphs=tuple(paragraphs))


def dressed(story: Story, dice: random.Random) -> Story:
    """A line of boilerplate comes."""
    line = dice.choice(_BOILERPLATE)
    first = dice.random() < 0.3
    body = (line, *story.paragraphs) if first else (*story.paragraphs, line)
    return story._replace(paragraphs=body)


CLASSES: dict[str, Callable[[Story, random.Random], Story]] = {
    "quote softened": softened,
    "negation turned": negated,
    "speaker swapped": lambda told, dice: dice.choice((swapped, reascribed))(told, dice),
    "day moved": moved,
    "paragraph dropped": dropped,
    "headline only": retitled,
    "typo": respelled,
    "boilerplate": dressed,
}
_NONE = ("typo", "boilerplate")
_TURNS = {"paragraph dropped": "removed", "headline only": "retitled"}
"""The turn of each class of edit, "reworded" for all others."""


def document(
    stories: Mapping[int, Story], url: str, published: Mapping[int, str] | None = None
) -> bytes:
    """A feed with the full text of the articles, each at the address of its number.

    ``published`` are their moments, where they are not ``_PUBLISHED``.
    """
    moments = published or dict.fromkeys(stories, _PUBLISHED)
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{url}/{number}</link><guid>{url}/{number}</guid>"
        f"<pubDate>{moments[number]}</pubDate><content:encoded><![CDATA["
        f"{''.join(f'<p>{escape(p)}</p>' for p in each.paragraphs)}]]></content:encoded></item>"
        for number, each in stories.items()
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    heading = f"<title>The Quay</title><link>{url}/</link>"
    return f'<rss version="2.0" {space}><channel>{heading}{items}</channel></rss>'.encode()


@contextmanager
def serving(documents: list[bytes]) -> Iterator[str]:
    """The address of a feed that shows the last of the documents; more may be added."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(documents[-1])))
            self.end_headers()
            self.wfile.write(documents[-1])

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def fetch(library: Library, at: datetime) -> None:
    """One round over all feeds at that moment."""
    feeds = subscriptions.subscriptions(library)
    asyncio.run(
        collect(
            library,
            feeds,
            lambda: at,
            lambda _: None,
            FetchOptions("never", allowed_hosts=("127.0.0.1",)),
        )
    )


def measure(count: int, seed: int, folder: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    """How many edits of each class were made, how many gave the right turn, and the mistakes.

    Of the last two classes: how many gave any turn.
    """
    dice = random.Random(seed)
    stories = [story(n, dice) for n in range(count)]
    names = [list(CLASSES)[n % len(CLASSES)] for n in range(count)]
    changed = [CLASSES[name](each, dice) for name, each in zip(names, stories, strict=True)]
    documents = [b""]
    library = open_library(folder)
    made: Counter[str] = Counter()
    turned: Counter[str] = Counter()
    wrong: list[str] = []
    with serving(documents) as url:
        documents.append(document(dict(enumerate(stories)), url))
        subscriptions.subscribe(library, Feed(f"{url}/feed"), NOW)
        fetch(library, NOW)
        documents.append(document(dict(enumerate(changed)), url))
        fetch(library, NOW + timedelta(hours=1))
        by_link = {e.article.url: e.article.id for e in library.entries(findings=False)}
        for number, name in enumerate(names):
            turns = edits(library.versions(by_link[f"{url}/{number}"]))
            made[name] += 1
            right = {t.turn for t in turns} == {_TURNS.get(name, "reworded")}
            counts = bool(turns) if name in _NONE else right
            turned[name] += counts
            if counts == (name in _NONE):
                shown = [
                    p for p in changed[number].paragraphs if p not in stories[number].paragraphs
                ]
                wrong.append(f"{name}: {shown} {[t.turn for t in turns]}")
    library.close()
    return made, turned, wrong


def main() -> None:
    """Print a table, and fail where a figure is not what it is to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="list what was missed or false")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as place:
        counts, turned, wrong = measure(options.edits, options.seed, Path(place))
    for name, number in counts.items():
        gave = "a turn" if name in _NONE else "the right turn"
        print(f"{name:18} {turned[name]:4} of {number:4} gave {gave}")
    real = [name for name in counts if name not in _NONE]
    recall = sum(turned[n] for n in real) / sum(counts[n] for n in real)
    false = sum(turned[n] for n in _NONE) / sum(counts[n] for n in _NONE)
    print(f"found {recall:.3f} (at least {LEAST_FOUND}), false {false:.3f} (at most {MOST_FALSE})")
    if options.wrong:
        print(*wrong, sep="\n")
    if recall < LEAST_FOUND or false > MOST_FALSE:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
