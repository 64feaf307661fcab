"""The labels of transcripts: who begins to speak, as the line says it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from briefing.extract.forms.lines import Line

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩА-Я]"
NAME_WORD = rf"{_CAPITAL}(?:[\w’'.-]*[\w.])?"
_SMALL = (
    r"(?:of|the|and|for|to|de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|al|el|y|on|in|&)"
)
_PHRASE = rf"(?:{NAME_WORD}|{_SMALL}|(?:d|l|al|el|ul)[-’']{NAME_WORD}|[0-9]{{1,3}}(?=\s*[(:\[]))"
_LABEL = rf"{NAME_WORD}(?:,?\s+{_PHRASE}){{0,11}}"
_NOTES = r"(?:\s*[(\[][^()\[\]\n]{1,90}[)\]]){0,4}"
_STAMP = r"[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?"
_AHEAD = r"(?:\[\]\s*|[*_#>]{1,3}\s*|(?:" + _STAMP + r")\s+)?"

_WITH_COLON = re.compile(
    rf"{_AHEAD}(?P<name>{_LABEL})(?P<notes>{_NOTES})\s*[*_]*:[*_]*(?=\s|$|[A-Z“\"(])"
    rf"\s*(?P<after>(?:[(\[][^()\[\]\n]{{1,60}}[)\]]\s*){{0,2}})"
)
_WITH_STAMP = re.compile(
    rf"{_AHEAD}(?P<name>{_LABEL})(?P<notes>)\s*[(\[]\d{{1,2}}:\d\d(?::\d\d)?[)\]]:?\s*"
)
# The Congressional Record: "Mr. SMITH of Ohio. Mr. Speaker, …"
_WITH_STOP = re.compile(
    rf"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr)"
    rf"\.\s+{_CAPITAL}[\w’'-]*{_CAPITAL}[\w’'-]*(?:\s+{_CAPITAL}{{2,}})*"
    rf"|The\s+(?:[A-Z][a-z]+ ){{0,2}}(?:PRESIDENT|SPEAKER|CHAIR|PRESIDING OFFICER|CLERK|ACTING "
    rf"[A-Z ]+)(?:\s+pro\s+tempore)?))(?:\s+of(?:\s[A-Z]\w+){{1,3}})?(?P<notes>{_NOTES})\.\s+"
    r"(?=[A-Z“\"(])"
)
# The European Parliament: "Name, role. – Text"
_WITH_DASH = re.compile(
    rf"(?P<name>{NAME_WORD}(?:\s+{_PHRASE}){{0,5}}(?:,[^.\n–—]{{3,90}})?)(?P<notes>{_NOTES})"
    rf"\s?\.\s?[–—]\s+(?=\S)"
)
# A bare "Q" or "A" before the words, as the White House writes it.
_LETTER = re.compile(
    r"(?P<name>[QA])(?P<notes>(?:\s+\([^()\n]{2,60}\))?)(?:\s*[.:]{1,2}\s*|\s{1,8})(?=[A-Z“\"(…-])"
)
_PORTRAIT = re.compile(
    r"(?P<other>.{3,60}?) Portrait (?P<name>(?:The |Mr |Mrs |Ms |Miss |Dr |Sir |Dame |Lord |"
    r"Lady |Baroness |[A-Z]).{2,160})$"
)
_FURNITURE = re.compile(
    r"-\s*Hansard\b[\s-]*(?:Excerpts)?[\s-]*$"
    # What the clerk writes of the sitting: "The meeting rose at 12.40 p.m."
    r"|(?:The|This) (?:\w+ )?(?:meeting|sitting|session|house|hearing|committee|debate|council|"
    r"assembly|briefing|conference) (?:rose|adjourned|resumed|stood adjourned|was (?:called to "
    r"order|suspended|adjourned|resumed|closed|opened))\b[^?!\n]{0,60}$",
    re.IGNORECASE,
)
_RECORDED_AT = re.compile(r"[(\[]\d|\d:\d\d:\d\d")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTY = re.compile(
    r"^(?:Con|Lab|LD|Lib Dem|Lab/Co-op|Lab Co-op|SNP|DUP|SDLP|PC|Green|Ind|CB|Ref|Reform|"
    r"Alliance|UUP|TUV|Lib\.?|CPC|NDP|BQ|GP|[RDI]-[A-Z][A-Za-z.]+)$"
)


class Words(Struct, frozen=True):
    """``speaker_labels.toml`` as sets, in lower case and without full stops."""

    nameless: frozenset[str]
    answers: frozenset[str]
    courtesy: frozenset[str]
    offices: frozenset[str]
    no_labels: frozenset[str]


class Label(Struct, frozen=True):
    """What a line says of its speaker: ``name`` as written, what stands in brackets behind it.

    Characters ``[start, end)`` of the text are the label, from the line's start to its words.
    ``formal`` ones are of a kind that only transcripts have. ``own_line``: the words follow below.
    ``outlet``: it may be the newspaper that asks ("The Tide"), where it does so again and again.
    """

    start: int
    end: int
    name: str
    name_start: int
    notes: tuple[str, ...] = ()
    formal: bool = False
    own_line: bool = False
    outlet: bool = False


@lru_cache(maxsize=1)
def label_words() -> Words:
    """The words of ``speaker_labels.toml``."""
    raw = tomllib.loads(
        (files("briefing.extract") / "data" / "speaker_labels.toml").read_text("utf-8")
    )
    return Words(**{name: frozenset(raw[name]) for name in Words.__struct_fields__})


def bare(word: str) -> str:
    """A word as the inventory writes it."""
    return word.lower().strip(".,:;*_ ")


def label_of(line: Line) -> Label | None:
    """The label that a line begins with, if it has the shape of one."""
    text = line.text
    head = text[:240]
    if "Portrait" in head and (match := _PORTRAIT.match(text)):
        return _label(line, match, formal=True, whole=True)
    if head[:1] in "QA" and (match := _LETTER.match(head)):
        return _label(line, match, formal=True)
    if ":" in head:
        if match := _WITH_STAMP.match(head):
            return _label(line, match, formal=True)
        if match := _WITH_COLON.match(head):
            stamped = any(c.isdigit() for c in match["after"]) or (
                _RECORDED_AT.search(text, 0, match.start("name")) is not None
            )
            return _label(line, match, formal=stamped or is_formal(match["name"]))
    if match := _WITH_STOP.match(head):
        return _label(line, match, formal=True)
    if match := _WITH_DASH.match(head):
        alone = " " not in match["name"].strip()
        if alone and bare(match["name"]) not in label_words().offices:
            return None
        return _label(line, match, formal=alone or bool(match["notes"]) or "," in match["name"])
    return None


def is_furniture(line: Line) -> bool:
    """Whether a line belongs to the page around a debate ("- Hansard - -")."""
    return _FURNITURE.match(line.text) is not None


def _label(line: Line, match: re.Match[str], *, formal: bool, whole: bool = False) -> Label | None:
    name = match["name"].strip()
    words = label_words()
    first = bare(name.split(" ", 1)[0])
    if bare(name) in words.no_labels:
        return None
    behind = "" if whole else match["notes"]
    notes = [n.strip() for n in _BRACKET.findall(behind)]
    office = any(bare(w) in words.offices for w in name.split())
    if first == "the" and (office or notes):
        formal = formal or office
    elif first in words.no_labels and not formal and bare(name) not in words.nameless:
        outlet = first == "the" and all(w[0].isupper() for w in name.split()) and not notes
        if not outlet or " " not in name:
            return None
    return Label(
        start=line.start,
        end=line.end if whole else line.start + match.end(),
        name=name,
        name_start=line.start + match.start("name"),
        notes=tuple(notes),
        formal=formal or bare(name) in words.nameless,
        own_line=whole or match.end() >= len(line.text),
        outlet=first == "the" and not formal and not office,
    )


def is_formal(name: str) -> bool:
    """Whether a label is one by its shape: a courtesy and a surname, an office, or in capitals."""
    words = label_words()
    plain = bare(name)
    if plain in words.nameless or plain in words.answers:
        return True
    parts = [bare(p) for p in name.split()]
    if len(parts) > 1 and (parts[0] in words.courtesy or " ".join(parts[:2]) in words.courtesy):
        return True
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)


def is_party(note: str) -> bool:
    """Whether what stands in brackets is a party ("Con", "D-N.Y.")."""
    return _PARTY.match(note) is not None
