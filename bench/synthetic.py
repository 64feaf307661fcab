"""Articles with findings about invented affairs, made from templates: as many as wanted.

Findings are made with the text, not extracted from it, so that a library of any size is there in
seconds; their spans hold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from briefing.extract.topics import topic_of
from briefing.model import Article, Deadline, Entry, Findings, Quote, Span, Talk

ANALYSER = "templates"

_PLACES = (
    "Oslo Bergen Geneva Vienna Brussels Nairobi Accra Lima Quito Hanoi Seoul Doha Muscat Amman "
    "Tunis Rabat Dakar Lagos Kigali Bogota Montevideo Ottawa Halifax Reykjavik Helsinki Tallinn "
    "Riga Vilnius Warsaw Prague Bratislava Budapest Zagreb Sofia Athens Nicosia Ankara Tbilisi "
    "Yerevan Astana"
).split()
_STATES = (
    "Norway Iceland Kenya Ghana Peru Ecuador Vietnam Qatar Oman Jordan Tunisia Morocco Senegal "
    "Nigeria Rwanda Colombia Uruguay Canada Finland Estonia Latvia Lithuania Poland Czechia "
    "Slovakia Hungary Croatia Bulgaria Greece Cyprus Georgia Armenia Kazakhstan"
).split()
_SUBJECTS = (
    "mackerel quotas|the river treaty|port fees|grain corridors|visa rules|a ceasefire line|"
    "rail gauge works|satellite slots|border crossings|pension transfers|gas transit|"
    "hospital staffing|flood barriers|copper tariffs|school language rules|fibre cables|"
    "vaccine licences|airport slots|forest maps|prisoner lists|tuna tags|steel duties|"
    "reservoir levels|teacher pay|museum loans|nuclear inspections|wheat prices|tram wages"
).split("|")
_BODIES = (
    "Harbour Council|Northern Trade Board|Lake Commission|Assembly of Mayors|Grain Exchange|"
    "Court of Audit|Railway Union|Energy Senate|Fisheries Office|Border Directorate"
).split("|")
_FIRST = "Ana Bo Carla Dmitri Edda Farid Greta Hugo Ines Jonas Karin Luis Mira Nils Olga".split()
_LAST = (
    "Lindqvar Bergmose Castellun Dorvath Ekholdt Farouqi Gundlach-Rey Haavik Ibarrola Jansvold "
    "Kirwan-Oyo Lomtadze Marchetto Nkemdirim Ostrowka Petrossun Quintavar Rasmodt Sorvino-Lee "
    "Tamberg Ulvestad Vasquelin Wachira-Mol Ylitalo Zoricek"
).split()
_OUTLETS = (
    "The Gull|Harbour Post|Evening Ledger|North Wire|Tide|Valley Courier|The Lantern|Meridian|"
    "City Monitor|The Beacon|Daily Anchor|Plain Dealer Weekly"
).split("|")
_SYLLABLES = (
    "ba cor dun el fa gri hol is jo kar lun mo nef or pal qui ras sto tev ul vin wex yar zed"
).split()
_ROLES = ("trade minister", "chief negotiator", "spokeswoman", "mayor", "deputy envoy")


@dataclass(frozen=True, slots=True)
class _Affair:
    """What the articles of a few days are about."""

    subject: str
    body: str
    parties: tuple[str, str]
    place: str
    day: date
    speakers: tuple[str, ...]
    words: tuple[str, ...]


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4)))


def made_up(dice: random.Random, count: int) -> str:
    """So many words that no language has."""
    return " ".join(_word(dice) for _ in range(count))


def entries(count: int, last: date, days: int = 365, seed: int = 1) -> Iterator[Entry]:
    """``count`` entries spread over the ``days`` days up to ``last``, oldest first.

    Each has three quotes, a talk, and two deadlines; about six articles tell of one affair.
    """
    dice = random.Random(seed)
    affairs: list[_Affair] = []
    for number in range(count):
        day = last - timedelta(days=days - 1 - number * days // count)
        if not affairs or dice.random() < 1 / 6:
            affairs = [*affairs[-30:], _affair(dice, day)]
        yield _entry(dice, number, day, dice.choice(affairs))


def _affair(dice: random.Random, day: date) -> _Affair:
    a, b = dice.sample(_STATES, 2)
    names = [f"{dice.choice(_FIRST)} {dice.choice(_LAST)}" for _ in range(3)]
    meets = day + timedelta(days=dice.randint(1, 9))
    subject, body = dice.choice(_SUBJECTS), f"{_word(dice).title()} {dice.choice(_BODIES)}"
    own = [_word(dice) for _ in range(12)]
    return _Affair(subject, body, (a, b), dice.choice(_PLACES), meets, tuple(names), tuple(own))


def _entry(dice: random.Random, number: int, day: date, affair: _Affair) -> Entry:
    text = _Text()
    a, b = affair.parties
    meet = text.add(
        f"{a} and {b} will meet in {affair.place} on {affair.day:%A} over {affair.subject}."
    )
    quotes = tuple(_quote(dice, text, affair) for _ in range(3))
    vote = text.add(f"The {affair.body} is due to vote on {affair.subject} a day later.")
    tell = text.add(f"Either side has until {affair.day:%d %B} to send papers on the matter.")
    for _ in range(4):
        text.add(_filler(dice, affair))
    article = Article(
        id=f"{number:016x}",
        title=f"{a} and {b} near talks on {affair.subject}",
        text=str(text),
        source=dice.choice(_OUTLETS),
        url=f"https://example.org/{number}",
        published=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        fetched=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
    )
    later = affair.day + timedelta(days=1)
    subject = affair.subject
    deadlines = (
        Deadline(f"vote on {subject}", vote, later, later, "vote", who=affair.body),
        Deadline(f"papers on {subject} due", tell, affair.day, affair.day, "due"),
    )
    start = affair.day if dice.random() < 0.9 else None
    talk = Talk(
        f"talks on {subject}", meet, "planned", affair.place, None, start, start, affair.parties
    )
    findings = Findings(article.id, ANALYSER, quotes, (talk,), deadlines, topic=topic_of(article))
    return Entry(article, findings)


def _quote(dice: random.Random, text: _Text, affair: _Affair) -> Quote:
    speaker, role = dice.choice(affair.speakers), dice.choice(_ROLES)
    content = dice.choice(
        (
            f"the gap on {affair.subject} is down to {dice.randint(2, 9)} points",
            f"nobody in {affair.place} should expect a signature before {affair.day:%A}",
            f"the {affair.body} had the last word on {affair.subject}",
            f"{affair.parties[0]} will not give up what it was promised in {affair.place}",
        )
    )
    known_as = speaker if dice.random() < 0.7 else speaker.split()[-1]
    span = text.add(f"{known_as}, {role}, said {content}.")
    start = span.end - 1 - len(content)
    named = Span(span.start, span.start + len(known_as))
    spans = (Span(start, span.end - 1),)
    return Quote(content, spans, "indirect", "named", known_as, named, role, "said")


def _filler(dice: random.Random, affair: _Affair) -> str:
    picked = [*dice.sample(affair.words, 5), *(_word(dice) for _ in range(4)), dice.choice(_PLACES)]
    dice.shuffle(picked)
    return f"Delegates went through {', then '.join(picked)} in {dice.randint(2, 40)} sittings."


class _Text:
    """Collects paragraphs; gives the span of each."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, paragraph: str) -> Span:
        start = self._length
        self._parts.append(paragraph)
        self._length += len(paragraph) + 1
        return Span(start, start + len(paragraph))

    def __str__(self) -> str:
        return "\n".join(self._parts)
