"""Which blocks of a page are its article.

Two readings by trafilatura name them: a precise one, and a plain one that keeps more. Blocks of
the article's own container that the precise reading lost are added where the plain one or their
place and shape speak for them; teasers, calls to subscribe and the like are cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from briefing.intake.formats.item_parts import letters_of
from briefing.intake.formats.page_lines import is_furniture, opens_teasers, without_pointer
from briefing.intake.markup import BLOCKS, Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_NEVER_BODY = frozenset("aside nav footer form figure figcaption caption address header".split())
# Words in the id or class of an element that stands in an article without being part of it.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|recommend\w*|promo\w*|teasers?|newsletter\w*|sign-?up|share"
    r"|sharing|social\w*|comments?|byline|author-?(?:bio|info|box)|bio|caption|credit|read-?more"
    r"|most-?(?:read|popular)|trending|sponsor\w*|advert\w*|ad|ads|cookie\w*|consent|paywall"
    r"|subscri\w+|sidebar|breadcrumbs?|tags?|topics|outbrain|taboola|nav\w*|menu|footer|widget"
    r"|more-?(?:on|from|stories)|see-?also|inline-?links?|toolbar|disclaimer|hidden|hide|sr-only"
    r"|d-none|twitter-tweet|instagram-media|embed\w*|popup|modal)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_OF = 0.8  # of a reading's characters stand in the article's container
_LOST_MUCH = 0.5  # of the plain reading's characters; a precise one with less missed the article
_MATCH_LENGTH = 30  # letters; a shorter text is the same only as a whole line
_A_LINK = 0.8  # of a block's characters are links: a teaser, whatever stands around it
_HALF = 0.5  # of them
_FEWEST_WORDS = 5  # of a sentence that stands by itself


def article_lines(
    tree: Any, page: Sequence[Block], title: str, stated_body: str = "", standfirst: str = ""
) -> list[str]:
    """The paragraphs of a page's article in order.

    ``tree`` is the page as trafilatura loads it, without hidden elements, ``page`` its blocks.
    ``stated_body`` is the article's text as the page gives it to machines, ``standfirst`` its
    description of the article; of both only what the page also shows counts.
    """
    names = [letters_of(block.text) for block in page]
    precise = _matching(names, _reading(tree, favor_precision=True))
    plain = _matching(names, _reading(tree, include_tables=True))
    stated = _long(names, _matching(names, stated_body.splitlines()))
    if _size(page, precise) < _LOST_MUCH * _size(page, plain):
        precise = plain
    chosen = _completed(page, precise, plain, stated)
    chosen |= _standfirst(names, chosen, standfirst)
    return _without_furniture([page[n] for n in sorted(chosen)], title)


def _reading(tree: Any, **options: Any) -> list[str]:
    import trafilatura

    page: Any = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_formatting=False,
        **{"include_tables": False, **options},
    )
    text = getattr(page, "text", None)
    return text.splitlines() if isinstance(text, str) else []


def _matching(names: Sequence[str], lines: Iterable[str]) -> set[int]:
    """The numbers of the blocks whose words are among some lines."""
    sought = {name for line in lines if (name := letters_of(line))}
    numbers = {n for n, name in enumerate(names) if name in sought}
    rest = sought - {names[n] for n in numbers}
    joined = "\n".join(rest)
    for n, name in enumerate(names):
        if n in numbers or len(name) < _MATCH_LENGTH:
            continue
        # A block in a longer line, or most of a block that has lost a link or a button.
        if name in joined or any(2 * len(line) > len(name) and line in name for line in rest):
            numbers.add(n)
    return numbers


def _long(names: Sequence[str], numbers: set[int]) -> set[int]:
    return {n for n in numbers if len(names[n]) >= _MATCH_LENGTH}


def _standfirst(names: Sequence[str], chosen: set[int], description: str) -> set[int]:
    """The block above the article that says what the page's description says."""
    sought = letters_of(description)
    first = min(chosen, default=0)
    if len(sought) < _MATCH_LENGTH or any(sought in names[n] for n in chosen):
        return set()
    above = [n for n in range(first) if names[n] == sought]
    return set(above[-1:])


def _size(page: Sequence[Block], chosen: Iterable[int]) -> int:
    return sum(len(page[n].text) for n in chosen)


def _completed(
    page: Sequence[Block], precise: set[int], plain: set[int], stated: set[int]
) -> set[int]:
    """The precise reading, with what it lost of the article's containers."""
    if not precise and not stated:
        return set()
    seeds = precise | stated
    containers = _containers(page, seeds)
    inside = [number for number, block in enumerate(page) if _is_within(block.element, containers)]
    seeds_inside = [number for number in inside if number in seeds]
    first, last = min(seeds_inside, default=0), max(inside, default=0)
    parents = {page[number].element.getparent() for number in seeds_inside} | containers
    chosen = {number for number in seeds if number in inside or _is_prose(page[number])}
    for number in inside:
        block = page[number]
        if number in chosen or _stands_beside(block.element, containers):
            continue
        in_line = first < number <= last and _is_sibling(block.element, parents)
        if (number in plain and not _is_link(block)) or (in_line and _is_prose(block)):
            chosen.add(number)
        elif in_line and number and block.element.tag == "li":
            # A list that a sentence announces is part of the text, be its items links or not.
            follows = page[number - 1].text.endswith(":") or _same_list(page[number - 1], block)
            if follows and number - 1 in chosen:
                chosen.add(number)
    return chosen


def _is_sibling(element: _Element, parents: set[_Element | None]) -> bool:
    """Whether an element is one of the paragraphs that stand where chosen ones stand."""
    if element in parents:
        return True
    leaf = element.tag in ("p", "blockquote", "tr", "li") or not any(
        child.tag in BLOCKS and child.tag != "br" for child in element.iterdescendants()
    )
    around = element.getparent()
    if element.tag in ("tr", "li"):
        around = next((e.getparent() for e in element.iterancestors("table", "ul", "ol")), None)
    elif around is not None and around.tag == "blockquote":
        around = around.getparent()
    return leaf and around in parents


def _same_list(one: Block, other: Block) -> bool:
    return one.element.tag == "li" and one.element.getparent() is other.element.getparent()


def _is_link(block: Block) -> bool:
    return block.link_share > _A_LINK and not _SENTENCE_END.search(block.text)


def _containers(page: Sequence[Block], chosen: set[int]) -> set[_Element]:
    """The deepest element with most of the chosen text, and those that are built like it."""
    below: Counter[_Element] = Counter()
    for n in chosen:
        block = page[n]
        below[block.element] += len(block.text)
        for around in block.element.iterancestors():
            below[around] += len(block.text)
    enough = _MOST_OF * _size(page, chosen)
    best = min(
        (e for e, size in below.items() if size >= enough), key=lambda e: (below[e], -_depth(e))
    )
    return {best} | _alike(best)


def _alike(container: _Element) -> set[_Element]:
    """Elements built like a container, at the same depth: what stands between them parts a text."""
    kind = container.get("class")
    if not kind:
        return set()
    depth = _depth(container)
    near = set(islice(container.iterancestors(), 2))
    return {
        e
        for e in container.getroottree().iter(container.tag)
        if e.get("class") == kind
        and _depth(e) == depth
        and near & set(islice(e.iterancestors(), 2))
    }


def _depth(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_within(element: _Element, containers: set[_Element]) -> bool:
    return element in containers or any(e in containers for e in element.iterancestors())


def _stands_beside(element: _Element, containers: set[_Element]) -> bool:
    """Whether something between the block and its container says that it is no part of the text."""
    for around in (element, *element.iterancestors()):
        if around in containers:
            return False
        if around.tag in _NEVER_BODY:
            return True
        if _BESIDE.search(f"{around.get('id', '')} {around.get('class', '')}"):
            return True
    return False


def _is_prose(block: Block) -> bool:
    """Whether a block is a whole sentence, or a row or item with words beyond its links."""
    words = block.text.count(" ") + 1
    if block.element.tag == "tr":
        return block.link_share < _HALF
    return words >= _FEWEST_WORDS and bool(_SENTENCE_END.search(block.text))


def _without_furniture(article: Sequence[Block], title: str) -> list[str]:
    name = letters_of(title)
    lines: list[str] = []
    earlier: set[str] = set()
    skipping = False
    last: Block | None = None  # that was kept
    for block in article:
        letters = letters_of(block.text)
        if letters == name or letters in earlier:
            continue
        if opens_teasers(block.text):
            skipping = True
            continue
        if skipping and block.link_share > _HALF and not _SENTENCE_END.search(block.text):
            continue
        skipping = False
        if is_furniture(block.text, block.link_share) or (
            _is_link(block) and not _is_listed(block, last)
        ):
            continue
        if len(letters) >= _MATCH_LENGTH and _is_prose(block):
            earlier.add(letters)
        lines.append(without_pointer(block.text))
        last = block
    return lines


def _is_listed(block: Block, before: Block | None) -> bool:
    """Whether a link is a row of a table, or an item of a list that a sentence announces."""
    if block.element.tag != "li" or before is None:
        return block.element.tag == "tr"
    return before.text.endswith(":") or _same_list(before, block)
