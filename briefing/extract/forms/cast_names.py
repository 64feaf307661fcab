"""Names of speakers as transcripts write them: roles split off, cases mended, forms compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefing.extract.forms.labels import bare, is_party, label_words

_BODIES = frozenset(
    "council committee commission parliament assembly court board cabinet senate house union bank "
    "affairs republic states kingdom party department ministry office agency".split()
)
_INITIAL = re.compile(r"^[A-Z]\.?$")


def named_so(run: str, name_words: list[str]) -> str:
    """The words of a run of names up to the surname, if they hold the shorter name; else ""."""
    words = run.split()
    parts = [(folded(w) or [""])[0] for w in words]
    if len(name_words) == 1 and parts[:1] == name_words and 2 <= len(parts) <= 3:
        return run
    if name_words[-1] not in parts:
        return ""
    stop = parts.index(name_words[-1]) + 1
    if stop < len(name_words) or not set(name_words) <= set(parts[:stop]):
        return ""
    return " ".join(words[:stop])


def at_line_start(text: str, at: int) -> bool:
    """Whether a line begins there."""
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


def role_in(notes: list[str]) -> str | None:
    """The first of the notes behind a name that gives a role."""
    for note in notes:
        role, _, party = note.rpartition(", ")
        names_body = is_party(party.strip()) or party.strip().isupper()
        said = role if role and names_body else note
        if {bare(w) for w in re.split(r"[\s—–-]+", said)} & label_words().offices:
            return said.rpartition("—")[2].strip() or None
    return None


def is_more_telling(role: str | None, other: str | None) -> bool:
    """Whether a label's role says at least as much as the one that the head gives."""
    return role is not None and (other is None or len(role.split()) >= len(other.split()))


def holds_office(phrase: str) -> bool:
    """Whether a word of the phrase names an office."""
    return bool({bare(w) for w in phrase.split()} & label_words().offices)


def is_office(name: str) -> bool:
    """ "The Minister for Ports", "Madam Deputy Speaker": an office that stands for its holder."""
    if re.match(r"the\b", name, re.IGNORECASE):
        return True
    office_words = label_words().offices | label_words().courtesy
    return all(bare(w) in office_words for w in name.split())


def is_courteous(note: str) -> bool:
    """Whether a note behind a name is but a form of address, and no role."""
    parts = note.split()
    return len(parts) > 1 and bare(parts[0]) in label_words().courtesy


def cased(name: str, *places: str) -> str:
    """A name in capitals as the text writes it elsewhere, else with capital initials."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or not any(len(w) > 2 and w.isupper() for w in name.split()):
        return name
    out = []
    for word in name.split():
        if not (len(word) > 1 and word.isupper() and any(c.isalpha() for c in word)):
            out.append(word)
            continue
        out.append(known_case(word.strip(".,"), places) or _title(word))
    return " ".join(out)


def known_case(word: str, places: Sequence[str]) -> str | None:
    """A word as it is written in one of the places, or None where it stands in none."""
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


def folded(name: str) -> list[str]:
    """The words of a name, folded, without the marks around them."""
    return [w.strip(".,'’") for w in fold(name).split() if w.strip(".,'’")]


def is_longer(longer: list[str], shorter: list[str]) -> bool:
    """Whether a full name ends in, or begins with, the shorter one."""
    return len(longer) > len(shorter) and (
        longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter
    )
