"""Who speaks where the parser has put another word at the head of the phrase.

A place, a ticker, a title that is cut in two, a relative pronoun, or what a body is.
"""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.people.person import Person
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.mentions import human, mention
from briefing.extract.quotes.resolution import Resolution

_TOGETHER = 5  # names in one phrase
_TITLE = 12  # rows from the first word of a title to the name
_OFFICES = frozenset("office campaign family team friends lawyers supporters aides".split())
BODIES = frozenset("ORG GPE NORP LOC FAC PRODUCT".split())


def called_behind(resolution: Resolution, noun: int) -> Rows | None:
    """The name of a body behind what it is: "industry tracker **IDC**", "a firm, **VTM**, said"."""
    tokens = resolution.context.tokens
    if tokens.tag[noun] != "NN" or tokens.entity[noun] in BODIES:
        return None
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] != "appos" or tokens.pos[kid] != "PROPN" or kid in resolution.people.at:
            continue
        rows = mention(resolution.context, kid)
        sure = tokens.entity[kid] == "ORG" or (
            tokens.word[kid].isupper() and len(tokens.word[kid]) > 1
        )
        after = rows[0] == noun + 1 and tokens.entity[kid] != "PERSON"
        near = after or (sure and rows[0] == noun + 2 and tokens.word[noun + 1] == ",")
        if not near or tokens.pos[rows[0]] not in ("PROPN", "DET"):
            return None
        dated = (i for i in range(kid + 1, rows[1]) if tokens.entity[i] in ("DATE", "TIME"))
        day = next(dated, rows[1])
        after_day = day < rows[1] and tokens.pos[day - 1] == "ADP"
        return rows[0], day - after_day
    return None


def named_behind(resolution: Resolution, noun: int) -> Person | None:
    """Who a title is that the parser has cut: "co | -founder Lind", "Bank (BON) head Lind"."""
    tokens, at = resolution.context.tokens, resolution.people.at
    cut = (
        noun + 1 < len(tokens)
        and tokens.word[noun + 1] == "-"
        and tokens.end[noun] == tokens.start[noun + 1]
    )
    bare = tokens.pos[noun] == "PROPN" and not any(
        tokens.dep[k] == "det" for k in tokens.kids[noun]
    )
    behind = noun + 2 if tokens.word[noun + 1 : noun + 2] == ["."] else noun + 1
    dotted = f"{tokens.lower[noun].removesuffix('.')}." in lists().ranks | lists().titles
    short = dotted and (behind > noun + 1 or tokens.word[noun].endswith("."))
    if short and behind in at and tokens.line[behind] == tokens.line[noun]:
        return at[behind]  # "said Lt. | Ana Lind", where the stop has ended the sentence
    for row in range(noun + 1, min(noun + _TITLE, len(tokens))):
        if row in at and tokens.line[row] == tokens.line[noun]:
            joined = tokens.lower[noun + 1] == "and" and is_role(tokens.lower[noun]) and bare
            return at[row] if cut or (joined and is_role(tokens.lower[row - 1])) else None
        if tokens.word[row] in (")", "]"):
            cut = any(is_role(word) for word in tokens.lower[row + 1 : row + 4])
        elif tokens.pos[row] in ("VERB", "AUX") or tokens.word[row] in (",", ".", ";", ":", "who"):
            return None
    return None


def leading_body(resolution: Resolution, rows: Rows, noun: int) -> Person | None:
    """The leader in "Party for the Sea leader Ana Lind", "Chief of Army Staff General Bo Berg".

    The name ends the phrase and its title stands behind a noun; a spokesman "for" or "of" them is
    somebody else.
    """
    tokens, people = resolution.context.tokens, resolution.people
    person = people.at.get(rows[1] - 1)
    if person is None or tokens.pos[noun] != "PROPN" or tokens.lower[noun] in _OFFICES:
        return None
    first = next(r[0] for r in person.mentions if r[1] == rows[1] or r[0] < rows[1] <= r[1])
    title = first - 1
    if not noun < title - 1 or tokens.pos[title - 1] not in ("NOUN", "PROPN"):
        return None
    leads = tokens.word[title].islower() and is_role(tokens.lower[title])
    body = leads and tokens.entity[noun] == "ORG" and not is_role(tokens.lower[noun])
    staff = tokens.lower[noun] == "chief" and tokens.lower[title] in lists().ranks
    return person if body or staff else None


def after_dateline(resolution: Resolution, row: int) -> int:
    """The name that the parser joins to the place before it: "OSLO, Norway Mayor Ana Lind said"."""
    t, people = resolution.context.tokens, resolution.people
    joined = (k for k in t.kids[row] if t.dep[k] in ("conj", "appos") and k in people.at)
    name = next(joined, None)
    return name if name is not None else _between(resolution, row)


def _between(resolution: Resolution, row: int) -> int:
    """The union of "OSLO — The Bakers' Union ruled", where the place is taken for the subject."""
    t, outside = resolution.context.tokens, resolution.people.furniture
    verb = t.head[row]
    first = next((i for i in range(row, verb) if not outside[i]), verb)
    bare = all(t.pos[i] not in ("VERB", "AUX", "PUNCT", "SCONJ") for i in range(first, verb))
    speaks = t.dep[row] == "nsubj" and first < verb and bare
    return verb - 1 if speaks and t.pos[verb - 1] in ("NOUN", "PROPN") else row


def before_ticker(resolution: Resolution, row: int) -> int:
    """The name before its ticker: "Harbour Inc [HRBR.UL] said"."""
    at = row
    while at > 0 and resolution.people.furniture[at]:
        at -= 1
    near = row - at <= 3 and resolution.context.tokens.pos[at] in ("PROPN", "NOUN")
    return at if near else row


def based_there(context: Context, row: int) -> Rows | None:
    """The name in "Bergen, Norway-based Harbour Inc" whose place this row is."""
    tokens = context.tokens
    for index in range(row + 1, min(row + 6, len(tokens) - 1)):
        if (
            tokens.lower[index] == "based"
            and tokens.word[index - 1] == "-"
            and tokens.pos[index + 1] == "PROPN"
        ):
            stop = index + 2
            while stop < len(tokens) and (tokens.pos[stop] == "PROPN" or _is_hyphen(context, stop)):
                stop += 1
            return index + 1, stop
        if tokens.pos[index] not in ("PROPN", "PUNCT"):
            return None
    return None


def _is_hyphen(s: Context, row: int) -> bool:
    """Whether a row is the hyphen inside a name: "T-Mobile"."""
    t = s.tokens
    glued = row + 1 < len(t) and t.end[row] == t.start[row + 1]
    return glued and t.word[row] == "-" and t.pos[row + 1] == "PROPN"


def joined_before(context: Context, noun: int, relative: int) -> list[int]:
    """The rows joined to a noun before its relative pronoun: "Lind and Moe, who say"; itself."""
    tokens, chain = context.tokens, [noun]
    for _ in range(_TOGETHER):
        after = (k for k in tokens.kids[chain[-1]] if tokens.dep[k] == "conj")
        row = next(after, relative)
        if not chain[-1] < row < relative:
            break
        chain.append(row)
    return chain


def before_relative(context: Context, noun: int) -> int:
    """The person whom a relative clause tells of, where the noun stands in one; else the noun."""
    verb = context.tokens.head[noun]
    for _ in range(4):
        if context.tokens.dep[verb] in ("relcl", "acl"):
            return human(context, noun, context.tokens.head[verb])
        verb = context.tokens.head[verb]
    return noun
