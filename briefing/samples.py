"""The sample articles that come with the program: into a library, and out of it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from briefing.clock import Clock
from briefing.ports import Library

if TYPE_CHECKING:
    from datetime import date

    from briefing.digest.first_screen import FirstScreen
    from briefing.model import Article, Findings

FINDINGS = "findings.json"
"""What was found in the samples, beside them: `make samples` writes it."""
FIRST_SCREEN = "first_screen.json"
"""The first screen of a library that holds nothing else: `make samples` writes it, too."""
_STATE = "samples"  # the state that says whether the user has seen or removed them


def sample_articles() -> Iterator[Article]:
    """The articles in ``seeds/``, marked as samples, in name order."""
    from importlib.resources import files

    from briefing.intake.seeds import SUFFIX, parse_seed

    for file in sorted(files("seeds").iterdir(), key=lambda file: file.name):
        if file.name.endswith(SUFFIX):
            yield replace(parse_seed(file.read_bytes(), file.name), sample=True)


def sample_findings() -> list[Findings]:
    """What the bundled model and the rules of this version find in them, in name order.

    So that a first launch shows rows without waiting for a model.
    """
    from importlib.resources import files

    from briefing.model import Findings

    return msgspec.json.decode(files("seeds").joinpath(FINDINGS).read_bytes(), type=list[Findings])


def sample_first_screen(today: date, days: int) -> FirstScreen | None:
    """What a first launch shows on that day before there is a library; None of other ``days``."""
    from importlib.resources import files

    from briefing.digest.first_screen import decode

    made = decode(files("seeds").joinpath(FIRST_SCREEN).read_bytes())
    return replace(made, today=today) if made is not None and made.days == days else None


class Samples:
    """The samples of one library. All methods may raise ``StoreError``."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock

    def welcome(self) -> bool:
        """Load them into an empty library, unless they were taken out; whether it did."""

        def load() -> bool:
            welcome = self.are_welcome()
            if welcome:
                self._put()
            return welcome

        # Looked at before, so that a library that cannot be written can be read all the same.
        return self.are_welcome() and self._library.atomically(load)

    def are_welcome(self) -> bool:
        """Whether the library holds no article, and nobody has taken them out of it."""
        return not self._library.counts().articles and self._library.state(_STATE) != "removed"

    def load(self) -> int:
        """Put them into the library; how many there are."""
        self._library.atomically(self._put)
        return len(self.ids())

    def _put(self) -> None:
        self._library.take_in(sample_articles(), self._clock())
        self._library.put_findings(sample_findings())
        self._library.set_state(_STATE, "loaded")

    def ids(self) -> tuple[str, ...]:
        """The ids of those that are in the library."""
        if not self._library.counts().samples:
            return ()
        return tuple(e.article.id for e in self._library.entries() if e.article.sample)

    def remove(self) -> int:
        """Take them out of the library, for good; how many there were."""

        def remove() -> int:
            removed = self._library.remove(self.ids())
            self._library.set_state(_STATE, "removed")
            return removed

        return self._library.atomically(remove)

    def retire(self) -> str:
        """Take them out, now that there are articles of the user's own.

        What to say of it, "" when there were none.
        """
        removed = self.remove()
        if not removed:
            return ""
        return (
            f"The {removed} sample articles were taken out, so that they do not mix with yours. "
            "`brief samples --load` brings them back."
        )
