"""Who the labels of a transcript mean: full names and roles out of title, head and text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from briefing.extract.forms.labels import NAME_WORD, Label, bare, is_party, label_words
from briefing.model import Attribution

_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|ben|al|el|y|ter|ten|st)"
_ROLE_RUN = re.compile(
    rf"(?:{NAME_WORD}|[Tt]he)"
    rf"(?:(?: +(?:(?:of|for)(?: +the)?|and +the|the|on) +| +(?:{_PARTICLE} +)*|-)"
    rf"{NAME_WORD}){{0,16}}"
)
_ROLE_BEHIND = re.compile(r"\s*[,–—(-]\s*(?:the\s+)?([^,.;()\n]{3,90})")
_ASKED = re.compile(
    r"(?:interview|conversation|Q\s?&\s?A|talk)s?\s+(?:of\s+.{2,60}?\s+)?(?:with|of)"
    r"\s+(?P<with>[^,.:;|\n]{3,90})"
    r"|Q\s?&\s?A:\s*(?P<qa>[^,.:;|\n]{3,90}?)(?=\s+(?:on|about|says|talks)\b|$)"
    r"|^(?P<gave>[^,.:;|\n]{3,120}?)\s+(?:gave|gives|has given|answers|answered|speaks|spoke|"
    r"talks|in)\s+(?:an?\s+)?(?:exclusive\s+)?(?:interview|questions|to)\b",
    re.IGNORECASE,
)
_TITLE_TAIL = re.compile(r"\s*(?:\d.*|transcript.*|full text.*|on\s+[A-Z].*)$", re.IGNORECASE)
_FULL_NAME = re.compile(rf"{NAME_WORD}(?: (?:{_PARTICLE} )*{NAME_WORD}){{1,3}}")
_BODIES = frozenset(
    "council committee commission parliament assembly court board cabinet senate house union bank "
    "affairs republic states kingdom party department ministry office agency".split()
)
_LONG_ACRONYM = 4  # letters; more in capitals are a word ("ANCHOR")
_MOST_TEXT = 100_000  # characters in which a full name is looked for
_MOST_VOICES = 1000
_MOST_LABELS = 100  # different ones that tell of each other
_INITIAL = re.compile(r"^[A-Z]\.?$")


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
            match = _ASKED.search(place)
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
        if first in words.nameless or re.fullmatch(r"(?:unidentified|unknown|speaker)\b.*", plain):
            return NOBODY
        name, notes = label.name.rstrip("."), list(label.notes)
        outer = re.match(r"([^()]*)(?:\(([^()]*)\))?(?:\s*\(([^()]*)\))?", name)
        if outer and outer[2]:
            name, notes = outer[1].strip(), [n for n in outer.groups()[1:] if n]
        role: str | None = None
        person = next((n for n in notes if _is_courteous(n)), None)
        if person is None and notes and re.match(r"the\b", name, re.IGNORECASE):
            person = notes[0] if _FULL_NAME.fullmatch(notes[0]) else None
        if person and _is_office(name):
            role, name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE), person
        elif notes:
            role = _role_in(notes)
        name, _, behind = name.partition(", ")
        role = role or behind or None
        if role and role.isupper() and len(role) > _LONG_ACRONYM:
            role = role.lower()
        before, own = split_role(_cased(name, self._title, self._head, self._text))
        role = role or before
        if not own or own.islower():
            return self._of_office(name)
        full = self._full(own)
        if full is not None:
            return Voice(full[0], role if _telling(role, full[1]) else full[1] or role, "named")
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
            found = []
            for place in (self._title, self._head):
                for match in _ROLE_RUN.finditer(place):
                    role, own = split_role(match[0])
                    behind = _ROLE_BEHIND.match(place, match.end())
                    if role is None and behind is not None and _holds_office(behind[1]):
                        role = behind[1].strip()
                    if role and 2 <= len(own.split()) <= 4 and role.lower() != own.lower():
                        found.append(Voice(own, role, "named"))
            self._known = found
        return self._known

    def _full(self, name: str) -> tuple[str, str | None] | None:
        """The full name, and the role beside it, of whom a shorter name means."""
        wanted = _folded(name)
        if not wanted:
            return None
        best: tuple[str, str | None] | None = None
        for voice in self._named:
            if voice.name and _is_longer(_folded(voice.name), wanted):
                return voice.name, voice.role
        for place in (self._title, *self._inside, self._head, self._text):
            best = self._in(place, wanted) or best
            if best is not None and len(best[0].split()) > 1:
                return best
        return best

    def _in(self, place: str, wanted: list[str]) -> tuple[str, str | None] | None:
        surname = wanted[-1]
        # A folded search first: most of a long text never comes near the name.
        if surname not in fold(place):
            return None
        found: dict[str, str | None] = {}
        seen: set[str] = set()
        for match in _ROLE_RUN.finditer(place):
            run = match[0]
            if run in seen or surname not in fold(run):
                continue
            if len(seen) > _MOST_LABELS:
                break
            seen.add(run)
            role, own = split_role(_named_so(_cased(match[0], place), wanted))
            if not own or not set(wanted) <= set(_folded(own)):
                continue
            behind = _ROLE_BEHIND.match(place, match.end())
            said = behind[1].strip() if behind else None
            if said and not {bare(w) for w in said.split()} & label_words().offices:
                said = None
            below = re.match(r"\n([^\n:]{3,80})(?:\n|$)", place[match.end() : match.end() + 90])
            if not said and not role and below and _at_line_start(place, match.start()):
                said = (
                    below[1]
                    if {bare(w) for w in below[1].split()} & label_words().offices
                    else None
                )
            if own not in found or (role or said):
                found[own] = found.get(own) or role or said
        if not found:
            return None
        # Two bearers of one name: neither.
        longest = max(found, key=lambda n: len(n.split()))
        others = [n for n in found if not set(_folded(n)) <= set(_folded(longest))]
        return (
            None
            if others
            else (longest, found[longest] or next(filter(None, found.values()), None))
        )


def _named_so(run: str, wanted: list[str]) -> str:
    """The words of a run of names up to the surname, if they hold the shorter name; else ""."""
    words = run.split()
    parts = [(_folded(w) or [""])[0] for w in words]
    if len(wanted) == 1 and parts[:1] == wanted and 2 <= len(parts) <= 3:
        return run
    if wanted[-1] not in parts:
        return ""
    stop = parts.index(wanted[-1]) + 1
    if stop < len(wanted) or not set(wanted) <= set(parts[:stop]):
        return ""
    return " ".join(words[:stop])


def _at_line_start(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def split_role(phrase: str) -> tuple[str | None, str]:
    """ "Chilean Foreign Minister Rafael Echandía" as role and name; either may be empty."""
    parts = phrase.split()
    words = label_words()
    while parts and bare(parts[0]) in {"the"}:
        parts = parts[1:]
    last = -1
    for i, part in enumerate(parts):
        plain = re.sub(r"['’]s?$", "", bare(part))
        if plain in words.offices or plain in words.courtesy:
            last = i
    head = last
    if last >= 0 and last + 1 < len(parts) and bare(parts[last + 1]) in {"of", "for", "on"}:
        # "Secretary of Fisheries Lorna Pettibone": the name is what stands last.
        size = 2
        if len(parts) - 2 > last and (
            _INITIAL.match(parts[-2]) or bare(parts[-2]) in {"de", "van", "von", "der", "bin", "al"}
        ):
            size = 3
        rest = [p for p in parts[last + 2 :] if bare(p) != "the"]
        if len(rest) < size + 1 or bare(rest[-1]) in _BODIES:
            return " ".join(parts) or None, ""
        head = len(parts) - size - 1
    if last < 0:
        return None, " ".join(parts)
    role = " ".join(parts[: head + 1])
    plain_role = [p for p in role.split() if bare(p) not in words.courtesy]
    return " ".join(plain_role) or None, " ".join(parts[head + 1 :])


def _role_in(notes: list[str]) -> str | None:
    for note in notes:
        role, _, party = note.rpartition(", ")
        told = is_party(party.strip()) or party.strip().isupper()
        said = role if role and told else note
        if {bare(w) for w in re.split(r"[\s—–-]+", said)} & label_words().offices:
            return said.rpartition("—")[2].strip() or None
    return None


def _telling(role: str | None, other: str | None) -> bool:
    """Whether a label's role says at least as much as the one that the head gives."""
    return role is not None and (other is None or len(role.split()) >= len(other.split()))


def _holds_office(phrase: str) -> bool:
    return bool({bare(w) for w in phrase.split()} & label_words().offices)


def _is_office(name: str) -> bool:
    """ "The Minister for Ports", "Madam Deputy Speaker": an office that stands for its holder."""
    if re.match(r"the\b", name, re.IGNORECASE):
        return True
    known = label_words().offices | label_words().courtesy
    return all(bare(w) in known for w in name.split())


def _is_courteous(note: str) -> bool:
    parts = note.split()
    return len(parts) > 1 and bare(parts[0]) in label_words().courtesy


def _cased(name: str, *places: str) -> str:
    """A name in capitals as the text writes it elsewhere, else with capital initials."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or not any(len(w) > 2 and w.isupper() for w in name.split()):
        return name
    out = []
    for word in name.split():
        if not (len(word) > 1 and word.isupper() and any(c.isalpha() for c in word)):
            out.append(word)
            continue
        out.append(_known(word.strip(".,"), places) or _title(word))
    return " ".join(out)


def _known(word: str, places: Sequence[str]) -> str | None:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    for place in places:
        for match in pattern.finditer(place[:40_000]):
            if match[0][0].isupper() and not match[0].isupper():
                return match[0]
    return None


def _title(word: str) -> str:
    out = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
    out = re.sub(r"\b(Mc|O['’])([a-z])", lambda m: m[1] + m[2].upper(), out)
    return re.sub(r"(['’])S\b", r"\1s", out)


def fold(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _folded(name: str) -> list[str]:
    return [w.strip(".,'’") for w in fold(name).split() if w.strip(".,'’")]


def _is_longer(longer: list[str], shorter: list[str]) -> bool:
    """Whether a full name ends in, or begins with, the shorter one."""
    return len(longer) > len(shorter) and (
        longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter
    )
