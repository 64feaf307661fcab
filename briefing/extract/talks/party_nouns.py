"""Whom a noun stands for at a meeting: its bearer, its sender, a side by its noun."""

from __future__ import annotations

import re

from msgspec.structs import replace
from spacy.tokens import Token

from briefing.extract.events.inventory import (
    are_people,
    is_office,
    is_official,
    is_party,
)
from briefing.extract.grammar.syntax import children, in_dateline, objects
from briefing.extract.places.countries import nation_of
from briefing.extract.talks.antecedents import antecedents
from briefing.extract.talks.body_names import entity_party, heads_name
from briefing.extract.talks.name_lists import is_speaker
from briefing.extract.talks.names import ACRONYM, Names
from briefing.extract.talks.persons import (
    POSTS,
    Party,
    entry_party,
    nations_around,
    person_of,
    posted_person,
    state_party,
)
from briefing.extract.talks.references import described_person, fuller_mention, owner_of
from briefing.extract.talks.verbs import is_group
from briefing.extract.word_lists import word_lists

_WORDS = word_lists("meeting_words")
_SENT = _WORDS["sent"]
_NAMELESS = _SENT | frozenset(
    "i who that which we other court judge tribunal company firm agency".split()
)
_PEOPLE_WORDS = _WORDS["people"]
# Of which there are so many that without a name nobody knows which is meant.
_NEED_A_NAME = frozenset(
    "government administration group party company firm leadership team".split()
)
_PARTISANS = frozenset({"democrat", "republican"})  # one of them, unlike the party
_SINGLE = frozenset({"NN", "NNP"})
_BENCH = frozenset({"court", "judge", "tribunal", "panel"})
_AIDES = frozenset({"aide", "assistant", "adviser", "advisor"})
_FIRMS = frozenset({"company", "firm"})
_OF_MANY = frozenset({"its", "their"})
_RETINUES = frozenset({"team", "staff", "group"})
_STAFF = frozenset({"manager", "director"})  # of a firm that is named beside them
_SIDES = frozenset(
    "opposition rebel insurgent separatist dissident guerrilla militant militia faction movement "
    "exile activist protester business industry union employer church".split()
)
_UNSAID = frozenset("'s ’s his her their own its same such some other various".split())
_NAMED = frozenset({"ORG", "GPE", "NORP", "PERSON"})
_OFFICES = frozenset({"government", "ministry", "administration", "council", "army", "party"})
_BODIES = frozenset("party council coalition union alliance commission board".split())
_OF_A_FIRM = frozenset({"executive", "exec"})
_TALKING = frozenset({"negotiate", "bargain", "talks", "negotiations"})
_SETS = frozenset({"group", "number", "team", "handful", "dozen", "panel", "majority", "host"})
_PLACES = frozenset({"FAC", "LOC"})
_TAKING_PART = frozenset("hold begin start resume conduct end suspend join".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TITLE = 4  # tokens of a title behind a comma, in which the name begins: ", Supreme Leader"
_OF_OFFICE = {"secretary": "of state", "chief": "of staff"}
_TICKER = re.compile(r"[A-Z0-9]{1,8}\.[A-Z]{1,3}")
_LONGEST = 6  # tokens in front of the noun of a group


def of_noun(token: Token, names: Names) -> list[Party]:
    """The parties that a noun stands for: a person, a body, a state, a side; or nobody."""
    if _is_title_of_next(token, names) or _is_ticker(token):
        return []
    government = names.governments.get(token.i)
    if government:
        union = token.text == "Brussels" and names.union
        state = state_party("European Union" if union else government)
        if nation_of(token.text) is None:  # "talks with Ankara" name Turkey
            state = replace(state, keys=state.keys | {token.text.casefold()})
        return [state]
    joint = _joint(token, names)
    if joint:
        return joint
    person = None if _is_quoted_firm(token) else person_of(token, names)
    if person is not None:
        return [person]
    posted = posted_person(token, names)
    if posted is not None:
        return [posted]
    described = described_person(token, names)
    if described is not None:
        return [entry_party(described, names)]
    beside = [p for c in _beside(token, names) if (p := person_of(c, names))]
    if beside and (token.ent_type_ == "NORP" or token.tag_ == "NN") and token.tag_ in _SINGLE:
        return beside  # "an Australian, Brenton Tarrant", "her husband, Bill Clinton"
    if token.lower_ in _PARTISANS and token.tag_ in _SINGLE:
        return []  # "the Vermont Democrat": one of many, whoever that is
    if (leader := _leader(token, names) or _aide(token, names)) is not None:
        return [leader]
    span = names.entity.get(token.i)
    if span is not None and heads_name(token):
        return _senders(token, names)
    if span is not None and not (is_official(token) and span[2] in {"NORP", "GPE"}):
        named = entity_party(token.doc, span, names)
        if named:
            return [named]
    if _is_quoted_firm(token) or _is_name_in_talks(token):
        return [_by_its_words(token)]
    lemma = token.lemma_.lower()
    if lemma in _FIRMS and (firm := _only_firm_before(token, names)) is not None:
        return [firm]
    if lemma in _SETS and (members := objects(token, "of")):
        return [p for member in members[:4] for p in of_noun(member, names)]
    known = is_party(token) or lemma in _SENT | _PEOPLE_WORDS or _is_task_force(token)
    if not (known or _is_talked_with(token)):
        return []
    if beside and (token.tag_ in {"NN", "NNP"} or lemma in _SENT):
        return beside
    acts_for = lemma in _SENT or (lemma in _STAFF and objects(token, "of"))
    acts_for = acts_for and not _is_of_a_person(token, names)
    senders = _senders(token, names) if acts_for and not _is_a_side(token) else []
    return senders or _group(token, names)


def _is_title_of_next(body: Token, names: Names) -> bool:
    """ "met Bank of Norland President Ana Lind": the bank of which she is, not another party."""
    heads = [t for t in objects(body, "of") if is_official(t) and t.pos_ == "PROPN"]
    after = heads[0].i + 1 if heads else len(body.doc)
    span = names.entity.get(after)
    return span is not None and span[0] == after and span[2] == "PERSON"


def _is_ticker(token: Token) -> bool:
    """ "Norvik (NORV.OL)": the sign of a share, and nobody beside the firm."""
    in_brackets = token.i > 0 and token.nbor(-1).text in {"(", "["}
    return in_brackets and _TICKER.fullmatch(token.text) is not None


def _is_quoted_firm(token: Token) -> bool:
    """ "talks of Norvik (NORV.OL)": a firm, whose share has a sign."""
    behind = token.doc[token.i + 1 : token.i + 3]
    return (
        token.pos_ == "PROPN"
        and len(behind) > 1
        and behind[0].text in {"(", "["}
        and bool(_TICKER.fullmatch(behind[1].text))
    )


def _by_its_words(name: Token) -> Party:
    words = [c for c in name.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    text = name.doc[min([name.i, *(c.i for c in words)]) : name.i + 1].text
    return Party(text, frozenset({text.casefold(), *map(str.casefold, text.split())}))


def _only_firm_before(token: Token, names: Names) -> Party | None:
    """ "Foxmere raised wages before the company's meeting": the only body named."""
    if not any(c.lower_ == "the" for c in token.lefts) or token.dep_ != "poss":
        return None
    before = range(token.sent.start, token.i)
    spans = dict.fromkeys(s for i in before if (s := names.entity.get(i)) and s[2] == "ORG")
    firms = [s for s in spans if s[0] and token.doc[s[0] - 1].text != "("]
    return entity_party(token.doc, firms[0], names) if len(firms) == 1 else None


def _leader(token: Token, names: Names) -> Party | None:
    """ "a delegation led by Deputy Minister Ana Lind": who speaks for it."""
    led = [c for c in children(token, "acl") if c.lemma_ in {"lead", "head"}]
    named = (person_of(t, names) for c in led for t in objects(c, "by"))
    return next((p for p in named if p is not None and p.person), None)


def _aide(token: Token, names: Names) -> Party | None:
    """ "a top aide to the king": somebody by whom he serves."""
    served = objects(token, "to") if token.lemma_.lower() in _AIDES else []
    if not served or _beside(token, names):
        return None
    kinds = [c.text for c in token.lefts if c.dep_ in {"amod", "compound"}]
    chief = token.doc[served[0].left_edge.i : served[0].i + 1].text
    name = " ".join([*kinds, token.text, "to", chief])
    return Party(name, frozenset({token.lemma_.lower(), served[0].lower_}), named=False)


def _beside(token: Token, names: Names) -> list[Token]:
    """ "her counterpart, Carlos Mendez": the name that stands right behind a noun."""
    after = token.i + 1
    doc = token.doc
    if after < len(doc) and doc[after].lower_ == "of" and is_official(token):
        realm = [t for t in objects(token, "of") if t.ent_type_ in {"GPE", "ORG"}]
        comma = realm and realm[0].i - token.i <= _TITLE and doc[realm[0].i + 1 :][:1].text == ","
        after = realm[0].i + 1 if comma else after  # "the president of Chad, Ana Lind"
    if after < len(doc) and doc[after].text == ",":
        after += 1
    for row in range(after, min(after + _TITLE, len(doc))):
        span = names.entity.get(row)
        if span is not None and span[0] == row and span[2] == "PERSON":
            return [] if is_speaker(doc[span[1] - 1]) else [doc[span[1] - 1]]
        if doc[row].pos_ != "PROPN" or doc[row].dep_ not in {"compound", "nmod"}:
            break
    return children(token, "appos")


def _joint(token: Token, names: Names) -> list[Party]:
    """ "the NATO-Russia Council", "U.S.-China": those whose names its name joins."""
    doc = token.doc
    span = names.entity.get(token.i, (token.left_edge.i, token.i + 1, ""))
    for index in range(max(span[0], token.i - 6) + 1, min(token.i + 1, len(doc) - 1)):
        if doc[index].text not in {"-", "–", "/"} or doc[index - 1].whitespace_:
            continue
        pair = [_side(doc[index - 1].text), _side(doc[index + 1].text)]
        if None not in pair:
            return [state_party(name) for name in pair if name]
    parts = re.split("[-–/]", token.text)
    if len(parts) == 2 and all(parts):
        sides = [_side(part) for part in parts]
        if None not in sides:
            return [state_party(name) for name in sides if name]
    return []


def _side(word: str) -> str | None:
    return nation_of(word) or (word if ACRONYM.fullmatch(word) else None)


def _senders(token: Token, names: Names) -> list[Party]:
    """ "Russian diplomats", "members of NATO", "envoys from Chad and Sudan": who sent them."""
    for each in children(token, "compound", "poss"):
        if each.lemma_.lower() in _OFFICES and (office := _group(each, names)):
            return office
    posted = token.lemma_.lower() in POSTS  # "the envoy for Syria" is nobody's of Syria
    preps = ("from", "of") if posted else ("from", "of", "for")
    sent = [t for t in objects(token, *preps) if t.lower_ != "state"]
    found = [p for each in sent for p in _sender(each, names)]
    if len(found) > 1:
        return found
    own = [c for c in children(token, "poss") if c.lower_ in _OF_MANY]
    if own and not found:  # "The council said its leaders will meet the regulator"
        found = [p for c in own for t in antecedents(c, names.people.at) for p in of_noun(t, names)]
    nations = nations_around(token, names)
    if nations and not (found and token.lemma_ in _OF_A_FIRM):
        return [state_party(n) for n in nations]
    if found:
        return found
    return [p for each in children(token, "poss", "compound") for p in _sender(each, names)]


def _is_of_a_person(token: Token, names: Names) -> bool:
    """ "Lind's medical team": those around somebody, not she."""
    owners = children(token, "poss") if token.lemma_.lower() in _RETINUES else []
    surnames = {person.words[-1] for person in names.people.persons}
    return any(t.text in surnames for t in owners)


def _is_a_side(token: Token) -> bool:
    """ "Syria's main opposition group", "Kurdish rebel leaders": of a land, yet not its state."""
    return any(t.lemma_.lower() in _SIDES for t in (token, *children(token, "compound", "amod")))


def _sender(token: Token, names: Names) -> list[Party]:
    span = names.entity.get(token.i)
    if span is not None and span[2] != "PERSON" and (named := entity_party(token.doc, span, names)):
        return [named]
    if token.dep_ == "compound":
        return []
    fuller = fuller_mention(token) if token.lower_ in _BODIES else None
    if fuller is not None:  # "senior members of the party": of that named before
        return _named_before(token, names)
    if _is_a_side(token):  # "a delegation from Syria's main opposition group"
        return _group(token, names)
    nations = nations_around(token, names)
    if nations:
        return [state_party(n) for n in nations]
    return [
        p
        for c in children(token, "compound", "nmod", "poss")
        if (s := names.entity.get(c.i))
        and s[2] != "PERSON"
        and (p := entity_party(c.doc, s, names))
    ]


def _is_task_force(token: Token) -> bool:
    return token.lower_ == "force" and any(c.lower_ == "task" for c in token.lefts)


def _group(token: Token, names: Names) -> list[Party]:
    """ "Syrian opposition", "EU privacy regulators", "Republican senators": a side by its noun."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.ent_type_ in {"DATE", "TIME", "CARDINAL"}:
        return []
    lemma = token.lemma_.lower()
    if token.ent_type_ in _PLACES:
        return []
    if not (_acts(token) or lemma in _PEOPLE_WORDS or _is_talked_with(token)):
        return []
    words = [
        c
        for c in token.lefts
        if c.dep_ in {"compound", "amod", "nmod", "poss"} and c.pos_ not in {"PRON", "DET"}
    ]
    first = min((w.left_edge.i for w in words if not in_dateline(w)), default=token.i)
    first = max(first, token.i - _LONGEST)
    first = max(
        [first, *(t.i + 1 for t in token.doc[first : token.i] if _is_behind_name(t, names))]
    )
    while first < token.i and (
        token.doc[first].pos_ in {"DET", "PUNCT", "NUM", "PRON"}
        or token.doc[first].lower_ in _UNSAID
        or (token.doc[first].ent_type_ == "DATE" and token.doc[first].dep_ != "poss")
        or in_dateline(token.doc[first])
    ):
        first += 1
    if first == token.i and (lemma in _NAMELESS or lemma in _PARTISANS):
        return _of_many(token)
    if first == token.i and token.tag_ in _SINGLE:
        return _named_before(token, names)
    if lemma in _BENCH and not any(w.pos_ == "PROPN" for w in words):
        return []
    behind = token.doc[token.i + 1 : token.i + 3].text.lower()
    last = token.i + 3 if behind == _OF_OFFICE.get(lemma) else token.i + 1
    text = " ".join(token.doc[first:last].text.split())
    keys = {lemma, *(w.casefold() for w in re.findall(r"\w{4,}", text))}
    named = any(t.ent_type_ in _NAMED for t in words)
    return [Party(text, frozenset(keys), named=named, official=is_official(token))]


def _is_behind_name(conjunction: Token, names: Names) -> bool:
    """The "and" of "Governor Ana Lind and Treasury officials"."""
    before = conjunction.i - 1
    named = before in names.people.at or names.entity.get(before, (0, 0, ""))[2] == "PERSON"
    return conjunction.lower_ == "and" and named


def _is_talked_with(token: Token) -> bool:
    """ "negotiating with record labels": whoever they are, they answer."""
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "with" else None
    talking = over is not None and {over.lemma_, over.lower_} & _TALKING
    return bool(talking) and is_group(token)


def _is_name_in_talks(token: Token) -> bool:
    """ "Norvik is in talks with the league", "has held talks with it": whoever bears a name that
    the model does not know."""
    own = next((c for c in token.rights if c.dep_ == "relcl"), token.head)
    sat = own.lemma_ in _TAKING_PART and any(t.lower_ in _TALKING for t in children(own, "dobj"))
    at_table = own.lemma_ == "be" and any(t.lower_ in _TALKING for t in objects(own, "in"))
    bare = token.tag_ in _SINGLE and token.text[0].isupper() and not token.ent_type_
    unknown = bare and not (is_party(token) or token.lemma_.lower() in _NAMELESS | _PEOPLE_WORDS)
    return unknown and token.dep_ in _SUBJECTS and (at_table or sat)


def _acts(token: Token) -> bool:
    """Whether a noun names who can meet by itself: not the "slots" of delegates."""
    named = token.ent_type_ in _NAMED or token.pos_ == "PROPN"
    return is_office(token) or are_people(token) or named or _is_task_force(token)


def _of_many(token: Token) -> list[Party]:
    """ "leaders of seven parties", "envoys from 11 countries", of whom no more is said."""
    many = [t for t in objects(token, "of", "from") if t.tag_ == "NNS" and is_official(t)]
    if token.tag_ != "NNS" or len(many) != 1 or many[0].i - token.i > _LONGEST + 2:
        return []
    words = [t for t in token.doc[token.i : many[0].i + 1] if t.dep_ != "det"]
    name = " ".join("".join(t.text_with_ws for t in words).split())
    return [Party(name, frozenset({token.lemma_.lower(), many[0].lemma_.lower()}), named=False)]


def _named_before(token: Token, names: Names) -> list[Party]:
    """ "The government", "the commission": as the article named it before."""
    lemma = token.lemma_.lower()
    fuller = fuller_mention(token)
    if fuller is not None:
        span = names.entity.get(fuller.i)
        whole = entity_party(fuller.doc, span, names) if span is not None else None
        return [whole] if whole is not None else _group(fuller, names)
    owner = owner_of(token)
    if owner is not None:
        name = f"{owner} {token.text}"
        return [Party(name, frozenset({lemma, *(w.casefold() for w in name.split())}))]
    if lemma in _NEED_A_NAME:
        return []
    realm = next((t for t in objects(token, "of") if t.ent_type_ in {"GPE", "ORG"}), None)
    if realm is not None and is_official(token):  # "the king of Tonga"
        name = f"{token.text} of {token.doc[realm.left_edge.i : realm.i + 1].text}"
        return [Party(name, frozenset({lemma, *(w.casefold() for w in name.split())}))]
    return [Party(token.text, frozenset({lemma}), named=False)]
