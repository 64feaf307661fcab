"""What is to happen on a day, who owes it, and of what kind it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from briefing.extract.deadlines.ahead import infinitive
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment, is_event
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.inventory import inventory
from briefing.extract.events.labels import noun_phrase, third_person, verb_phrase, who_is
from briefing.extract.events.modality import governor_name
from briefing.extract.grammar.syntax import children, clause_head, objects, subjects
from briefing.model import DeadlineKind

_PRONOUNS = frozenset({"it", "this", "that", "they", "another", "these", "those"})
_OF_PEOPLE = frozenset({"expect", "plan", "schedule", "set", "be", "come", "go", "follow", "hold"})
_MODALS = frozenset({"must", "can", "may", "could", "should", "shall"})
_OWN = frozenset({"have", "face", "get", "receive"})
_FIGURES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY"})
_FEW = 3  # words in a phrase that does not name its thing
_BACK = 60  # tokens to the sentence before
_KINDS: tuple[DeadlineKind, ...] = ("expiry", "start", "due")


def label_of(
    doc: Doc, attachment: Attachment, date_tokens: Collection[int]
) -> tuple[str, str | None]:
    """What the day of an attachment is of, and who owes or does it, without ``date_tokens``."""
    if attachment.noun is not None:
        return _noun_label(doc, attachment.noun, attachment.verb, date_tokens)
    if attachment.verb is not None:
        return _verb_label(doc, attachment, attachment.verb, date_tokens)
    return "", None


def _noun_label(
    doc: Doc, noun: Token, verb: Token | None, date_tokens: Collection[int]
) -> tuple[str, str | None]:
    under = verb is not None and verb.dep_ == "acl" and verb.head.i == noun.i
    who = _owner(doc, noun, clause_head(noun) if under else verb)
    if noun.lemma_.lower() in words().limits:
        granted = infinitive(verb) if verb is not None and verb.i < noun.i else None
        for task in [*children(noun, "acl", "relcl"), *([granted] if granted else [])]:
            if task.tag_ == "VB" and task.i > noun.i:
                return verb_phrase(doc, task, date_tokens), who
        wanted = objects(noun, "for") or (objects(verb, "for") if verb is not None else [])
        wanted = [w for w in wanted if w.i > noun.i and w.lower_ != "part"]
        if wanted:
            return noun_phrase(doc, wanted[0], date_tokens), who
    phrase = noun_phrase(doc, noun, date_tokens)
    if " " not in phrase and _ends(noun):
        return _with_first_noun(doc, noun, phrase, date_tokens), who
    return phrase, who


def _owner(doc: Doc, noun: Token, verb: Token | None) -> str | None:
    owners = [c for c in children(noun, "poss") if c.ent_type_ not in {"DATE", "TIME"}]
    if owners:
        return who_is(doc, owners)
    if verb is not None and noun.dep_ in {"dobj", "pobj", "attr"}:
        return who_is(doc, subjects(verb))
    return None


def _verb_label(
    doc: Doc, attachment: Attachment, verb: Token, date_tokens: Collection[int]
) -> tuple[str, str | None]:
    who = _doer(doc, verb)
    if verb.lemma_ in words().grants:
        task = infinitive(verb)
        if task is not None:
            if verb.lemma_ not in _OWN:
                given = children(verb, "dative") or children(verb, "dobj")
                who = who_is(doc, [g for g in given if g.ent_type_ not in _FIGURES]) or who
            return verb_phrase(doc, task, date_tokens), who
        if verb.lemma_ == "have" and attachment.word in UNTIL:
            return "deadline", who
    if governor_name(verb) & {"postponed", "cancelled"}:
        for moved in children(verb, "dobj", "nsubjpass"):
            return noun_phrase(doc, moved, date_tokens), who_is(doc, children(verb, "nsubj"))
    held = _held(verb, attachment)
    if held is not None:
        asked = children(verb, "dobj") if held.dep_ == "pobj" else []
        return noun_phrase(doc, held, date_tokens), who_is(doc, asked) or who
    if _is_pronominal(verb):
        return _taken_up(doc, verb, date_tokens), None
    passive = children(verb, "nsubjpass") and subjects(verb)
    if passive or (who is not None and _happens(verb)):
        thing = _whole(doc, verb, passive or subjects(verb), date_tokens)
        agents = [o for c in children(verb, "agent") for o in children(c, "pobj")]
        people = [a for a in agents if a.ent_type_ not in _FIGURES and a.i not in date_tokens]
        return f"{thing} {verb_phrase(doc, verb, date_tokens, finite=True)}".strip(), who_is(
            doc, people
        )
    phrase = verb_phrase(doc, verb, date_tokens)
    bare = " " not in phrase and verb.lemma_ not in words().nouns
    if who is None and (bare or (_ends(verb) and len(phrase.split()) <= _FEW)):
        return _with_first_noun(doc, verb, phrase, date_tokens), who
    return _named(phrase, verb, who), who


def _whole(doc: Doc, verb: Token, subject: Sequence[Token], date_tokens: Collection[int]) -> str:
    """The subject of a clause; "a motion of no confidence, which ..." is the motion."""
    over = subject[0].head if verb.dep_ == "relcl" and len(subject) == 1 else None
    if over is not None and over.lower_ == "of" and over.head.pos_ == "NOUN":
        return noun_phrase(doc, over.head, date_tokens)
    return who_is(doc, subject) or ""


def _ends(word: Token) -> bool:
    """Whether a word tells of an end or a start, which has to be that of something."""
    ends = words().kinds["expiry"] | words().kinds["start"]
    return word.lemma_.lower() in ends and word.lemma_ not in words().acts


def _with_first_noun(doc: Doc, word: Token, phrase: str, date_tokens: Collection[int]) -> str:
    """ "A waiver, agreed at the time to keep sugar moving, lapses": lost by the parser.

    The first noun of the sentence (or else the word before) is put in front of the phrase.
    """
    start = word.i
    while start > 0 and not doc[start].is_sent_start and word.i - start < _BACK:
        start -= 1
    for index in range(start, word.i):
        more = index + 1 < word.i and doc[index + 1].pos_ in {"NOUN", "PROPN"}
        if doc[index].pos_ == "NOUN" and not more and index not in date_tokens:
            return _joined(doc, doc[index], word, phrase, date_tokens)
    before = doc[word.i - 1] if word.i > start else None
    named = before is not None and before.is_alpha and before.tag_ in {"VBG", "NNP", "NNPS"}
    return f"{before.text} {phrase}" if named and before is not None else phrase


def _named(phrase: str, verb: Token, who: str | None) -> str:
    """A phrase that names the thing: a lone verb takes its noun ("ruling") or its subject."""
    if " " in phrase:
        return phrase
    noun = words().nouns.get(verb.lemma_)
    if noun is not None:
        return noun
    return f"{who} to {verb.lemma_}" if who else phrase


def _joined(doc: Doc, noun: Token, word: Token, phrase: str, date_tokens: Collection[int]) -> str:
    """A noun with the phrase of its verb, which agrees with it ("strike begins")."""
    first, _, rest = phrase.partition(" ")
    if first == word.text and word.tag_ == "VB" and noun.tag_ in {"NN", "NNP"}:
        first = third_person(first)
    return f"{noun_phrase(doc, noun, date_tokens)} {first} {rest}".strip()


def _doer(doc: Doc, verb: Token) -> str | None:
    """Who does it: the one that is told to do it, or who says that "it would"."""
    ordered = _ordered(verb)
    if ordered:
        return who_is(doc, ordered)
    subject = subjects(verb)
    upper = verb.head
    if subject and all(t.pos_ == "PRON" for t in subject) and verb.dep_ == "ccomp":
        same = children(upper, "nsubj")
        return who_is(doc, same) if upper.lemma_ in words().said | {"promise", "pledge"} else None
    return who_is(doc, subject)


def _ordered(verb: Token) -> list[Token]:
    """ "ordered the firm to pay and to report", "called on teachers to stay home": its object."""
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VB" else verb
    upper = first.head
    own = children(verb, "nsubj", "nsubjpass")
    if own or first.tag_ != "VB" or upper.lemma_ not in words().demands:
        return []
    if first.i != verb.i and children(first, "nsubj"):
        return children(first, "nsubj")
    if first.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return []
    asked = children(upper, "dobj")
    return asked or (objects(upper, "on") if upper.lemma_ == "call" else [])


def _held(verb: Token, attachment: Attachment) -> Token | None:
    """ "will hold a vigil", "asked for a reply", "called a march": the noun is the thing."""
    if verb.lemma_ in words().holding:
        for thing in children(verb, "dobj"):
            if is_event(thing):
                return thing
    if attachment.word not in BY:
        return None
    if verb.lemma_ in {"demand", "request", "seek"}:
        return next((o for o in children(verb, "dobj") if o.pos_ == "NOUN"), None)
    if verb.lemma_ in {"ask", "call", "press", "appeal"}:
        wanted = [o for o in objects(verb, "for") if o.pos_ == "NOUN"]
        return wanted[0] if wanted else None
    return None


def _is_pronominal(verb: Token) -> bool:
    """ "It will take place on Friday", "That lapses on Monday"."""
    who = subjects(verb)
    if verb.lemma_ == "take" and not any(
        c.lower_ in {"place", "effect"} for c in children(verb, "dobj")
    ):
        return False
    named = bool(who) and all(t.lower_ in _PRONOUNS for t in who)
    people = any(t.lower_ == "they" for t in who)
    return named and verb.lemma_ in words().generic and not (people and verb.lemma_ in _OF_PEOPLE)


def _taken_up(doc: Doc, verb: Token, date_tokens: Collection[int]) -> str:
    """The thing that a pronoun means: the last event noun before, or the last object."""
    phrase = verb_phrase(doc, verb, date_tokens, finite=True)
    for clause in children(verb, "advcl"):
        for thing in subjects(clause):
            if clause.i < verb.i and thing.pos_ == "NOUN" and is_event(thing):
                return _joined(doc, thing, verb, phrase, date_tokens)
    start = verb.i
    while start > 0 and not doc[start].is_sent_start and verb.i - start < _BACK:
        start -= 1
    fallback: Token | None = None
    for index in range(start - 1, max(-1, start - _BACK), -1):
        token = doc[index]
        if token.pos_ == "NOUN" and is_event(token):
            return noun_phrase(doc, token, date_tokens)
        if fallback is None and _can_be_it(token) and index not in date_tokens:
            fallback = token
        if token.is_sent_start:
            break
    return f"{noun_phrase(doc, fallback, date_tokens)} {phrase}" if fallback is not None else phrase


def _can_be_it(token: Token) -> bool:
    role = token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}
    return role and token.pos_ == "NOUN" and token.lemma_.lower() not in inventory().officials


def _happens(verb: Token) -> bool:
    """ "The quotas expire", "the tax takes effect": nobody is named who does it."""
    done = [o for o in children(verb, "dobj") if o.lower_ not in {"place", "effect"}]
    return verb.lemma_ not in words().acts and not done and _are_impersonal(subjects(verb))


def _are_impersonal(tokens: Sequence[Token]) -> bool:
    people = inventory().officials
    return bool(tokens) and all(
        t.pos_ in {"NOUN", "PROPN"}
        and t.ent_type_ not in {"PERSON", "ORG", "GPE", "NORP"}
        and t.lemma_.lower() not in people
        for t in tokens
    )


def kind_of(attachment: Attachment, what: str) -> DeadlineKind:
    """By the noun or verb that the day hangs on first, then by the word before the day."""
    kinds = words().kinds
    own = _own_words(attachment)
    if any(word in kinds["vote"] for word in own + _subject_words(attachment)):
        return "vote"
    if attachment.word in BY or (attachment.word in UNTIL and _is_granted(attachment)):
        return "due"
    for kind in _KINDS:
        if any(word in kinds[kind] for word in own):
            return kind
    verb = attachment.verb if attachment.noun is None else None
    if verb is not None and {c.lower_ for c in children(verb, "aux")} & {"must", "shall"}:
        return "due"
    return "vote" if any(w in kinds["vote"] for w in what.lower().split()) else "event"


def _own_words(attachment: Attachment) -> list[str]:
    if attachment.noun is not None:
        return [attachment.noun.lemma_.lower(), attachment.noun.lower_]
    verb = attachment.verb
    if verb is None:
        return []
    found = [verb.lemma_.lower()]
    found += [f"{verb.lemma_} {c.lower_}" for c in children(verb, "prt")]
    goes = any(
        c.lower_ == "due" and (objects(c, "in", "at") or objects(verb, "in", "at"))
        for c in verb.rights
    )
    if not goes:
        found += [c.lemma_.lower() for c in children(verb, "dobj", "acomp", "attr")]
    return found + [o.lemma_.lower() for c in children(verb, "prep") for o in children(c, "pobj")]


def _subject_words(attachment: Attachment) -> list[str]:
    """What happens, where the verb only says that it does: "elections are due", "will be held"."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None or verb.lemma_ not in words().generic:
        return []
    return [t.lemma_.lower() for t in subjects(verb)]


def _is_granted(attachment: Attachment) -> bool:
    return attachment.verb is not None and (
        attachment.verb.lemma_ in words().grants
        or bool({c.lower_ for c in children(attachment.verb, "aux")} & _MODALS)
    )
