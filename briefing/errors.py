"""One tree of exceptions. Each says what happened, to what, and what to do about it."""

from __future__ import annotations


class BriefError(Exception):
    """Base of all errors that brief raises on purpose.

    ``thing`` names what failed (a file, a feed, a day), ``problem`` says how, ``remedy`` what the
    user can do, or None where nothing can be done. ``str()`` gives all three on one line.
    """

    def __init__(self, thing: str, problem: str, remedy: str | None = None) -> None:
        super().__init__(thing, problem, remedy)
        self.thing = thing
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.thing}: {self.problem}"
        return f"{line}. {self.remedy}" if self.remedy else line


class IntakeError(BriefError):
    """An input could not be turned into an article; the others are not touched by that."""


class SeedError(IntakeError):
    """A seed file is not in the seed format. ``thing`` is ``path:line``."""


class FeedError(IntakeError):
    """A feed could not be fetched or parsed."""


class AnalysisError(BriefError):
    """Articles could not be analysed, or the model could not be loaded."""


class StoreError(BriefError):
    """The store could not be read or written."""


class StoreCorrupt(StoreError):  # noqa: N818  (reads as what it is in an `except`)
    """The bytes on disk are not what was written."""


class StoreBusy(StoreError):  # noqa: N818  (as above)
    """Another process holds the store's write lock for too long; ``thing`` names the holder."""


class StoreTooNew(StoreError):  # noqa: N818  (as above)
    """A newer version of brief has written this store."""


class ExportError(BriefError):
    """A file could not be written; what stood there before still does."""


class UsageError(BriefError):
    """A request that makes no sense as asked: an unknown setting, an impossible day."""
