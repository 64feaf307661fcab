"""Who sits at a table: the noun phrases around a meeting word, named as a reader would."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from spacy.tokens import Doc, Token

from briefing.extract.events.attachment import REPORTING
from briefing.extract.events.inventory import Trigger, is_official, is_party
from briefing.extract.grammar.syntax import children, coordinated, in_dateline, objects, subjects
from briefing.extract.grammar.token_table import table
from briefing.extract.places.countries import country_name, nation_of

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_SMALL = frozenset({"of", "for", "and", "in", "the", "on", "to", "de", "&"})
_VAGUE = frozenset(
    "side party two both they we them it he she him her us who i pair others other delegation "
    "envoy counterpart leader minister diplomat negotiator official that which member head team "
    "expert representative president premier chief country state nation secretary chairman chair "
    "group ally government mediator chancellor delegate ambassador people".split()
)
_BENCH = frozenset({"court", "judge", "tribunal"})
_NAMES = frozenset({"ORG", "GPE", "PERSON", "NORP", "FAC"})
# Who does these to a meeting need not sit at its table.
_ASIDE = frozenset(
    {"chair", "moderate", "announce", "organise", "organize", "skip", "miss", "avoid"}
)
_TITLE = 9  # tokens before a name in which its state or body can stand
_MOST = 8


class Names(Struct, frozen=True):
    """Entities of an article by token, and the acronyms that stand in it."""

    entity: dict[int, tuple[int, int, str]]
    acronyms: frozenset[str]
    governments: dict[int, str]


def names_in(doc: Doc, governments: dict[int, str]) -> Names:
    """Prepare an article; ``governments`` maps tokens of capitals to the country they stand for."""
    entity = {
        index: (ent.start, ent.end, ent.label_)
        for ent in doc.ents
        for index in range(ent.start, min(ent.end, ent.start + 20))
    }
    acronyms = frozenset(word for word in table(doc).word if _ACRONYM.fullmatch(word))
    return Names(entity, acronyms, governments)


def parties_of(
    doc: Doc, triggers: Iterable[Trigger], names: Names, grounds: Collection[int]
) -> tuple[str, ...]:
    """The parties that stand around the meeting words of one clause, each once, in text order.

    ``grounds`` are the tokens of the places where they meet.
    """
    tokens: list[Token] = []
    own = {trigger.token for trigger in triggers} | set(grounds)
    for trigger in triggers:
        gapped = _gapped(doc[trigger.token], grounds) if trigger.verbal else []
        tokens += gapped or _around(doc[trigger.token], trigger)
    own |= {
        c.i
        for t in triggers
        if t.sort == "visit"
        for o in children(doc[t.token], "dobj")
        for c in coordinated(o)
    }
    tokens = [t for t in tokens if t.i not in own and not in_dateline(t)]
    found: list[str] = []
    for token in sorted(set(tokens), key=lambda t: t.i):
        for name in _names_of(token, names):
            if name not in found:
                found.append(name)
    return tuple(found[:_MOST])


def _gapped(verb: Token, grounds: Collection[int]) -> list[Token]:
    """ "A and B met in Oslo, and C and D in Rome": of Rome's meeting, C and D.

    The parser coordinates the subject of the clause without a verb to the verb that it lacks.
    """
    for other in children(verb, "conj"):
        if other.pos_ in {"NOUN", "PROPN"} and any(ground > other.i for ground in grounds):
            return coordinated(other)
    return []


def _around(word: Token, trigger: Trigger) -> list[Token]:
    found = objects(word, "with", "between", "among")
    if trigger.verbal:
        found += subjects(word)
        if trigger.noun in {"meeting", "briefing"} or word.lemma_ == "visit":
            found += [t for o in children(word, "dobj") for t in coordinated(o)]
        return found
    found += objects(word, "of", "by", "from") if trigger.sort != "visit" else objects(word, "by")
    found += [c for c in children(word, "compound", "amod", "nmod", "poss") if _names_party(c)]
    for host in children(word, "acl"):
        if host.lemma_ in {"host", "hold", "attend", "bring"}:
            found += objects(host, "by")
    verb = _verb_over(word)
    hosts = objects(word, "at") + (objects(verb, "at") if verb is not None else [])
    found += [t for t in hosts if t.ent_type_ == "ORG"]
    if verb is not None and word.dep_ in {"dobj", "pobj"} and not _is_aside(verb, word):
        found += [t for t in subjects(verb) if t.i != word.i]
        found += objects(verb, "with", "between")
    return found


def _is_aside(verb: Token, word: Token) -> bool:
    """Whether the subject of a verb over a meeting has no part in it ("had no part in")."""
    if verb.lemma_ in REPORTING or verb.lemma_ in _ASIDE:
        return True
    absent = any(c.dep_ == "neg" for c in verb.children)
    return absent or any(
        d.lower_ == "no"
        for o in children(verb, "dobj")
        for d in children(o, "det")
        if o.i != word.i
    )


def _names_party(token: Token) -> bool:
    return token.ent_type_ in _NAMES or is_official(token)


def _verb_over(word: Token) -> Token | None:
    node = word
    for _ in range(6):
        if node.pos_ == "VERB":
            return node
        if node.head.i == node.i or node.dep_ not in {"dobj", "pobj", "prep", "nsubjpass"}:
            return None
        node = node.head
    return node if node.pos_ == "VERB" else None


def _names_of(token: Token, names: Names) -> list[str]:
    government = names.governments.get(token.i)
    if government:
        return [government]
    joint = _joint(token, names)
    if joint:
        return joint
    span = names.entity.get(token.i)
    if span is not None:
        named = _entity_name(token.doc, span, names)
        if named:
            return [named]
    if not (is_party(token) or token.lemma_.lower() in _VAGUE):
        return []
    return _senders(token, names) or _plain(token)


def _joint(token: Token, names: Names) -> list[str]:
    """ "the NATO-Russia Council": those whose names its name joins."""
    doc = token.doc
    span = names.entity.get(token.i, (token.left_edge.i, token.i + 1, ""))
    for index in range(max(span[0], token.i - 6) + 1, min(token.i, len(doc) - 1)):
        if doc[index].text not in {"-", "–", "/"} or doc[index - 1].whitespace_:
            continue
        pair = [_side(doc[index - 1].text), _side(doc[index + 1].text)]
        if None not in pair:
            return [name for name in pair if name]
    return []


def _side(word: str) -> str | None:
    return nation_of(word) or (word if _ACRONYM.fullmatch(word) else None)


def _senders(token: Token, names: Names) -> list[str]:
    """ "Russian diplomats", "members of NATO", "envoys from Chad and Sudan": who sent them."""
    nations = _nations_around(token, names)
    if nations or token.lemma_.lower() not in _VAGUE:
        return nations
    found = []
    for each in [*children(token, "poss", "compound"), *objects(token, "from", "of", "for")]:
        span = names.entity.get(each.i)
        name = _entity_name(each.doc, span, names) if span and span[2] != "PERSON" else None
        found += [name] if name else _nations_around(each, names)
    return found


def _entity_name(doc: Doc, span: tuple[int, int, str], names: Names) -> str | None:
    start, end, label = span
    if label == "ORG" and doc[end - 1].text == "Cooperation" and doc[end : end + 1].text == "in":
        end = min(end + 2, len(doc))  # the parser ends the name at "in Europe"
    if label not in {"ORG", "GPE", "NORP", "PERSON"}:
        return None
    while start < end - 1 and doc[start].lower_ == "the":
        start += 1
    text = doc[start:end].text.removesuffix("'s").removesuffix("’s").strip()
    nation = nation_of(text)
    if nation is not None:
        return nation
    if label == "NORP":
        return None
    if label == "PERSON":
        nations = _nations_around(doc[end - 1], names) or _titled(doc, start)
        return nations[0] if nations else text
    return _shortened(doc, start, end, names.acronyms) or text or None


def _shortened(doc: Doc, start: int, end: int, acronyms: frozenset[str]) -> str | None:
    """The acronym by which the article calls a body that it also spells out."""
    for stop in range(end, min(end + 5, len(doc)) + 1):
        letters = "".join(
            t.text[0].upper() for t in doc[start:stop] if t.is_alpha and t.lower_ not in _SMALL
        )
        if len(letters) > 2 and letters in acronyms:
            return letters
    return None


def _titled(doc: Doc, start: int) -> list[str]:
    """ "U.S. Deputy Secretary of State Wendy Sherman": the state that stands in the title."""
    for index in range(start - 1, max(0, start - _TITLE) - 1, -1):
        token = doc[index]
        if not token.is_title and not token.is_upper and token.lower_ not in _SMALL:
            nation = nation_of(token.text)
            return [nation] if nation else []
        nation = nation_of(token.text) if token.lower_ not in _SMALL else None
        if nation:
            return [nation]
    return []


def _nations_around(token: Token, names: Names) -> list[str]:
    """ "Russian diplomats", "Ukraine's minister", "envoys from Chad and Sudan"."""
    found: list[str] = []
    near: list[Token] = [
        *children(token, "amod", "poss", "compound", "nmod"),
        *objects(token, "from", "of", "for"),
        *(g for c in children(token, "appos") for g in children(c, "amod", "poss", "compound")),
        *(g for c in children(token, "compound") for g in children(c, "amod", "poss", "compound")),
    ]
    for each in near:
        for word in coordinated(each) if each.dep_ != "pobj" else [each]:
            first, stop, _ = names.entity.get(word.i, (word.i, word.i + 1, ""))
            nation = nation_of(word.text) or nation_of(word.doc[first:stop].text)
            if nation and nation not in found:
                found.append(nation)
    return found


def _plain(token: Token) -> list[str]:
    if token.pos_ not in {"NOUN", "PROPN"} or token.ent_type_ in {"DATE", "TIME", "CARDINAL"}:
        return []
    lemma = token.lemma_.lower()
    if lemma in _VAGUE - {"government"} | _BENCH or not is_official(token):
        return []
    words = [c for c in children(token, "compound", "amod") if c.i < token.i and c.is_alpha]
    first = min([w.i for w in words], default=token.i)
    if token.i - first > 3:
        first = token.i
    return [token.doc[first : token.i + 1].text]


def government_tokens(mentions: Sequence[tuple[tuple[int, int], str]]) -> dict[int, str]:
    """Tokens of capitals that stand for a government, with its country's name.

    ``mentions`` are token ranges with ISO 3166 alpha-2 codes.
    """
    found: dict[int, str] = {}
    for (first, stop), code in mentions:
        name = country_name(code)
        if name:
            found.update(dict.fromkeys(range(first, stop), name))
    return found
