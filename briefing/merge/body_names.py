"""Which body is meant where one is written short, long or by a common noun."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from briefing.merge.body_references import Fuller
from briefing.merge.events import Events
from briefing.merge.headings import government_of, is_one_of_a_nation, nationless
from briefing.merge.name_uses import WrittenName, may_be_body
from briefing.names.bodies import UNIONS, bare_body, has_legal_form, named_in
from briefing.names.common_nouns import is_common
from briefing.names.people import fold, initials

_EVERY_STATE_HAS = frozenset(
    """agency army assembly bank cabinet commission congress court courts department force
    government guard house institute ministry navy office parliament police senate service
    treasury""".split()
)
"""The last words of bodies that a name without a country does not tell from another country's."""

_OF_A_PLACE = frozenset("army cabinet government military parliament police regime".split())
"""Bodies of which a place has one, so that another article on the event means the same."""

_UNIONS = {short.lower(): name.lower() for short, name in UNIONS.items()}
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s (?=\w)")
_LONG_NAME = 3  # words from which a body is known by its initials


class BodyNames:
    """Resolves the bodies among ``forms``, each in the light of all.

    ``forms`` are those of bodies, of who has no name, and of who has a name with a legal form.

    ``fuller`` gives what ``fuller_names`` found for the speakers of each article, by its id.
    """

    def __init__(
        self, forms: Iterable[WrittenName], events: Events, fuller: Mapping[str, Fuller]
    ) -> None:
        self._events = events
        self._fuller = fuller
        given = list(forms)
        written = {f.speaker for f in given if f.attribution == "body"}
        self._long = (
            _by_initials(written)
            | _by_country(written)
            | self._by_beginning(given)
            | self._spelled_out(given)
        )
        self._articles: dict[str, set[str]] = defaultdict(set)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._marked: set[tuple[str, str]] = set()
        self._owners: dict[str, set[str]] = defaultdict(set)
        for form in given:
            if form.attribution != "unnamed" and not _is_common(form.speaker):
                name = _name(form.speaker)
                self._articles[name].add(form.article_id)
                if has_legal_form(form.speaker):
                    self._marked.add((form.article_id, name))
                if owner := _POSSESSIVE.search(form.speaker):
                    self._owners[name].update(fold(form.speaker[: owner.start()]).split())
        for body in self._articles:
            for word in body.split():
                self._by_word[word].append(body)

    def of(self, form: WrittenName) -> str | None:
        """The body's name, folded; None where the form names none."""
        if form.attribution == "named":
            return self._named(form)
        fuller = self.fuller(form)
        if form.attribution == "body":
            if fuller is not None:
                name: str | None = _name(fuller)
            else:
                name = self._common(form) if _is_common(form.speaker) else self._proper(form)
            return self._longest(name) if name else None
        inside = named_in(form.speaker)
        name = _name(inside) if inside and government_of(inside) is None else None
        name = name or (_name(fuller) if fuller else None)
        return self._longest(name) if name in self._articles else None

    def _named(self, form: WrittenName) -> str | None:
        """The body that goes by one word which elsewhere is taken for a person's name.

        An acronym is nobody's name, nor is what has an article or a legal form; another word is
        that of a company which the text marks as one.
        """
        if not may_be_body(form.speaker):
            return None  # most speakers are people: nothing is looked up for them
        if form.speaker[:4] in ("the ", "The "):
            name = self._proper(form)
            return self._longest(name) if name in self._articles else None
        name = _name(form.speaker)
        articles = self._articles.get(name, ())
        if form.speaker.isupper():
            return self._longest(name) if articles else None
        if not articles and not has_legal_form(form.speaker):
            return None  # no body goes by it, with a legal form or by a fuller name
        if (
            has_legal_form(form.speaker)
            or (form.article_id, name) in self._marked
            or (self.fuller(form) and self._events.first_of(form.article_id, articles))
        ):
            return self._longest(name)
        return None

    def _by_beginning(self, forms: Iterable[WrittenName]) -> dict[str, str]:
        """Names with the one longer name of a company that begins so, in the article of either."""
        longer: dict[str, set[str]] = defaultdict(set)
        for form in forms:
            fuller = self.fuller(form) if form.attribution == "body" else None
            if fuller and not form.speaker.startswith(("the ", "The ")):
                short, long = _name(form.speaker), _name(fuller)
                if long.startswith(f"{short} "):
                    longer[short].add(long)
        return {short: names.pop() for short, names in longer.items() if len(names) == 1}

    def _spelled_out(self, forms: Iterable[WrittenName]) -> dict[str, str]:
        """Acronyms with the one long name that the texts have for each.

        What else has the same initials is another body.
        """
        long_forms: dict[str, set[str]] = defaultdict(set)
        for form in forms:
            is_acronym = form.attribution == "body" and _is_acronym(form.speaker)
            if is_acronym and (fuller := self.fuller(form)):
                long_forms[_name(form.speaker)].add(_name(fuller))
        return {name: long.pop() for name, long in long_forms.items() if len(long) == 1}

    def fuller(self, form: WrittenName) -> str | None:
        """The fuller name that a body has in the text of the form's article, as it is written."""
        own = self._fuller.get(form.article_id)
        return own.get(form.speaker) if own else None

    def known(self, name: str) -> str | None:
        """The body that goes by a name, however it is written, if it speaks; folded."""
        bare = _name(name)
        return self._longest(bare) if bare in self._articles else None

    def _longest(self, name: str) -> str:
        for _ in range(2):  # an acronym, then a name without its country
            name = self._long.get(name, name)
        return name

    def _proper(self, form: WrittenName) -> str:
        """ "The Observatory" is the one body of its article that is called so and more."""
        name = _name(form.speaker)
        if form.speaker[:4] not in ("the ", "The ") or " " in name:
            return name
        longer = [
            body
            for body in self._by_word.get(name, ())
            if body != name
            and name not in self._owners.get(body, ())  # "the FBI" is not the FBI's office
            and form.article_id in self._articles[body]
            and "and" not in body.split()  # "the bureau and other experts" are more than it
        ]
        return longer[0] if len(longer) == 1 else name

    def _common(self, form: WrittenName) -> str | None:
        """ "Police" are the Orlando police where the event has no other.

        "The organization" is one that its own article names: an event has many.
        """
        words = set(fold(_POSSESSIVE.sub(" ", form.speaker)).split())
        if not words:
            return None
        anywhere = not words.isdisjoint(_OF_A_PLACE)
        rarest = min((self._by_word.get(word, []) for word in words), key=len)
        meant = {
            body
            for body in rarest
            if words < set(body.split())
            and (
                form.article_id in self._articles[body]
                or (
                    anywhere
                    and any(self._events.is_one(form.article_id, i) for i in self._articles[body])
                )
            )
        }
        return meant.pop() if len(meant) == 1 else None


def _is_common(body: str) -> bool:
    return is_common(body) or is_one_of_a_nation(body)


@lru_cache(maxsize=16_384)
def _name(body: str) -> str:
    """A body's name, folded; "the Korvo for Peace monitoring group" is called Korvo for Peace,
    "Molde's city council" the Molde city council, "the N.T.C." the NTC."""
    bare = bare_body(body)
    if _DOTTED.fullmatch(bare):
        return bare.replace(".", "").casefold()
    inside = named_in(body)
    # "Service" alone may be part of the name; beside an acronym it is none.
    if inside and (len(bare.split()) - len(inside.split()) > 1 or inside.isupper()):
        bare = inside
    name = fold(_POSSESSIVE.sub(" ", bare))
    return name.removesuffix(" department") if name.endswith(" police department") else name


def _by_initials(bodies: Collection[str]) -> dict[str, str]:
    """Acronyms with the one body whose initials they are. Companies go by their names."""
    long_forms: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        name = _name(body)
        if _UNIONS.get(initials(name)) == name or (
            len(name.split()) >= _LONG_NAME and not has_legal_form(body)
        ):
            long_forms[initials(bare_body(body))].add(name)
    return {
        _name(body): next(iter(long_forms[_name(body)]))
        for body in bodies
        if _is_acronym(body) and len(long_forms.get(_name(body), ())) == 1
    }


def _is_acronym(body: str) -> bool:
    bare = body.removeprefix("the ").removeprefix("The ")
    return bare.isupper() and " " not in bare


def _by_country(bodies: Collection[str]) -> dict[str, str]:
    """Names with a country in front, by those without; only where one country has such a body.

    One word is taken from "Norway's Korvo" alone: "Norway Bank" is not just any Bank.
    """
    plain = {name: body for body in bodies if not is_common(body) and (name := _name(body))}
    with_country: dict[str, set[str]] = defaultdict(set)
    for name, body in plain.items():
        rest = nationless(name)
        if rest is None or rest not in plain or rest.split()[-1] in _EVERY_STATE_HAS:
            continue
        if " " in rest or (_POSSESSIVE.search(body) and body.split()[-1][:1].isupper()):
            with_country[rest].add(name)
    return {rest: names.pop() for rest, names in with_country.items() if len(names) == 1}
