"""Short phrases for meetings and duties, in the words of the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from briefing.extract.events.inventory import Trigger
from briefing.extract.grammar.syntax import children, in_dateline, subjects, trim
from briefing.extract.grammar.token_table import table
from briefing.extract.people.find import find_people
from briefing.extract.word_lists import word_lists

_TOPIC_PREPS = frozenset({"of", "on", "over", "about", "with", "between", "among", "into", "for"})
_PRENOMINAL = frozenset({"amod", "compound", "nmod", "poss", "nummod", "case"})
_OPENERS = frozenset("the a an its their his her our own".split())
_ANYBODY = frozenset(
    "diplomat negotiator official side two three both minister leader delegation envoy pair those "
    "member expert delegate others all".split()
)
_ANSWERING = frozenset(
    """announce choose consider decide declare determine disclose discuss explain reveal say show
    tell""".split()
)
"""Verbs behind which a question is what they are about: "to declare when it would pay"."""
_LONGEST_CLAUSE = 24  # tokens of a verb with its objects
_WITHIN = frozenset("- % ' \" “ ” ‘ ’".split())  # marks over which a phrase goes on
_LONGEST_ASIDE = 8  # tokens in brackets
_LONGEST = 14  # words in what a meeting is called
LOOSE_ENDS = word_lists("meeting_words")["loose_ends"]
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = word_lists("meeting_words")["empty"]


def what_of(doc: Doc, trigger: Trigger, stops: Collection[int]) -> str:
    """A short noun phrase for a meeting. ``stops`` are tokens of days and places, left out."""
    word = doc[trigger.token]
    if trigger.verbal:
        return _nominal(doc, word, trigger.noun, stops)
    if word.lemma_ == "hour":
        return trigger.noun
    first = word.i
    for child in reversed(list(word.lefts)):
        if child.dep_ not in {"amod", "compound", "nmod", "poss"} or child.i in stops:
            break
        if child.left_edge.i in stops or child.right_edge.i + 1 < first or in_dateline(child):
            break
        first = child.left_edge.i
    end = word.i + 1
    for prep in word.rights:
        if prep.i > end + 1 or prep.dep_ != "prep" or prep.lower_ not in _TOPIC_PREPS:
            break
        end = _reach(doc, prep.i, prep.right_edge.i + 1, stops)
    while first < word.i and doc[first].lower_ in _OPENERS:
        first += 1
    first, end = trim(doc, first, min(end, first + _LONGEST))
    return _clean(table(doc).of(first, end)) if end > word.i else word.text


def _reach(doc: Doc, first: int, stop: int, stops: Collection[int]) -> int:
    end = first
    for index in range(first, stop):
        token = doc[index]
        if index in stops or token.is_space or (token.is_punct and token.text not in {"-", "'"}):
            break
        if token.dep_ in {"relcl", "mark"} or token.tag_ in {"WDT", "WP", "VBD"}:
            break
        end = index + 1
    while end > first and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ", "PART"}:
        end -= 1
    return end


def _nominal(doc: Doc, verb: Token, noun: str, stops: Collection[int]) -> str:
    who = [t for t in subjects(verb)[:3] if t.pos_ != "PRON" and t.i not in stops]
    text = noun
    if who and not all(_is_anybody(t) for t in who):
        text += " of " + " and ".join(_short(doc, t, stops) for t in who)
    for thing in children(verb, "dobj")[:1]:
        if noun == "visit" and thing.ent_type_ == "GPE":
            continue  # the first of two stops, or the place itself, which is told apart
        if thing.pos_ != "PRON" and thing.i not in stops and thing.lower_ not in {"other", "face"}:
            text += (" to " if noun == "visit" else " with ") + _short(doc, thing, stops)
    for prep in verb.rights:
        if prep.dep_ == "prep" and prep.lower_ == "with":
            end = _reach(doc, prep.i, min(prep.right_edge.i + 1, prep.i + 10), stops)
            text += " " + table(doc).of(prep.i, end) if end > prep.i else ""
            break
    return _clean(text)


def _is_anybody(token: Token) -> bool:
    """ "Diplomats", "the two sides": words that name nobody."""
    alone = not any(c.dep_ in {"amod", "compound", "nmod", "poss"} for c in token.lefts)
    return alone and token.lemma_.lower() in _ANYBODY


def _short(doc: Doc, token: Token, stops: Collection[int]) -> str:
    first = token.i
    for child in reversed(list(token.lefts)):
        fits = (child.dep_ in _PRENOMINAL and child.tag_ != "WP$") or child.text == "-"
        if not fits or child.i in stops or child.right_edge.i + 1 < first or in_dateline(child):
            break
        first = child.left_edge.i
    first, outside = max(first, token.i - 6), find_people(doc).furniture
    while first < token.i and (
        doc[first].lower_ in _OPENERS or doc[first].tag_ == "POS" or outside[first]
    ):
        first += 1
    stop = token.i + 1
    of = stop < len(doc) and doc[stop].text == "of"
    if of and token.lemma_.lower() in _ANYBODY:
        stop = _reach(doc, stop, min(doc[stop].right_edge.i + 1, stop + 6), stops)
    return table(doc).of(first, stop)


def short_name(doc: Doc, token: Token, stops: Collection[int]) -> str:
    """A noun with the words before it that belong to it, without its article."""
    return _clean(_short(doc, token, stops))


def _clean(text: str) -> str:
    return " ".join(text.split())


def content_words(text: str) -> set[str]:
    """The words of a phrase that say something, cut to their first five letters."""
    return {w[:5] for w in _WORD.findall(text.casefold()) if w not in _EMPTY}


def noun_phrase(doc: Doc, noun: Token, stops: Collection[int]) -> str:
    """An event noun with its modifiers and topic, without days."""
    trigger = Trigger(noun.i, noun.lower_, "meeting", False, False)
    return what_of(doc, trigger, stops)


def verb_phrase(
    doc: Doc, verb: Token, stops: Collection[int], who: Sequence[Token] | None = None
) -> str:
    """A verb with its objects, up to the next day, clause or comma.

    With its subjects ``who`` it has the form that it takes behind them ("will begin" as "begins").
    """
    words: list[str] = []
    tokens: list[Token] = []
    stop = min(verb.right_edge.i + 1, verb.i + _LONGEST_CLAUSE)
    index = verb.i
    while index < stop:
        token = doc[index]
        closing = _closing(doc, index, stop)
        if closing is not None:
            index = closing + 1
            continue
        listed = token.text == "," and token.head.pos_ == "NOUN" and token.head.i > index
        if token.is_space or (token.is_punct and token.text not in _WITHIN and not listed):
            break
        if index > verb.i and token.dep_ in {"mark", "relcl"} and token.head.i == verb.i:
            break
        joint = index > verb.i + 1 and token.dep_ == "cc"
        if joint and (token.head.i == verb.i or _joins_to_day(token, stops)):
            break
        if (token.tag_ in {"WDT", "WP", "WRB"} or _opens_clause(token)) and not (
            index == verb.i + 1 and verb.lemma_ in _ANSWERING
        ):
            break
        if token.dep_ == "case" and token.head.i in stops:
            index += 1  # "'s" of "Tuesday's rally"
            continue
        if token.tag_ == "PRP$" and token.lower_ in _SPEAKERS_OWN:
            index += 1  # "to review (our) policy at (our) next meeting"
            continue
        if index not in stops:
            shown = token.text if index > verb.i or who is None else _finite(verb, who)
            if index > verb.i and index - 1 in stops and words:
                words[-1] = _article_before(words[-1], shown)
            words.append(shown + token.whitespace_)
            tokens.append(token)
        elif words and not _is_before_its_noun(token, stops):
            while words and (_leads_to_day(tokens[-1]) or _only_opens(tokens[-1], verb)):
                words.pop()
                tokens.pop()
            goes_on = index + 1 not in stops and _goes_on_with_noun(doc, index + 1, stop)
            if goes_on and not _is_object_from(verb, index + 1):
                break
        index += 1
    whole = _whole_phrase(tokens, verb)
    return balanced(_clean("".join(words[:whole]))) or verb.text


def _article_before(article: str, word: str) -> str:
    """ "a trial" of "an (August) trial": the article that fits the word that is left."""
    if article.strip().lower() not in {"a", "an"}:
        return article
    return article[0] + ("n " if word[:1].lower() in "aeio" else " ")


def _leads_to_day(token: Token) -> bool:
    """The "over" of "over the weekend", which goes with its day."""
    return token.lower_ in LOOSE_ENDS or (token.lower_ in _UP_TO_DAYS and token.pos_ != "NOUN")


def _joins_to_day(conjunction: Token, stops: Collection[int]) -> bool:
    """ "set to begin in August and completion is expected", parsed as August and completion."""
    day = conjunction.head
    joined = children(day, "conj") if day.i in stops and day.ent_type_ == "DATE" else []
    return any(c.pos_ in {"NOUN", "PROPN"} and c.i not in stops for c in joined)


def _only_opens(token: Token, verb: Token) -> bool:
    """The "starting" of "to stay at home starting on Friday"."""
    opens = token.tag_ == "VBG" and token.lemma_ in _OPENING and token.i != verb.i
    return opens and not children(token, "dobj", "nsubj", "aux")


_UP_TO_DAYS = frozenset("over into throughout during about around approximately roughly".split())


def _whole_phrase(tokens: Sequence[Token], verb: Token) -> int:
    """How many tokens of a phrase that was cut can stay: up to the last that is complete.

    What belongs to a word behind the cut ("legal and human" of "human resources"), a verb that
    has lost its complement ("to decide" of "to decide which") and loose ends go.
    """
    end = len(tokens)
    while end > 1:
        last = tokens[end - 1]
        if last.lower_ == "order" and tokens[end - 2].lower_ == "in":
            end -= 2
        elif last.lower_ in LOOSE_ENDS or _is_left_open(last, verb):
            end -= 1
        else:
            break
    return end


_SPEAKERS_OWN = frozenset({"my", "our", "your"})
_OPENING = frozenset({"start", "begin"})
_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "oprd"})


def _is_left_open(last: Token, verb: Token) -> bool:
    """Whether the last word of a phrase lacks what stands behind it in the text."""
    if last.i == verb.i or last.is_punct:
        return False
    if last.head.i > last.i and last.dep_ in _PRENOMINAL | {"det", "aux", "advmod", "mark"}:
        return not last.is_sent_end
    cut_off = any(c.i > last.i for c in last.rights)
    if cut_off and (last.dep_ == "prep" or (last.tag_ == "VBG" and last.lemma_ in _OPENING)):
        return True  # "during (which ...)", "starting (June 1)"
    loses = any(c.i > last.i and c.dep_ in _COMPLEMENTS for c in last.rights)
    return last.tag_ in {"VB", "VBG"} and last.dep_ in {"advcl", "xcomp", "acl", "pcomp"} and loses


def balanced(phrase: str) -> str:
    """A phrase whose last quotation mark is closed, else without it."""
    for opening, closing in (('"', '"'), ("“", "”")):
        marks = phrase.count(opening) + (phrase.count(closing) if closing != opening else 0)
        if marks % 2:
            cut = phrase.rfind(opening) if opening in phrase else phrase.find(closing)
            phrase = f"{phrase[:cut]}{phrase[cut + 1 :]}"
    opened = phrase.rfind("‘")
    if opened > 0 and "’" not in phrase[opened:]:
        phrase = phrase[:opened]  # an apostrophe cannot be told from the mark that closes
        kept = phrase.split()
        while kept and kept[-1].lower() in LOOSE_ENDS:
            kept.pop()
        return " ".join(kept)
    return " ".join(phrase.split())


def _closing(doc: Doc, index: int, stop: int) -> int | None:
    """Where the bracket closes that opens here: "the 20 billion euro ($22 billion) deal"."""
    if doc[index].text not in {"(", "["}:
        return None
    inside = range(index + 1, min(stop, index + _LONGEST_ASIDE))
    return next((i for i in inside if doc[i].text in {")", "]"} and i + 1 < stop), None)


def _is_before_its_noun(token: Token, stops: Collection[int]) -> bool:
    """ "in (Sunday) shows in Lima": a day that only describes the noun behind it."""
    node = token
    while node.head.i in stops and node.head.i != node.i:
        node = node.head
    modifies = node.dep_ in {"compound", "nmod", "amod"} and node.head.i > token.i
    return modifies and node.head.pos_ in {"NOUN", "PROPN"}


def _is_object_from(verb: Token, index: int) -> bool:
    """ "will issue (on Friday) an open letter": the object that stands behind the day."""
    return any(c.left_edge.i == index for c in children(verb, "dobj"))


def _goes_on_with_noun(doc: Doc, index: int, stop: int) -> bool:
    """ "office (next January) ... election": what was before a day does not go with the noun."""
    return index < stop and doc[index].pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"}


def _opens_clause(token: Token) -> bool:
    if token.dep_ == "prep" and token.lower_ in {"before", "after", "without", "despite"}:
        return any(c.dep_ == "pcomp" for c in token.children)
    return token.dep_ == "mark" and token.lower_ not in {"whether", "that", "to"}


def _finite(verb: Token, who: Sequence[Token]) -> str:
    """ "The walkout would begin" as "walkout begins", "is shutting down" as "to shut down"."""
    if verb.tag_ == "VBG":
        return f"to {verb.lemma_}"
    alone = len(who) == 1 and (who[0].tag_ in {"NN", "NNP"} or who[0].lower_ == "it")
    if verb.tag_ == "VB" and verb.lemma_ == "be":
        return "is" if alone else "are"
    if verb.tag_ != "VB" or not alone or verb.lemma_ == "have":
        return verb.text
    return third_person(verb.text)


def third_person(verb: str) -> str:
    """ "begin" as "begins": a verb's base form as it stands after "it"."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def who_is(doc: Doc, tokens: Sequence[Token]) -> str | None:
    """The people or things of some noun phrases as one short text, or None for pronouns."""
    named = [_short(doc, t, frozenset()) for t in tokens[:3] if t.pos_ != "PRON"]
    return _clean(" and ".join(named)) or None
