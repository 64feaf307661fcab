"""Which list of subscriptions a file is: OPML, or newsboat's ``urls``; told by its beginning."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import IntakeError
from briefing.intake.feeds.newsboat import read_urls
from briefing.intake.feeds.opml import Imported, read_opml
from briefing.intake.formats.decoding import MAX_TEXT

_BEFORE_A_TAG = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # byte order marks, the zeros of UTF-16, blanks


def read_subscriptions(path: Path) -> Imported:
    """The subscriptions of a file, and what of it was left out. Raises ``IntakeError``."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_TEXT + 1)
    except OSError as error:
        raise IntakeError(str(path), error.strerror or str(error), "Check the path") from error
    read = read_opml if raw.lstrip(_BEFORE_A_TAG).startswith(b"<") else read_urls
    return read(raw, str(path))
