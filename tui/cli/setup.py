"""What every command starts from: the user's folders and settings, their desk and library."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from typing import TYPE_CHECKING

from tui.cli.output import complain, detail, report

if TYPE_CHECKING:
    from briefing.analysis.analyser import Analyser
    from briefing.analysis.cluster import Cluster
    from briefing.desk import Desk
    from briefing.ports import Library
    from briefing.sources import Sources
    from tui.cache.first_screen import FirstScreenCache
    from tui.cache.report import Stamp
    from tui.composition.library import UserLibrary
    from tui.settings.config import Config, Home

_CERTAINLY_USED = 1 << 20  # bytes of a store: samples, and many subscriptions, take less

_COLLECT_EVERY = 100_000  # new objects: most commands are over before that many are made


def collect_seldom() -> None:
    """From now on garbage is looked for, as seldom as suits a command."""
    gc.set_threshold(_COLLECT_EVERY, 20, 20)
    gc.enable()


class Setup:
    """What every command starts from: the user's folders and settings, each read when needed."""

    def __init__(self) -> None:
        self._config: Config | None = None
        self._warned = False

    @property
    def home(self) -> Home:
        from tui.settings.config import home

        return home()

    @property
    def config(self) -> Config:
        if self._config is None:
            from tui.settings.config import load_config

            file = self.home.config_file
            self._config = load_config(file)
            detail(f"settings: {file}{'' if file.exists() else ' (not there: defaults)'}")
        return self._config

    def analyser(self, cluster: Cluster | None = None) -> Analyser:
        """An analyser as the settings want it; its workers start with the first work."""
        from briefing.analysis.analyser import Analyser

        nlp = self.config.nlp
        self._say_what_is_passed_over()
        detail(f"model: {nlp.model}{f', on {cluster.address}' if cluster else ''}")
        if cluster is None:
            return Analyser(model=nlp.model, tuned=nlp.tuned)
        analyser = Analyser(cluster.executor, nlp.model, nlp.tuned, cluster.cores)
        cluster.require(analyser.model)
        return analyser

    def analyser_name(self) -> str:
        """The name of the analyser that the settings want: what is kept rests on it, too."""
        from briefing.nlp_model import analyser_name, choose_model

        self._say_what_is_passed_over()
        return analyser_name(choose_model(self.config.nlp.model))

    def _say_what_is_passed_over(self) -> None:
        from briefing.nlp_model import unusable

        if self.config.nlp.model == "auto" and not self._warned:
            self._warned = True
            for word in unusable():
                report(f"brief: {word}", err=True)

    def stamp(self) -> Stamp:
        """What differs once anything was written to the user's library; opens nothing."""
        from tui.composition.library import stamp

        return stamp(self.home.data)

    def basis(self, desk: Desk) -> str:
        """What differs once something was written that an answer about a day may rest on.

        The number of the last write is only good as long as nobody has put older files back.
        """
        from tui.composition.library import snapshot_identity

        return repr((snapshot_identity(self.home.data), desk.answers_revision()))

    def may_be_new(self) -> bool:
        """Whether there may be no articles in the library but samples; opens nothing."""
        from tui.composition.library import size

        return size(self.home.data) < _CERTAINLY_USED

    def is_new(self) -> bool:
        """Whether there is no library yet; opens nothing."""
        return not self.stamp()

    def say_who_writes(self) -> None:
        """Say on standard error who writes to the library now, for whom a write has to wait."""
        from tui.composition.library import writer

        with suppress(OSError):
            if who := writer(self.home.data):
                report(f"{who} writes to the library: waiting for it, for some seconds", err=True)

    def retire_samples(self, desk: Desk) -> None:
        """Take the samples out, now that there are articles of the user's own, and say so."""
        if said := desk.samples.retire():
            report(said, err=True)

    def leave_front(self, desk: Desk, changed: bool = True) -> None:
        """Keep the first screen for the next start of the panes, if it is another one now."""
        page = self.usual_front_page()
        if changed or page.read() is None:
            page.make(desk)

    def usual_front_page(self) -> FirstScreenCache:
        """The first screen that is kept for a plain ``brief`` today."""
        return self.front_page(date.today(), None, self.config.briefing.days)

    def front_page(self, today: date, asked: date | None, days: int) -> FirstScreenCache:
        """The first screen that is kept for that question."""
        from tui.cache.first_screen import FirstScreenCache

        return FirstScreenCache(self.home.cache, today, asked, days)

    @contextmanager
    def library(self) -> Iterator[UserLibrary]:
        """The user's library, closed at the end; what it has to say goes to standard error."""
        from tui.composition.library import open_library

        with closing(open_library(self.home.data)) as library:
            try:
                yield library
            finally:
                _show_notices(library.notices)

    @contextmanager
    def desk(self, cluster: Cluster | None = None) -> Iterator[Desk]:
        """An open desk over the user's library, closed at the end whatever happens."""
        from briefing.desk import Desk

        quota = self.config.store.sources_mib

        def opened() -> Library:
            from tui.composition.library import open_library

            return open_library(self.home.data)

        def opened_sources() -> Sources:
            from tui.composition.library import open_sources

            return open_sources(self.home.data, quota)

        detail(f"store: {self.home.data}")
        made = Desk(opened, lambda: self.analyser(cluster), sources=opened_sources)
        with closing(made) as desk:
            try:
                yield desk
            finally:
                _show_notices(desk.notices)


def _show_notices(notices: tuple[str, ...]) -> None:
    for notice in notices:
        complain(notice)
