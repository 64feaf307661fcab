"""Who is meant by a pronoun at a meeting: "Putin said he and Erdogan agreed in a phone call"."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Span, Token

from briefing.extract.events.inventory import is_official, is_party
from briefing.extract.grammar.syntax import VERBAL, children, climb, coordinated
from briefing.extract.grammar.syntax import below as is_below
from briefing.extract.grammar.tense_words import SAYING
from briefing.extract.grammar.token_table import table
from briefing.extract.people.lists import Gender
from briefing.extract.people.person import Person
from briefing.names.bodies import KINDS

_GENDERS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
}
_ONE = frozenset(_GENDERS)
MANY = frozenset({"they", "them", "their", "we", "our", "both"})
_BODY = frozenset({"it", "its"})
_SPEAKER = frozenset({"i"})
PRONOUNS = _ONE | MANY | _BODY | _SPEAKER
_SENTENCES_BACK = 3  # with its own, in which only one person may be named for a pronoun to mean
_LONGEST_QUOTE = 200  # tokens
_OPENING = frozenset({"“", "``"})
_CLOSING = frozenset({"”", "''"})
_MOUTHPIECES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_PLURAL = frozenset({"NNS", "NNPS"})
_UP = 8  # clauses over a pronoun in which the one whom it means can be the subject


def antecedents(pronoun: Token, people: Mapping[int, Person]) -> list[Token]:
    """Who a pronoun stands for by the clauses over it, else by the sentence before; or nobody.

    The subject of a verb is whom a pronoun in a clause below that verb most often means. Where
    subject and pronoun differ in number, or where there is none, nobody is guessed. ``people`` has
    the article's persons by the tokens of their names.
    """
    low = pronoun.lower_
    if low not in PRONOUNS:
        return []
    if low in _SPEAKER:
        return _who_says_so(pronoun, people)
    found = _by_clauses(pronoun, people)
    if found and _is_quoted(pronoun) and not _is_quoted(found[0]):
        return []  # "I was there when he left": whoever says so means another
    if not found and low in _ONE and pronoun.dep_ != "poss":
        return _only_person_lately(pronoun, people)
    return found


def _who_says_so(pronoun: Token, people: Mapping[int, Person]) -> list[Token]:
    """ "I met Vik on Monday," Lind said: Lind, or whom "he said" means."""
    node: Token | None = pronoun
    while node is not None and (verb := _verb_over(node)) is not None:
        who = children(verb, "nsubj") if node.dep_ == "ccomp" and verb.lemma_ in SAYING else []
        if len(who) == 1 and _is_quoted(pronoun) and not _is_quoted(who[0]):
            named = who[0].ent_type_ == "PERSON" or who[0].i in people
            return who if named else _by_clauses(who[0], people) if who[0].lower_ in _ONE else []
        node = verb if verb.head.i != verb.i else None
    return []


def _by_clauses(pronoun: Token, people: Mapping[int, Person]) -> list[Token]:
    low = pronoun.lower_
    node = pronoun
    if (owner := _owner_of_phrase(pronoun, people)) is not None:
        return [owner]
    for _ in range(_UP):
        verb = _verb_over(node)
        if verb is None:
            return []
        binder = _binder(verb, pronoun)
        if binder is not None:
            return _by_clauses(binder, people)
        who = _subjects(verb, pronoun, node)
        if node.dep_ == "ccomp" and who and who[0].i > pronoun.i:
            who = []  # "He will meet Vik, Lind said", "he will meet Vik; Lind stays": another
        if who and not _agree(low, who, people) and not any(map(_is_human, who)):
            return _only_person_before(pronoun) if low in _ONE else _object_before(verb, pronoun)
        if who and low in _ONE and (principal := _principal(who, low, people)) is not None:
            return [principal]
        if who:
            return who if _agree(low, who, people) and _is_clear(pronoun, who, people) else []
        if pronoun.dep_ == "poss" and low in _ONE and not _says_whose(verb, pronoun):
            return []  # "the judge ordered that he stay there until his hearing"
        if low == "they" and (many := _many_in_clause_before(verb, pronoun)):
            return many
        if verb.head.i == verb.i:
            return _of_sentence_before(verb, low, people)
        node = verb
    return []


def _says_whose(verb: Token, pronoun: Token) -> bool:
    """ "Lind said her talks with Chad went on": the subject's owner, and nobody was told so."""
    own = any(is_below(pronoun, t) for t in children(verb, "nsubj", "nsubjpass"))
    return own and not children(verb.head, "dobj", "dative")


def _many_in_clause_before(verb: Token, pronoun: Token) -> list[Token]:
    """ "After Lind has addressed EU leaders on Tuesday, they will meet": the only ones there."""
    clauses = [c for c in children(verb, "advcl") if c.i < pronoun.i]
    named = [t for c in clauses for t in children(c, "nsubj", "dobj", "nsubjpass")]
    many = [t for t in named if t.tag_ in _PLURAL and is_party(t)]
    return many if len(many) == 1 else []


def _only_person_lately(pronoun: Token, people: Mapping[int, Person]) -> list[Token]:
    """ "Before Lind leaves on Monday, she and Vik will meet": the only one named of late."""
    doc, sentence = pronoun.doc, pronoun.sent
    before = doc[sentence.start : pronoun.i]
    owners = [t for t in before if t.dep_ == "poss" and t.pos_ == "PROPN" and t.i not in people]
    if _is_quoted(pronoun) or any(t.ent_type_ != "GPE" for t in owners):
        return []  # "Lind's office says he will come": whoever Lind is
    for _ in range(_SENTENCES_BACK):
        named = [doc[i] for i in range(sentence.start, min(sentence.end, pronoun.i)) if i in people]
        entities = [e for e in doc[sentence.start : pronoun.i].ents if e.label_ == "PERSON"]
        if entities and any(people.get(e.root.i) is None for e in entities):
            return []
        if named:
            one = people[named[0].i]
            alone = all(people[t.i] is one for t in named)
            fits = one.gender in {None, _GENDERS[pronoun.lower_]}
            return named[:1] if alone and fits else []
        if sentence.start == 0:
            return []
        sentence = doc[sentence.start - 1].sent
    return []


def _is_quoted(token: Token) -> bool:
    """Whether a token stands within quotation marks that its paragraph opened before it."""
    opened = False
    for before in reversed(table(token.doc).lower[max(0, token.i - _LONGEST_QUOTE) : token.i]):
        if "\n" in before:
            return opened
        if before in _OPENING or before in _CLOSING:
            return before in _OPENING
        if before == '"':
            opened = not opened
    return opened


def _is_human(token: Token) -> bool:
    return token.ent_type_ in {"PERSON", "ORG", "NORP"} or is_party(token) or token.pos_ == "PRON"


def _only_person_before(pronoun: Token) -> list[Token]:
    """ "The highlight is Lind's speech on Tuesday, when she will meet students"."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    people = [e for e in before.ents if e.label_ == "PERSON"]
    if pronoun.dep_ == "poss":
        return []
    last = [next((t for t in reversed(e) if t.tag_ != "POS"), e.root) for e in people]
    names = {t.text for t in last}
    others = any(
        is_party(t) and t.ent_type_ != "PERSON" and t.pos_ == "NOUN" and t.tag_ == "NN"
        for t in before
    )
    return last[:1] if len(names) == 1 and not others else []


def _object_before(verb: Token, pronoun: Token) -> list[Token]:
    """ "The crisis will occupy EU leaders at their next summit": whom the verb is done to."""
    if pronoun.lower_ != "their" or verb.lemma_ in SAYING:
        return []
    who = [t for o in children(verb, "dobj") for t in coordinated(o) if t.i < pronoun.i]
    return who if who and all(t.tag_ in _PLURAL and is_party(t) for t in who) else []


def _is_clear(pronoun: Token, who: list[Token], people: Mapping[int, Person]) -> bool:
    """Whether a possessive can mean no other person of its sentence."""
    if pronoun.dep_ != "poss" or pronoun.lower_ not in _ONE:
        return True
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    names = {e[-1].text for e in before.ents if e.label_ == "PERSON"}
    others = {id(people[t.i]) for t in before if t.i in people}
    meant = {id(people[t.i]) for t in who if t.i in people}
    return names <= {t.text for t in who} and others <= meant


def _binder(verb: Token, pronoun: Token) -> Token | None:
    """ "promised that he would raise it during his visit": whose visit the subject says."""
    wanted = {"his": "he", "her": "she"}.get(pronoun.lower_) if pronoun.dep_ == "poss" else None
    bound = [t for t in children(verb, "nsubj", "nsubjpass") if t.lower_ == wanted]
    return bound[0] if bound and bound[0].i < pronoun.i else None


def _owner_of_phrase(pronoun: Token, people: Mapping[int, Person]) -> Token | None:
    """ "dimmed Lind's hopes of keeping her trip short": whose hopes they are."""
    if pronoun.lower_ not in _ONE or pronoun.dep_ != "poss":
        return None
    for node in climb(pronoun.head):
        owners = [c for c in children(node, "poss") if c.i < pronoun.i and c.i in people]
        if owners and node.i != pronoun.head.i:
            return owners[0] if _agree(pronoun.lower_, owners, people) else None
        if node.dep_ in {"nsubj", "nsubjpass", "ccomp", "relcl", "advcl"}:
            return None
    return None


def _verb_over(node: Token) -> Token | None:
    head = node.head
    for _ in range(_UP):
        if head.i == node.i:
            return None
        if head.pos_ in VERBAL and head.dep_ != "prep":  # "Following his appearance"
            return head
        if head.head.i == head.i:
            return None
        head = head.head
    return None


def _subjects(verb: Token, pronoun: Token, below: Token) -> list[Token]:
    """The subjects of a verb, unless the pronoun is one of them."""
    found = [t for s in children(verb, "nsubj", "nsubjpass") for t in coordinated(s)]
    if any(t.i == pronoun.i or t.i == below.i or is_below(pronoun, t) for t in found):
        return []  # "Her next hearing is set": the subject is whose it says, not who she is
    found = [t for t in found if t.tag_ not in {"WDT", "WP", "EX"} and not _is_in_brackets(t)]
    if found and all(t.pos_ == "PRON" for t in found):
        return []
    return found


def _is_in_brackets(token: Token) -> bool:
    """ "Norvik (NORV.OL) said it would": the sign of its share."""
    return token.i > 0 and token.nbor(-1).text in {"(", "["}


def _agree(low: str, who: list[Token], people: Mapping[int, Person]) -> bool:
    named = who[0].ent_type_ == "PERSON" or who[0].i in people
    plural = len(who) > 1 or who[0].tag_ in {"NNS", "NNPS"} or who[0].ent_type_ == "NORP"
    if low in _ONE:
        person = people.get(who[0].i)
        other = person is not None and person.gender not in {None, _GENDERS[low]}
        return not plural and not other and (named or _is_one(who[0]))
    if low in MANY:
        return plural or (who[0].ent_type_ == "ORG" and not named)
    body = who[0].ent_type_ in {"ORG", "GPE"} and not named
    return not plural and (body or _is_called_body(who[0]))


def _is_called_body(name: Token) -> bool:
    """ "Auto supplier Feldmark": no person, whatever the model takes the name for."""
    kinds = [c for c in children(name, "compound") if c.tag_ == "NN" and c.lower_ in KINDS]
    return name.pos_ == "PROPN" and bool(kinds)


def _principal(who: list[Token], low: str, people: Mapping[int, Person]) -> Token | None:
    """ "Lind's spokeswoman said she had met Vik": for whom somebody speaks, who is meant."""
    if len(who) > 1 or who[0].lemma_.lower() not in _MOUTHPIECES:
        return None
    fitting = {p.words[-1] for p in people.values() if p.gender in {None, _GENDERS[low]}}
    return next((t for t in children(who[0], "poss") if t.text in fitting), None)


def _is_one(token: Token) -> bool:
    return token.tag_ in {"NN", "NNP"} and is_official(token) and token.ent_type_ != "ORG"


def _of_sentence_before(verb: Token, low: str, people: Mapping[int, Person]) -> list[Token]:
    """The subject of the sentence before, where it is the only one of its kind there."""
    first = verb.sent.start
    if first == 0:
        return []
    before = verb.doc[first - 1].sent
    who = [t for s in children(before.root, "nsubj", "nsubjpass") for t in coordinated(s)]
    if not who or not _agree(low, who, people) or any(t.pos_ == "PRON" for t in who):
        return []
    if low in _ONE and who[0].lemma_.lower() in _MOUTHPIECES:
        principal = _principal(who, low, people)  # "a spokeswoman said. She also spoke to Vik"
        return [] if principal is None else [principal]
    if low in _ONE:
        others = [e for e in before.ents if e.label_ == "PERSON" and who[0] not in e]
        return who if not others or _goes_on(verb, before.root, who, others) else []
    return who


def _goes_on(verb: Token, before: Token, who: list[Token], others: list[Span]) -> bool:
    """ "Lind met Vik. On Friday he will meet Roe": the same one does the same, whoever was met."""
    same = verb.lemma_ == before.lemma_ and verb.lemma_ not in SAYING and who[0].head.i == before.i
    return same and not any(e.root.dep_ in {"nsubj", "nsubjpass", "poss"} for e in others)
