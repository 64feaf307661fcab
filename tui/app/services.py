"""What the parts of the app share: what they show, how they work beside it, and how they speak."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from textual.app import App

from briefing.clock import Clock
from tui.app.messages import Messages
from tui.app.tasks import Tasks
from tui.context.session import Session


class Services(Struct, frozen=True, eq=False):
    """``clock`` gives the present moment with its zone; ``reload`` reads the briefing anew, and is
    to be called after what it is made of was changed.
    """

    app: App[None]
    session: Session
    tasks: Tasks
    messages: Messages
    clock: Clock
    reload: Callable[[], None]
