"""Who has to act, and whether the words of a sentence name them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from briefing.acts.act import is_number, tokens
from briefing.names.common_nouns import is_common
from briefing.names.word_lists import words_of
from briefing.names.words import EMPTY, stem

_DATA = Path(__file__).with_name("data")
_BODIES = frozenset(words_of("bodies.txt", _DATA))
_TITLES = frozenset(words_of("titles.txt", _DATA))
_PEOPLE = frozenset(words_of("people.txt", _DATA))
_KINDS = frozenset(
    """agency app bank brand builder business carrier chain charity company contractor dealer
    developer distributor exporter firm giant group importer lender maker manufacturer operator
    owner platform producer provider retailer service start-up startup supplier""".split()
)
"""What a name is said to be by a noun before it."""
_OTHER_NOUNS = {
    "ambassador": ("envoy",),
    "bank": ("lender",),
    "company": ("firm",),
    "firm": ("company",),
    "lender": ("bank",),
    "maker": ("manufacturer", "company", "firm"),
    "operator": ("company", "firm"),
    "start-up": ("company", "firm"),
    "app": ("company", "firm"),
    "chain": ("company", "firm"),
    "officers": ("police",),
    "brewer": ("brewery", "company"),
    "carrier": ("airline", "company"),
    "distributor": ("company", "firm"),
    "drugmaker": ("company", "firm"),
    "exporter": ("company", "firm"),
    "grocer": ("chain", "retailer", "company"),
    "insurer": ("company", "firm"),
    "manufacturer": ("maker", "company", "firm"),
    "miner": ("company", "firm"),
    "provider": ("company", "firm"),
    "publisher": ("house", "company"),
    "regulator": ("watchdog",),
    "retailer": ("chain", "company", "firm"),
    "supermarket": ("chain", "retailer"),
    "supplier": ("company", "firm"),
    "watchdog": ("regulator",),
}
"""Nouns by which a text goes on about the same somebody: "the lender" of a bank."""
_SAME_PEOPLE = {
    one: frozenset(map(stem, group))
    for group in (
        ("ambassador", "envoy"),
        ("demonstrators", "protesters"),
        ("farmers", "growers", "planters"),
        ("guerrillas", "insurgents", "rebels"),
        ("captors", "kidnappers"),
        ("deputies", "lawmakers", "legislators"),
        ("drivers", "truckers"),
        ("employees", "staff", "workers"),
        ("residents", "villagers"),
        ("pupils", "students"),
        ("directors", "trustees"),
        ("premier", "prime"),
    )
    for one in map(stem, group)
}
"""Nouns of people, as stems, that a text uses of the same ones."""
_COMPOUNDS = ("owner", "holder", "keeper", "maker", "worker", "leader", "man", "woman", "person")
"""Nouns of people that are written as one with what stands before: "landowner", "lawmaker"."""
_INDEFINITE = frozenset(["a", "an", "another"])
_EMPTY = EMPTY | frozenset("neighbouring neighboring striking own several".split())
_OF_PEOPLE = ("ers", "ors", "ists", "ees", "ants", "ents", "men", "women", "ians", "pilots")
"""Endings of nouns for people, which a sentence may begin with: "Teachers in Lindal"."""
_GOVERNMENTS = frozenset("government administration".split())
_ARTICLES = frozenset("the a an this these those".split())
_NO_NAME = frozenset(
    """i we you he she it they there who that which when if as is was are were be been has have had
    do does did will would can could may might should said says agreed my so what how""".split()
)
"""Words that stand in clauses and in no name."""
_LONGEST = 9  # words of a name: "the United Nations High Commissioner for Refugees in Geneva"
_OWNER = re.compile(
    r"^(?:[A-Z][\w-]*['’]s?\s+(?=[a-z]|[A-Z]\w+ [A-Z])|"
    r"(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s+(?=[a-z]))"
)
"""Whom somebody is of: "Norland's coast guard", "Norland's Ardal Shipping"."""
_SOME_OF = re.compile(
    r"^(?:[Tt]he |[Aa]ll )?(?:\w+ )?"
    r"(?:(?:delegates|leaders|members|officials|representatives) of\s+(?=(?:the )?[A-Z])|"
    r"\w+s of\s+(?=(?:the )?[A-Z]\w+ [A-Z]))"
)
"""Those of a body who act for it: "members of the Alliance", "rebels of the Delta Front"."""
_OF = frozenset("of in at for from".split())
_CROWDS = frozenset(
    map(
        stem,
        """citizens consumers customers fans followers parents people readers recipients residents
        shoppers supporters tourists travelers travellers users viewers visitors voters""".split(),
    )
)


_SPEAKS_FOR = re.compile(
    r"(?:(?P<before>(?:[A-Z][\w&-]*(?:['’]s)? ){1,4})|(?:the )?)[a-z]+(?: [a-z]+){0,2}?"
    r"(?: (?:of|for|at) (?:the )?(?P<of>[A-Z][\w&-]*(?: (?:(?:of|and|for) )?[A-Z][\w&-]*)*))?$"
)
_MINISTER = re.compile(r"^(?P<of>[A-Z]\w+(?: and [A-Z]\w+)?) Minister$")


_WHOLES = (
    (
        re.compile(
            r"(?:[Tt]he )?(?:board|directors|executives|leadership|management|shareholders) "
            r"of (?:the )?(?P<whole>[A-Z].*)"
        ),
        r"\g<whole>",
    ),
    (
        re.compile(
            r"(?:[Tt]he )?(?P<whole>(?:[\w-]+ )*?(?:alliance|bloc|cabinet|coalition|commission|"
            r"council|government|opposition|party|union)) (?:chiefs|delegates|heads|lawmakers|"
            r"leaders|members|ministers|negotiators|officials|parties|partners)"
            r"(?P<where> (?:in|of) .*)?"
        ),
        r"\g<whole>\g<where>",
    ),
    (
        re.compile(r"(?P<whole>[A-Z][\w-]+(?: [A-Z][\w-]+)*) and (?:his|her|its|their|\d+) .*"),
        r"\g<whole>",
    ),
    (re.compile(r"(?:[\w-]+ ){1,3}representing (?:the )?(?P<whole>\w.*)"), r"\g<whole>"),
)
"""Names of some who act for a whole, and how it is made of them."""


class Actor(Struct, frozen=True):
    """A name by what has to stand in a sentence that names it.

    ``names`` are written with a capital there; where ``any_name``, one of them is enough: a
    surname, the first word of a company's name. ``nouns`` have all to be there. ``body`` is the
    noun by which an article on the same event may go on about it: "the league".
    """

    names: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    any_name: bool = True
    body: str = ""

    @property
    def is_crowd(self) -> bool:
        """Whether it is people of whom each does as they like: "voters"; one of them answers
        nothing that was asked of all."""
        return not self.names and not self.nouns.isdisjoint(_CROWDS)

    @classmethod
    def of(cls, name: str) -> Actor:
        """The actor of that name, as an article has it; one that nothing names if it is empty."""
        name = _OWNER.sub("", _SOME_OF.sub("", name))
        words = [w for w in tokens(name) if not is_number(w) and w.casefold() not in {"the", ","}]
        while words and words[0].casefold() in _EMPTY:
            words = words[1:]
        at = next((n for n, w in enumerate(words) if w.casefold() in _OF), len(words))
        core, more = words[:at], words[at + 1 :]
        if not core:
            return cls()
        head = core[-1]
        if _is_noun(head, first=len(core) == 1):
            before = [w for w in core[:-1] if w.casefold() not in _EMPTY]
            of = [] if before else _up_to_of(more)
            if len(core) > 1 and all(w[:1].isupper() for w in core):
                # "Zephyr Motors", "Northern Front", "Supreme Court"
                distinct = [w for w in before if w.casefold() not in _BODIES]
                return cls(_stems(distinct or before), any_name=False, body=_body(head))
            country = [w for w in (*before, *of) if w[:1].isupper()]
            if head.casefold() in _GOVERNMENTS and country:
                return cls(_stems(country), any_name=False, body=_body(head))
            if of and head[:1].isupper() and len(core) == 1:
                # "Ministry of Transport" is "the transport ministry" elsewhere.
                return cls(nouns=_stems([head, *of]), any_name=False, body=_body(head))
            # The first word has a capital where it begins the sentence: "Truck drivers".
            opening = {core[0]} if len(core) > 1 else set()
            more_of_it = {*before, *of}
            named = {w for w in more_of_it if w[:1].isupper()} - opening
            nouns = _stems([head, *(more_of_it - named)])
            return cls(_stems(named), nouns, any_name=False, body=_body(head))
        proper = [w for w in _without_kind(core) if w[:1].isupper() and not is_title(w)]
        if proper:
            lead = () if len(proper) > 2 else proper[:1]
            return cls(_stems([proper[-1], *lead]))
        return cls(frozenset(), _stems(core[-2:]), any_name=False)

    @classmethod
    def of_ministry(cls, role: str | None) -> Actor | None:
        """The ministry of somebody in that role: "Education Minister"; None for other roles."""
        match = _MINISTER.match(role or "")
        if match is None:
            return None
        return cls(
            nouns=_stems(["ministry", *match["of"].split()]), any_name=False, body="ministry"
        )

    @classmethod
    def of_office(cls, role: str | None) -> Actor | None:
        """For whom somebody in a role speaks: "Ardal spokesman", "chief executive of Ardal"."""
        match = _SPEAKS_FOR.match(role or "")
        name = (match["of"] or match["before"] or "").strip() if match else ""
        name = "" if all(map(is_title, name.split())) else re.sub(r"['’]s?$", "", name)
        return cls.of(name) if name else None

    @classmethod
    def of_wholes(cls, name: str) -> Iterator[Actor]:
        """Those for whom some of them act: "the board of Ardal", "coalition partners in Norland",
        "unions representing drivers"."""
        for pattern, whole in _WHOLES:
            match = pattern.fullmatch(name)
            if match is not None:
                yield cls.of(match.expand(whole))

    @classmethod
    def of_descriptions(cls, *described: str | None) -> Iterator[Actor]:
        """By the nouns under which a text may go on about somebody: "the mayor", "the airline".

        Of names with what stands before them ("Mayor Ida Moen", "the airline Skylark"), and of
        roles ("mayor of Vik").
        """
        own = list(filter(None, map(_description, filter(None, described))))
        nouns = [*own, *(other for noun in own for other in _OTHER_NOUNS.get(noun, ()))]
        return (cls(any_name=False, body=noun) for noun in dict.fromkeys(nouns))

    def is_meant(self, lower: Sequence[str]) -> bool:
        """Whether the words of a sentence, in lower case, have it as "the league", and no other."""
        for at, word in enumerate(lower[1:], 1):
            if word == self.body and lower[at - 1] == "the":
                return not _OF.intersection(lower[at + 1 : at + 2])
        # "Rangers trapped the bear"
        leads = lower[:1] == [self.body] or tuple(lower[:1]) == (self.body,)
        return leads and self.body.endswith("s") and not _OF.intersection(lower[1:2])

    def is_rivalled(self, written: Sequence[str]) -> bool:
        """Whether a sentence calls another body of its kind by name: "the port of Molde"."""
        lower = [word.casefold() for word in written]
        for at, word in enumerate(lower):
            if word != self.body:
                continue
            before = written[at - 1] if at else ""
            of = at + 2 < len(written) and lower[at + 1] in _OF and written[at + 2][:1].isupper()
            called = before[:1].isupper() and before.casefold() not in _ARTICLES
            if (of or called) and not self.is_named(written):
                return True
        return False

    def may_be_in(self, stems: Collection[str]) -> bool:
        """Whether words of those stems may name it; ``is_named`` asks what this leaves."""
        if self.names and not any(name in stems for name in self.names):
            return False
        return all(noun in stems or _is_of_same(noun, stems) for noun in self.nouns)

    def is_named(self, written: Sequence[str]) -> bool:
        """Whether the words of a sentence, as they are written, name it."""
        capital = {stem(w) for w in written if w[:1].isupper()}
        names = self.names & capital if self.any_name else self.names - capital
        if self.names and bool(names) != self.any_name:
            return False
        if not self.nouns:
            return bool(self.names)
        stems = {stem(w) for w in written}
        if not all(noun in stems or _is_of_same(noun, stems) for noun in self.nouns):
            return False
        return bool(self.names) or not self._is_another(written)

    def _is_another(self, written: Sequence[str]) -> bool:
        """Whether its nouns are said of somebody whom the text has not told of: "a magistrate"."""
        of_it = [stem(word) in self.nouns for word in written]
        runs = [at for at, here in enumerate(of_it) if here and not (at and of_it[at - 1])]
        return all(at and written[at - 1].casefold() in _INDEFINITE for at in runs)


def names_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The stems of all words by which any of them is named."""
    return frozenset(
        word for actor in actors for word in (*actor.names, *actor.nouns, actor.body) if word
    )


def is_agent(name: str) -> bool:
    """Whether a name, as an article has it, may be that of somebody who acts.

    People, bodies and whatever has a capital may; "the acquisition" and clauses do not.
    """
    words = [w for w in tokens(_OWNER.sub("", name)) if not is_number(w)]
    if words and words[0].casefold() in _ARTICLES:
        words = words[1:]
    if not 0 < len(words) <= _LONGEST or not _NO_NAME.isdisjoint(map(str.casefold, words)):
        return False
    core = words[: next((n for n, w in enumerate(words) if w.casefold() in _OF), len(words))]
    if not core:
        return False
    head = core[-1]
    if head[:1].isupper() and (len(core) > 1 or name.strip() != head or not _is_function(head)):
        return True
    lower = head.casefold()
    return (
        lower in _BODIES
        or (lower.endswith("ies") and f"{lower[:-3]}y" in _BODIES)
        or lower in _TITLES
        or lower in _PEOPLE
        or lower.endswith(_COMPOUNDS)
        or (lower.endswith(_OF_PEOPLE) and not lower.endswith("ments"))
        or is_common(head.title())
    )


def _is_of_same(noun: str, stems: Collection[str]) -> bool:
    """Whether among stems is one of another noun for the same people."""
    same = _SAME_PEOPLE.get(noun)
    return same is not None and any(other in stems for other in same)


def _without_kind(core: Sequence[str]) -> Sequence[str]:
    """A name without what it is said to be before it: "Danish start-up Nordlys Orbital"."""
    lower = max((at + 1 for at, word in enumerate(core) if word in _KINDS), default=0)
    words = core[lower:]
    if len(words) > 2 and words[0].casefold() in _PEOPLE | _BODIES:
        words = words[1:]
    return words


def _description(name: str) -> str:
    """The noun that says what somebody is: the last before a name, or that of a role; or ""."""
    words = tokens(name)
    core = words[: next((n for n, w in enumerate(words) if w.casefold() in _OF), len(words))]
    if len(core) == 1 and _is_noun(core[0], first=True):
        return core[0].casefold()
    before = next((n for n in range(len(core), 0, -1) if not _is_of_name(core[n - 1])), 0)
    if not before or core[before - 1].casefold() in _ARTICLES:
        return ""
    noun = core[before - 1].casefold()
    return noun if before == len(core) or noun not in EMPTY else ""


def _is_of_name(word: str) -> bool:
    return word[:1].isupper() and not is_title(word)


def is_body(word: str) -> bool:
    """Whether a word is the noun of a body, or the title of somebody who speaks for one."""
    lower = word.casefold()
    return lower in _BODIES or lower in _TITLES


def _is_function(word: str) -> bool:
    return word.casefold() in EMPTY


def _is_noun(word: str, *, first: bool) -> bool:
    """Whether a word is a noun that many bodies or people share."""
    lower = word.casefold()
    if lower in _BODIES or not word[:1].isupper():
        return True
    return first and (is_common(word) or lower.endswith(_OF_PEOPLE))


def _body(noun: str) -> str:
    lower = noun.casefold()
    return lower if lower in _BODIES else ""


def is_title(word: str) -> bool:
    """Whether a word is a title that stands before a name."""
    return word.casefold() in _TITLES


def _up_to_of(words: Sequence[str]) -> list[str]:
    """The first noun phrase of what follows "of"."""
    own: list[str] = []
    for word in words:
        if word.casefold() in _OF or word.casefold() == "and":
            break
        if word.casefold() not in _EMPTY:
            own.append(word)
    return own


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, words))
