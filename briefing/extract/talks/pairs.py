"""Two who meet again: "They last met in January", behind a sentence that names both."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.extract.talks.mention import Mention

_BACK = 2  # sentences between the two, beyond which "they" may be others


def named_before(frames: Sequence[Mention], mention: Mention) -> Mention:
    """The mention, with the pair last told of where it says no more than "they" or "the two".

    ``frames`` are the meetings told of so far. Where more than two have met, or one of them is no
    person or state, "they" may be some of them, and nobody is guessed.
    """
    points = mention.verbal and mention.definite and not mention.parties and mention.distinct
    if not points or not frames:
        return mention
    last = max(frames, key=lambda frame: max(frame.words))
    near = mention.sentence - last.sentence <= _BACK
    pair = len(last.parties) == 2 and all(p.named for p in last.parties)
    return replace(mention, parties=last.parties) if near and pair else mention
