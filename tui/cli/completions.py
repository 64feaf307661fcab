"""What the shell may complete: feeds, watches, names in the briefing, articles, files.

Each opens the store as a command would. What is wrong with it is said when the command runs, not
while one types: nothing is offered then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

import click

from briefing.errors import BriefError
from tui.cli.setup import Setup

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing

Completer: TypeAlias = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]

_Names: TypeAlias = "Iterable[tuple[str, str]]"
"""What is offered, each with a word on it."""


def _completer(names: Callable[[Setup, Desk], _Names]) -> Completer:
    def complete(
        ctx: click.Context,  # noqa: ARG001
        param: click.Parameter,  # noqa: ARG001
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from tui.text.phrases import plain

        setup = Setup()
        try:
            with setup.desk() as desk:
                offered = {plain(name): plain(about) for name, about in names(setup, desk)}
        except BriefError:
            return []
        begun = incomplete.casefold()
        return [
            CompletionItem(name, help=about or None)
            for name, about in offered.items()
            if name.casefold().startswith(begun)
        ]

    return complete


def _feeds(setup: Setup, desk: Desk) -> _Names:
    del setup
    return [(feed.title or feed.url, feed.url if feed.title else "") for feed in desk.feeds.all()]


def _watches(setup: Setup, desk: Desk) -> _Names:
    from briefing.watches.watch import described

    return [(w.name, described(w)) for w in desk.watches(setup.config.watches).all()]


def _own_watches(setup: Setup, desk: Desk) -> _Names:
    from briefing.watches.watch import described

    fixed = setup.config.watches
    return [(w.name, described(w)) for w in desk.watches(fixed).own() if w.name not in fixed]


def _briefing(setup: Setup, desk: Desk) -> Briefing:
    return desk.briefing(None, setup.config.briefing.days)


def _speakers(setup: Setup, desk: Desk) -> Iterator[tuple[str, str]]:
    for row in _briefing(setup, desk).speakers:
        if row.name and row.attribution in ("named", "body"):
            yield row.name, row.role or ""


def _places(setup: Setup, desk: Desk) -> Iterator[tuple[str, str]]:
    for row in _briefing(setup, desk).talks:
        if row.place:
            yield row.place, row.what


def _parties(setup: Setup, desk: Desk) -> Iterator[tuple[str, str]]:
    briefing = _briefing(setup, desk)
    for row in briefing.talks:
        yield from ((party, row.what) for party in row.parties)
    for due in briefing.deadlines:
        if due.who:
            yield due.who, due.what


def _articles(setup: Setup, desk: Desk) -> _Names:
    return [(ref.id, ref.title) for ref in _briefing(setup, desk).articles]


feeds, watches, own_watches = map(_completer, (_feeds, _watches, _own_watches))
speakers, places, parties = map(_completer, (_speakers, _places, _parties))
articles = _completer(_articles)


def _left_to_the_shell(kind: str) -> Completer:
    """Names that the shell completes itself: those of a ``file`` or a ``dir``."""

    def complete(
        ctx: click.Context,  # noqa: ARG001
        param: click.Parameter,  # noqa: ARG001
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=kind)]

    return complete


files, folders = map(_left_to_the_shell, ("file", "dir"))
