"""Time is bounded by the parser's own limit here; a busy machine fails no property."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
