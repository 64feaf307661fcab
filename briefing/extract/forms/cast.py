"""Who the labels of a transcript mean: full names and roles out of title, head and text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from briefing.extract.forms.cast_names import (
    at_line_start,
    cased,
    fold,
    folded,
    holds_office,
    is_courteous,
    is_longer,
    is_more_telling,
    is_office,
    named_so,
    role_in,
    split_role,
)
from briefing.extract.forms.labels import NAME_WORD, Label, bare, label_words
from briefing.model import Attribution

_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|ben|al|el|y|ter|ten|st)"
_ROLE_RUN = re.compile(
    rf"(?:{NAME_WORD}|[Tt]he)"
    rf"(?:(?: +(?:(?:of|for)(?: +the)?|and +the|the|on) +| +(?:{_PARTICLE} +)*|-)"
    rf"{NAME_WORD}){{0,16}}"
)
_ROLE_BEHIND = re.compile(r"\s*[,–—(-]\s*(?:the\s+)?([^,.;()\n]{3,90})")
_INTERVIEWED = re.compile(
    r"(?:interview|conversation|Q\s?&\s?A|talk)s?\s+(?:of\s+.{2,60}?\s+)?(?:with|of)"
    r"\s+(?P<with>[^,.:;|\n]{3,90})"
    r"|Q\s?&\s?A:\s*(?P<qa>[^,.:;|\n]{3,90}?)(?=\s+(?:on|about|says|talks)\b|$)"
    r"|^(?P<gave>[^,.:;|\n]{3,120}?)\s+(?:gave|gives|has given|answers|answered|speaks|spoke|"
    r"talks|in)\s+(?:an?\s+)?(?:exclusive\s+)?(?:interview|questions|to)\b",
    re.IGNORECASE,
)
_TITLE_TAIL = re.compile(r"\s*(?:\d.*|transcript.*|full text.*|on\s+[A-Z].*)$", re.IGNORECASE)
_FULL_NAME = re.compile(rf"{NAME_WORD}(?: (?:{_PARTICLE} )*{NAME_WORD}){{1,3}}")
_HOSTS = frozenset("host moderator presenter anchor interviewer chair chairman chairwoman".split())
_LONG_ACRONYM = 4  # letters; more in capitals are a word ("ANCHOR")
_MOST_TEXT = 100_000  # characters in which a full name is looked for
_MOST_VOICES = 1000  # of one document; more are no speakers, and bound the work
_MOST_LABELS = 100  # different ones that tell of each other


class Voice(Struct, frozen=True):
    """Whoever speaks: ``name`` is None where nobody can be named (whoever asks)."""

    name: str | None
    role: str | None
    attribution: Attribution


NOBODY = Voice(None, None, "none")


class Cast:
    """The people of one transcript. ``head`` is what stands above the first turn."""

    def __init__(self, title: str, head: str, text: str, labels: Sequence[Label]) -> None:
        self._title = title
        self._head = head
        self._text = text[:_MOST_TEXT]
        parts = (part for label in labels for part in (label.name, *label.notes))
        self._inside = tuple(islice(dict.fromkeys(parts), _MOST_LABELS))
        self._voices: dict[str, Voice] = {}
        self._named: list[Voice] = []
        self._known: list[Voice] | None = None

    def voice(self, label: Label) -> Voice:
        """Whom a label means. Labels are asked for in the order of the text."""
        key = label.name + "|" + "|".join(label.notes)
        if key not in self._voices:
            if len(self._voices) > _MOST_VOICES:
                return NOBODY
            voice = self._voice(label)
            self._voices[key] = voice
            if voice.attribution == "named":
                self._named.append(voice)
        return self._voices[key]

    def asked(self) -> Voice:
        """Whoever is asked in an interview, by the title or the lines below it."""
        for place in (self._title, *self._head.split("\n")[:4]):
            match = _INTERVIEWED.search(place)
            if match:
                voice = self._described(next(filter(None, match.groups())).strip())
                if voice.name is not None:
                    return voice
        people = self._people()
        return people[0] if len({v.name for v in people}) == 1 else NOBODY

    def _described(self, phrase: str) -> Voice:
        """ "the Minister of Railways Azamat Jolborsov", "the departing ambassador"."""
        phrase = _TITLE_TAIL.sub("", phrase).strip()
        role, name = split_role(phrase)
        if name and len(name.split()) > 1:
            return Voice(name, role, "named")
        if name and (full := self._full(name)):
            return Voice(full[0], role or full[1], "named")
        words = {bare(w) for w in phrase.split()}
        if words & label_words().offices and phrase:
            return Voice(phrase, None, "unnamed")
        return NOBODY

    def _voice(self, label: Label) -> Voice:
        words = label_words()
        plain = bare(label.name)
        if plain in words.answers:
            return self.asked()
        first = bare(label.name.partition(",")[0])
        hosting = next((n for n in label.notes if _FULL_NAME.fullmatch(n)), None)
        if first in _HOSTS and hosting is not None and not hosting.isupper():
            return Voice(hosting, first, "named")
        if first in words.nameless or re.fullmatch(r"(?:unidentified|unknown|speaker)\b.*", plain):
            return NOBODY
        name, notes = label.name.rstrip("."), list(label.notes)
        outer = re.match(r"([^()]*)(?:\(([^()]*)\))?(?:\s*\(([^()]*)\))?", name)
        if outer and outer[2]:
            name, notes = outer[1].strip(), [n for n in outer.groups()[1:] if n]
        role: str | None = None
        person = next((n for n in notes if is_courteous(n)), None)
        if person is None and notes and re.match(r"the\b", name, re.IGNORECASE):
            person = notes[0] if _FULL_NAME.fullmatch(notes[0]) else None
        if person and is_office(name):
            role, name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE), person
        elif notes:
            role = role_in(notes)
        name, _, behind = name.partition(", ")
        role = role or behind or None
        if role and role.isupper() and len(role) > _LONG_ACRONYM:
            role = role.lower()
        before, own = split_role(cased(name, self._title, self._head, self._text))
        role = role or before
        if not own or own.islower():
            return self._of_office(name)
        full = self._full(own)
        if full is not None:
            return Voice(
                full[0], role if is_more_telling(role, full[1]) else full[1] or role, "named"
            )
        return Voice(own, role, "named")

    def _of_office(self, name: str) -> Voice:
        """ "THE PRESIDENT", "PRIME MINISTER": whoever title and head call so."""
        office = [bare(w) for w in name.split() if bare(w) not in {"the", "of", "madam", "mr"}]
        said = [v for v in self._named if v.role]
        for voice in [*self._people(), *said]:
            if all(w in [bare(r) for r in (voice.role or "").split()] for w in office):
                return voice
        own = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
        return Voice("the " + (own.lower() if own.isupper() else own), None, "unnamed")

    def _people(self) -> list[Voice]:
        """Everybody whom title and head name in full with an office, in order."""
        if self._known is None:
            people = []
            for place in (self._title, self._head):
                for match in _ROLE_RUN.finditer(place):
                    role, own = split_role(match[0])
                    behind = _ROLE_BEHIND.match(place, match.end())
                    if role is None and behind is not None and holds_office(behind[1]):
                        role = behind[1].strip()
                    if role and 2 <= len(own.split()) <= 4 and role.lower() != own.lower():
                        people.append(Voice(own, role, "named"))
            self._known = people
        return self._known

    def _full(self, name: str) -> tuple[str, str | None] | None:
        """The full name, and the role beside it, of whom a shorter name means."""
        name_words = folded(name)
        if not name_words:
            return None
        best: tuple[str, str | None] | None = None
        for voice in self._named:
            if voice.name and is_longer(folded(voice.name), name_words):
                return voice.name, voice.role
        for place in (self._title, *self._inside, self._head, self._text):
            best = self._in(place, name_words) or best
            if best is not None and len(best[0].split()) > 1:
                return best
        return best

    def _in(self, place: str, name_words: list[str]) -> tuple[str, str | None] | None:
        surname = name_words[-1]
        # A folded search first: most of a long text never comes near the name.
        if surname not in fold(place):
            return None
        full_names: dict[str, str | None] = {}
        earlier: set[str] = set()
        for match in _ROLE_RUN.finditer(place):
            run = match[0]
            if run in earlier or surname not in fold(run):
                continue
            if len(earlier) > _MOST_LABELS:
                break
            earlier.add(run)
            role, own = split_role(named_so(cased(match[0], place), name_words))
            own = re.sub(r"(?<=\w\w)\.$", "", own)
            if not own or not set(name_words) <= set(folded(own)):
                continue
            behind = _ROLE_BEHIND.match(place, match.end())
            said = behind[1].strip() if behind else None
            if said and not {bare(w) for w in said.split()} & label_words().offices:
                said = None
            below = re.match(r"\n([^\n:]{3,80})(?:\n|$)", place[match.end() : match.end() + 90])
            if not said and not role and below and at_line_start(place, match.start()):
                said = (
                    below[1]
                    if {bare(w) for w in below[1].split()} & label_words().offices
                    else None
                )
            if own not in full_names or (role or said):
                full_names[own] = full_names.get(own) or role or said
        if not full_names:
            return None
        # Two bearers of one name: neither.
        longest = max(full_names, key=lambda n: len(n.split()))
        others = [n for n in full_names if not set(folded(n)) <= set(folded(longest))]
        return (
            None
            if others
            else (longest, full_names[longest] or next(filter(None, full_names.values()), None))
        )
