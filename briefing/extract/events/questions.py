"""Whether something is only asked: "Will the ferries run on Saturday?" says of nothing that it is.

Questions that begin with a question word are left alone: "When will the talks resume?" takes it for
granted that they will.
"""

from __future__ import annotations

from spacy.tokens import Doc

from briefing.extract.grammar.token_table import table

_HELPERS = frozenset(
    "will wo would can ca could may might shall should must is are was were do does did has have "
    "had".split()
)
_BEFORE = frozenset("and but so or then now".split())
_OPENS = frozenset({":", ";", "“", '"', "‘", "—", "–", "--", "?", "!"})
_REACH = 40  # tokens to either side of a word; a question that is longer is none that is read


def is_asked(doc: Doc, word: int) -> bool:
    """Whether the token of that index stands in a question that is answered by yes or no."""
    words, sentences = table(doc).lower, table(doc).sentence
    own = sentences[word]
    start = word
    while start and word - start < _REACH and sentences[start - 1] == own:
        if words[start - 1] in _OPENS:
            break
        start -= 1
    while start < word and (not words[start].strip() or words[start] in _BEFORE | _OPENS | {","}):
        start += 1
    if words[start] not in _HELPERS or start == word:
        return False
    for index in range(word + 1, min(len(words), word + _REACH)):
        if sentences[index] != own or words[index] in {".", "!", ";"}:
            return False
        if words[index] == "?":
            return True
    return False
