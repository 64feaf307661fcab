"""Who does what falls due, as the article names them: subjects with pronouns and bare words
("it", "the consulate") led back to the words that say who or what they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from briefing.extract.deadlines.gaps import left_out_subject
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.inventory import inventory, is_official
from briefing.extract.events.labels import LOOSE_ENDS, short_name
from briefing.extract.grammar.syntax import VERBAL, children, coordinated, subjects
from briefing.extract.grammar.token_table import table
from briefing.extract.people.find import find_people
from briefing.extract.people.lists import Gender
from briefing.extract.word_lists import word_lists
from briefing.names.bodies import is_legal_form

_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_GENDERS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
}
_ANYBODY = frozenset({"anyone", "everyone", "those", "anybody", "everybody"})
_NEUTRAL = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their"})
_SPEAKING = frozenset({"i", "we"})
_RETINUES = frozenset({"campaign", "office", "team", "camp", "staff"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_BODIES = frozenset({"ORG", "GPE", "NORP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAYING = frozenset("say tell announce add warn write promise pledge vow confirm insist".split())
_AFTER_HEAD = frozenset({"of", "in", "for", "on", "against", "between", "at"})
_WORDS = word_lists("actors")
_HUMANS = _WORDS["humans"]
_COLLECTIVE = _WORDS["collective"]
_PEOPLE = _WORDS["people"]
_SENTENCES_BACK = 3  # a pronoun reaches no further in news text
_TOKENS_BACK = 400  # a bare "the consulate" takes up what was named within some ten sentences
_WORDS_AFTER = 6  # words behind the head of a subject
_LONGEST_CLAUSE = 9  # words of "anyone who ..."
_QUANTITIES = frozenset({"all", "both", "most", "many", "some", "several", "half"})
_MOMENTS = frozenset({"before", "until", "after", "when", "as", "once"})
_ADVOCATES = frozenset({"lawyer", "attorney", "counsel", "spokesman", "spokeswoman"})
_OBJECTS_OF = frozenset({"him", "them"})
_QUOTED = 150  # tokens that are looked back through for a mark; quotations are shorter
_WHERE = frozenset({"in", "at", "near", "outside"})
_EXAMPLES = frozenset({"instance", "example"})
_HYPHENS = frozenset({"-", "–"})
_EXPLETIVES = frozenset({"there", "expl"})


def named_subjects(doc: Doc, verb: Token) -> list[Token]:
    """The subjects of a verb with pronouns replaced by what they stand for; [] where it is open."""
    found = [_whole(verb, t) for t in _subjects(verb) if t.lower_ not in _EXPLETIVES]
    resolved = [r for t in found if (r := resolve(doc, t)) is not None]
    return resolved if len(resolved) == len(found) else []


def _subjects(verb: Token) -> list[Token]:
    """ "leading in Lima and Cuzco, which vote on Friday": the nouns before "which"."""
    arranged = verb
    while arranged.dep_ == "xcomp" and arranged.head.i < arranged.i:
        arranged = arranged.head
    if _stands_behind_its_noun(arranged):
        return coordinated(verb.doc[arranged.i - 2])
    if (misread := _begun_before(verb) or _behind_year(verb)) is not None:
        return coordinated(misread)
    outer = left_out_subject(verb)
    if outer is not None:
        return coordinated(outer)
    which = [c for c in children(verb, "nsubj") if c.tag_ in {"WDT", "WP"}]
    if verb.dep_ != "relcl" or not which:
        return subjects(verb)
    if _may_be_meant(verb.head, which[0]) and not _stands_closer(verb, which[0]):
        return subjects(verb)
    index = which[0].i - 1
    while index > 1 and verb.doc[index].is_punct:
        index -= 1
        if verb.doc[index].lower_ in _EXAMPLES and verb.doc[index - 1].lower_ == "for":
            index -= 2  # "a lamp, for instance, which is coming out in May"
    noun = verb.doc[index]
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return coordinated(noun) if noun.pos_ in {"NOUN", "PROPN"} else []


def _begun_before(verb: Token) -> Token | None:
    """ "before the fair begins on Monday", where the parser took "before" for a preposition."""
    if verb.tag_ not in {"VBZ", "VBP"} or verb.i == 0 or not _opens(verb):
        return None
    noun = verb.doc[verb.i - 1]
    if children(verb, "nsubj", "nsubjpass", "aux") or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    return noun if noun.dep_ == "pobj" and noun.head.lower_ in _MOMENTS else None


def _behind_year(verb: Token) -> Token | None:
    """ "by the end of 2031 ferries would have to stop": no 2031 ferries."""
    helpers = children(verb, "aux")
    place = helpers[0].i - 1 if helpers and helpers[0].tag_ == "MD" else 0
    if place < 1 or children(verb, "nsubj", "nsubjpass", "expl"):
        return None
    noun, year = verb.doc[place], verb.doc[place - 1]
    whole = noun.dep_ == "pobj" and noun.tag_ in {"NNS", "NNP", "NNPS"}
    return noun if whole and year.ent_type_ == "DATE" and year.is_digit else None


def _may_be_meant(head: Token, pronoun: Token) -> bool:
    """Whether "who" or "which" can stand for the word that the parser hung its clause on."""
    if head.pos_ in VERBAL:
        return False
    person = head.i in find_people(head.doc).at
    if pronoun.lower_ != "who" or pronoun.i == 0:
        return not person
    before = head.doc[max(0, pronoun.i - 2)]
    return can_act(head) or before.i not in find_people(head.doc).at


def _stands_closer(verb: Token, which: Token) -> bool:
    """ "a poll of voters in Lima, which holds its primary on Friday": Lima does, no poll."""
    if which.lower_ != "which" or which.i < 2 or which.nbor(-1).text != "," or can_act(verb.head):
        return False
    name = which.nbor(-2)
    acts = verb.lemma_ in words().holding | {"vote"} and (
        verb.lemma_ == "vote" or children(verb, "dobj")
    )
    return bool(acts) and name.ent_type_ in _BODIES and verb.head.left_edge.i < name.i


def _stands_behind_its_noun(participle: Token) -> bool:
    """ "a bill on the labelling law, set to take effect in July": whatever it was hung on."""
    due = participle.lower_ == "due" and participle.dep_ in {"prep", "amod", "acomp"}
    loose = participle.dep_ in {"dep", "advcl", "conj"} and participle.tag_ == "VBN"
    coming = participle.lower_ == "coming" and participle.dep_ in {"advcl", "acl", "dep"}
    if not (due or loose or coming):
        return False
    doc, place = participle.doc, participle.i
    behind = place > 1 and doc[place - 1].text == "," and doc[place - 2].pos_ in {"NOUN", "PROPN"}
    own = children(participle, "nsubj", "nsubjpass", "auxpass", "aux")
    if coming:  # "his book, coming in April", not "in Molde, coming on Friday"
        return behind and not own and doc[place - 2].ent_type_ not in {"GPE", "LOC", "PERSON"}
    return behind and not own and participle.lemma_ in words().arranged


def _whole(verb: Token, subject: Token) -> Token:
    """Of "the penalty phase of the trial, which is to begin" the phase."""
    relative = verb if verb.dep_ == "relcl" else verb.head
    own = relative.dep_ == "relcl" and relative.head.i == subject.i
    is_person = any(c.lower_ == "who" for c in children(relative, "nsubj", "nsubjpass"))
    site = subject.head.head
    located = subject.dep_ == "pobj" and subject.head.lower_ in _WHERE and site.pos_ == "NOUN"
    if own and located and subject.ent_type_ in {"GPE", "LOC", "FAC"} and _opens(verb):
        return site  # "its headquarters in Molde, which is set to open in May"
    if own and not is_person and subject.dep_ == "pobj" and subject.head.lower_ == "of":
        over = subject.head.head
        agrees = relative.tag_ != "VBZ" or over.tag_ != "NNS"  # "details of a tour that stops"
        return over if over.pos_ == "NOUN" and agrees else subject
    return subject


def _opens(verb: Token) -> bool:
    kinds = words().kinds
    return verb.lemma_ in kinds["start"] | kinds["expiry"]


def resolve(doc: Doc, token: Token) -> Token | None:
    """The noun that a word stands for: itself, or of a pronoun the subject before it, if clear."""
    if token.pos_ != "PRON" and token.tag_ not in {"PRP", "DT", "WDT", "WP"}:
        return token
    low = token.lower_
    if low in _QUANTITIES:
        of = [o for c in children(token, "prep") if c.lower_ == "of" for o in children(c, "pobj")]
        return token if any(o.pos_ in {"NOUN", "PROPN"} for o in of) else None
    if low in _ANYBODY and (low != "those" or children(token, "relcl", "acl")):
        return token
    if low in _SPEAKING:
        return _speaker(token)
    if low not in _PERSONAL | _NEUTRAL | _PLURAL:
        return None
    return _antecedent(doc, token)


def owners_of(doc: Doc, noun: Token) -> list[Token]:
    """Whose something is: "Orkla's lamp", "their session"; [] where that is open.

    "They" reaches no further than its sentence, and of "The judge ordered the accused to stay
    until his hearing" nobody can say by grammar alone whose it is.
    """
    found: list[Token] = []
    for owner in children(noun, "poss"):
        meant = resolve(doc, owner) if owner.ent_type_ not in {"DATE", "TIME"} else None
        if meant is None:
            continue
        if owner.tag_ == "PRP$":
            same = table(doc).sentence[meant.i] == table(doc).sentence[owner.i]
            bids = meant.head.lemma_ in words().demands and children(meant.head, "dobj", "dative")
            if (owner.lower_ in _PLURAL and not same) or (same and bids):
                continue
        found.append(meant)
    return found


def meant_by(speaker: Token, pronouns: Sequence[Token]) -> Token | None:
    """Whom the pronouns that a speaker uses first mean: itself, or of "Lind's campaign said she
    would run" Lind; None where "he" or "she" is said by what is nobody."""
    low = next((t.lower_ for t in pronouns if t.lower_ in _PERSONAL), None)
    if low is None or speaker.lemma_.lower() not in _RETINUES:
        return speaker
    return next((t for t in children(speaker, "poss", "compound") if _fits(t, low)), None)


def _speaker(token: Token) -> Token | None:
    """Of a quoted "we" the subject of the nearest verb of saying over it that is no "I said"."""
    node = token
    for _ in range(8):
        if node.head.i == node.i:
            return None
        node = node.head
        who = children(node, "nsubj") if node.lemma_ in _SAYING else []
        if who and not all(t.lower_ in _SPEAKING for t in who):
            return next((t for t in who if t.pos_ != "PRON"), None)
    return None


def _antecedent(doc: Doc, pronoun: Token) -> Token | None:
    """The subject before that fits in number and kind, sentence by sentence; None if two do."""
    tokens, low, at = table(doc), pronoun.lower_, pronoun.i
    people = find_people(doc).at
    if _is_quoted(pronoun) and low in _PERSONAL:
        return None  # whom a speaker calls "he" is somebody else
    beside = _others(pronoun) if low in _OBJECTS_OF else set[int]()
    sentence, others = tokens.sentence[at], False
    fitting: list[Token] = []
    passed: list[Token] = []  # persons named nearer than those that fit, in another role
    oldest = sentence - _SENTENCES_BACK
    for index in range(at - 1, -1, -1):
        if tokens.sentence[index] < oldest:
            break
        if tokens.sentence[index] != sentence:
            if fitting or others:
                break
            sentence = tokens.sentence[index]
        if low in _PERSONAL and sentence != tokens.sentence[at] and index in people:
            passed.append(doc[index])
        if tokens.dep[index] not in _SUBJECTS or tokens.head[index] == pronoun.head.i:
            continue
        if index in beside or (low in _PERSONAL and _speaks_for_another(doc[index])):
            continue
        if _fits(doc[index], low):
            fitting.append(doc[index])
        elif tokens.pos[index] in {"NOUN", "PROPN"} and low not in _PERSONAL:
            others = True
    if fitting and _is_passed_by(fitting[-1], passed):
        return None  # "Lind was there. It told of Berg's arrest. He is due in court": either
    names = {f.lower_ for f in fitting}
    return fitting[-1] if len(names) == 1 or (fitting and low in _NEUTRAL) else None


def _is_passed_by(fitting: Token, passed: Sequence[Token]) -> bool:
    """Whether a sentence between a pronoun and the one it may mean names somebody else."""
    people, sentence = find_people(fitting.doc).at, table(fitting.doc).sentence
    later = [t for t in passed if sentence[t.i] > sentence[fitting.i]]
    return any(people[t.i] is not people.get(fitting.i) for t in later)


def _speaks_for_another(name: Token) -> bool:
    """ "Ida Moen, his lawyer, said ... He is to be sentenced": not she."""
    return any(c.lemma_.lower() in _ADVOCATES for c in children(name, "appos", "compound"))


def _others(pronoun: Token) -> set[int]:
    """Who cannot be "him" in "Lind did not expect him to leave": the subjects beside it."""
    verb = pronoun.head
    return {t.i for over in (verb, verb.head) for t in subjects(over)}


def _is_quoted(token: Token) -> bool:
    """Whether quotation marks are open at a token, counted from the start of its line."""
    inside = False
    for before in reversed(token.doc[max(0, token.i - _QUOTED) : token.i]):
        if before.is_space and "\n" in before.text:
            break
        if before.text in {"“", "”"}:
            return before.text == "“"
        if before.text == '"':
            inside = not inside
    return inside


def _fits(token: Token, low: str) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    lemma = token.lemma_.lower()
    entry = find_people(token.doc).at.get(token.i)
    if entry is not None and entry.gender not in {None, _GENDERS.get(low, entry.gender)}:
        return False
    person = token.ent_type_ == "PERSON" or is_official(token) or lemma in _HUMANS
    person = person or entry is not None or (token.pos_ == "PROPN" and _is_person_elsewhere(token))
    several = token.tag_ in {"NNS", "NNPS"} or bool(children(token, "conj"))
    if low in _PERSONAL:
        return person and token.tag_ not in {"NNS", "NNPS"}
    if low in _PLURAL:
        return several or lemma in _COLLECTIVE or token.ent_type_ in {"GPE", "NORP"}
    human = token.ent_type_ == "PERSON" or lemma in _HUMANS or (person and _is_somebody(lemma))
    return token.tag_ in {"NN", "NNP", "NNPS"} and not human


def _is_person_elsewhere(token: Token) -> bool:
    """Whether the model takes the same name for a person's at another place of the article."""
    t = table(token.doc)
    name = t.word[token.i]
    return any(
        kind == "PERSON" and word == name for word, kind in zip(t.word, t.entity, strict=True)
    )


def _is_somebody(lemma: str) -> bool:
    """ "minister", "president", not "bank" or "council", which act for a state, too."""
    return lemma.endswith(("er", "or", "ist", "ian", "man", "woman", "ent", "ef", "oy", "en", "ng"))


def full_phrase(doc: Doc, token: Token, date_tokens: Collection[int]) -> str:
    """A noun with what says which one it is; a bare "the consulate" as it was named before.

    People go by the full name that the article gives them.
    """
    people = find_people(doc)
    person = people.at.get(token.i) or people.as_role.get(token.i)
    if person is not None:
        return person.name
    if token.lower_ in _ANYBODY:
        return _with_clause(doc, token, date_tokens)
    if any(c.tag_ == "WP$" for c in children(token, "poss")) and token.head.dep_ == "relcl":
        # "by the court, whose decision is expected in June"
        owner = full_phrase(doc, token.head.head, date_tokens)
        return f"{token.text} of {owner}"
    return _phrase(doc, _described(doc, token), date_tokens)


def _with_clause(doc: Doc, token: Token, date_tokens: Collection[int]) -> str:
    """ "anyone who wants to move": the clause that says who it is."""
    stop = min(token.right_edge.i + 1, token.i + _LONGEST_CLAUSE)
    cut = next((i for i in range(token.i + 1, stop) if doc[i].is_punct or i in date_tokens), stop)
    while cut > token.i + 1 and doc[cut - 1].lower_ in LOOSE_ENDS:
        cut -= 1
    bare = cut == token.i + 1 and token.lower_ == "those"
    return "" if bare else doc[token.i : cut].text


def _phrase(doc: Doc, token: Token, date_tokens: Collection[int]) -> str:
    text = short_name(doc, token, date_tokens)
    if " of " in text:
        return text
    end = token.i + 1
    while end < len(doc) and end < token.i + _WORDS_AFTER:
        prep = doc[end]
        if prep.dep_ != "prep" or prep.lower_ not in _AFTER_HEAD or prep.head.i != token.i:
            break
        own = [c.tag_ for o in children(prep, "pobj") for c in children(o, "poss")]
        if prep.lower_ == "in" and "PRP$" in own:
            break  # "the vote in her quest to lead the city"
        stop = min(prep.right_edge.i + 1, token.i + 1 + _WORDS_AFTER)
        cut = next((i for i in range(end, stop) if _breaks(doc[i], date_tokens)), stop)
        while cut > end and any(doc[i].head.i >= cut for i in range(end, cut)):
            cut -= 1  # "in the legal and human" of "resources departments"
        if cut <= end + 1 or (cut < stop and _is_first_of_list(doc[cut - 1])):
            break  # of "the states of Norland, Tonga and Brava" not the first alone
        end = cut
        if cut < stop:
            break
    while end > token.i + 1 and doc[end - 1].lower_ in LOOSE_ENDS:
        end -= 1
    return f"{text} {doc[token.i + 1 : end].text}".strip() if end > token.i + 1 else text


def _is_first_of_list(token: Token) -> bool:
    return (
        token.i + 1 < len(token.doc)
        and token.nbor(1).text == ","
        and any(c.dep_ in {"conj", "appos"} and c.pos_ == token.pos_ for c in token.rights)
    )


def _breaks(token: Token, date_tokens: Collection[int]) -> bool:
    if token.i in date_tokens or token.is_space or token.tag_ in {"WDT", "WP", "WRB"}:
        return True
    if token.tag_ == "VBG" and token.dep_ == "acl":
        return True  # "opponents of a law requiring proof"
    return (token.is_punct and token.text not in {"-", "'", "’"}) or token.dep_ == "relcl"


def _described(doc: Doc, token: Token) -> Token:
    """The last mention that says which one "the consulate" is, else the token itself."""
    if not _is_bare(token):
        return token
    t = table(doc)
    lemma = t.lemma[token.i]
    for index in range(token.i - 1, max(-1, token.i - _TOKENS_BACK), -1):
        same = t.lemma[index] == lemma and t.tag[index] == t.tag[token.i]
        if same and _is_described(doc[index]):
            return doc[index]
    return token


def _is_bare(token: Token) -> bool:
    lefts = list(token.lefts)
    definite = len(lefts) == 1 and lefts[0].lower_ in _DEFINITE
    return token.pos_ == "NOUN" and definite and not children(token, "prep", "relcl", "acl")


def _is_described(token: Token) -> bool:
    return any(c.dep_ in {"compound", "nummod", "poss", "amod", "nmod"} for c in token.lefts)


def _is_nameable(token: Token, date_tokens: Collection[int]) -> bool:
    named = token.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"} or token.lower_ in _ANYBODY | _QUANTITIES
    return named and token.i not in date_tokens


def _bearer(state: Token) -> Token:
    """Of "U.S. Senator Ida Moen", where the parser stopped at the state, the senator; of "Molde
    Ferries, LLC" the ferries."""
    doc, people = state.doc, find_people(state.doc).at
    if is_legal_form(state.text) and state.i > 1 and doc[state.i - 1].text == ",":
        named = doc[state.i - 2]
        return named if named.pos_ in {"NOUN", "PROPN"} and named.text[0].isupper() else state
    if state.i in people or state.ent_type_ != "GPE":
        return state
    for token in doc[state.i + 1 : state.i + _WORDS_AFTER]:
        if token.pos_ != "PROPN":
            break
        if token.i in people and token.dep_ in {"appos", "conj"}:
            return token
    return state


def _heads_the_text(place: Token) -> bool:
    """ "Oslo: Minister Ida Moen will ...": where the news is from."""
    end = place.i + 1
    return place.ent_type_ == "GPE" and end < len(place.doc) and place.doc[end].text == ":"


def names_of(doc: Doc, tokens: Sequence[Token], date_tokens: Collection[int]) -> str | None:
    """Some nouns joined as a reader would name them, or None for none."""
    nouns = [_bearer(t) for t in tokens[:3] if _is_nameable(t, date_tokens)]
    nouns = [n for n in nouns if not _heads_the_text(n)] or nouns
    if any(n.text in _HYPHENS for n in nouns):  # "The X-Ways", parsed as three
        first, last = nouns[0].left_edge.i, nouns[-1].i
        return doc[first + (doc[first].pos_ == "DET") : last + 1].text
    named = [full_phrase(doc, t, date_tokens) for t in nouns]
    return " and ".join(n for n in named if n) or None


def actors_of(doc: Doc, tokens: Sequence[Token], date_tokens: Collection[int]) -> str | None:
    """Those nouns joined by name if all are people, bodies or states; else None.

    "The numbers could swell", "heavy snow will delay": what has no will of its own meets no term.
    """
    named = [t for t in tokens[:3] if _is_nameable(t, date_tokens)]
    return names_of(doc, tokens, date_tokens) if all(map(can_act, named)) else None


def can_act(token: Token) -> bool:
    """Whether a noun names people, a body or a state."""
    lemma = token.lemma_.lower()
    if token.lower_ in _ANYBODY or token.i in find_people(token.doc).at:
        return True
    if token.pos_ == "NOUN" and lemma in words().events and lemma not in _COLLECTIVE:
        return False  # "the court ruling"
    if lemma in _COLLECTIVE | _HUMANS | _PEOPLE or is_official(token) or token.pos_ == "PROPN":
        return lemma not in _SHARES
    if token.ent_type_ in _BODIES | {"PERSON"} and lemma not in _SHARES | inventory().things:
        return token.dep_ != "compound"
    if lemma in _COUNTED:
        return any(can_act(o) for c in children(token, "prep") for o in children(c, "pobj"))
    agent = lemma.endswith(("er", "or", "ist", "ian", "man", "men", "woman", "women", "ee"))
    return agent and len(lemma) > 4 and lemma not in inventory().things | _OBJECTS


_COUNTED = _QUANTITIES | frozenset("thousand hundred dozen million majority number".split())
_SHARES = frozenset("share stock index bond future".split())
_OBJECTS = _WORDS["objects"]
