"""Who heard a quote's words, as every face writes it."""

from __future__ import annotations

from briefing.model import Quote


def to_whom(quote: Quote) -> str:
    """``, to reporters, via Reuters``; who is both is named once. Empty when the article says
    neither."""
    via, to = quote.via, quote.addressee
    if via and to:
        # With what few rows need, as every start of brief imports this module.
        from briefing.names.people import fold

        if fold(via) == fold(to):
            via = None
    return "".join(f", {word} {name}" for word, name in (("to", to), ("via", via)) if name)
