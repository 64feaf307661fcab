"""The parser's process: reads hostile bytes so that nobody else has to.

Requests come in on standard input, answers go out on standard output, each as four bytes of
length (big-endian) and that many bytes. A request is a JSON header line and the raw document; an
answer is JSON, so that even a process taken over by its input can only send plain values.
Start it as ``python -P -m briefing.intake.sandbox.worker``; ``sandbox.client`` does.
"""

from __future__ import annotations

import os
import resource
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Generic, TypeVar

import msgspec

from briefing.errors import BriefError
from briefing.intake.text import clean

T = TypeVar("T")

LENGTH = struct.Struct(">I")

_NO_CORE_DUMPS = (0, 0)  # soft and hard limit, in bytes
_SMALL_FILES = (1 << 27, 1 << 27)  # bytes; the language model unpacks into a temporary file


def _feed(raw: bytes, header: Mapping[str, str]) -> Any:
    from briefing.intake.formats.registry import parse_feed

    return parse_feed(raw, header["content_type"], header["base_url"])


def _page(raw: bytes, header: Mapping[str, str]) -> Any:
    from briefing.intake.formats.pages import read_page

    return read_page(raw, header["content_type"], header["base_url"])


def _links(raw: bytes, header: Mapping[str, str]) -> Any:
    from briefing.intake.formats.discover import feed_links

    return feed_links(raw, header["content_type"], header["base_url"])


def _document(raw: bytes, header: Mapping[str, str]) -> Any:
    from briefing.intake.formats.documents import read_document

    return read_document(raw, header["format"], header["content_type"], header["filename"])


_TASKS: dict[str, Callable[[bytes, Mapping[str, str]], Any]] = {
    "feed": _feed,
    "page": _page,
    "links": _links,
    "document": _document,
}


class Reply(msgspec.Struct, Generic[T], omit_defaults=True):
    """What the process sends back: a value, or the problem and its remedy."""

    value: T | None = None
    problem: str | None = None
    remedy: str | None = None


def answer(request: bytes) -> Reply[Any]:
    """What to send back for a request. Never raises."""
    first_line, _, raw = request.partition(b"\n")
    try:
        header = msgspec.json.decode(first_line, type=dict[str, str])
        return Reply(_TASKS[header["task"]](raw, header))
    except BriefError as error:
        return Reply(problem=clean(error.problem), remedy=error.remedy)
    except MemoryError:
        return Reply(problem="takes more memory than any feed should")
    except Exception as error:  # noqa: BLE001  whatever a parser raises is the input's fault
        return Reply(problem=f"cannot be read ({type(error).__name__})")


def limit_document(seconds: float) -> None:
    """Let the system end this process once a document has cost that much processor time.

    The signal has no handler: it must work while a parser written in C has the processor. Time
    that other programs of a busy machine take does not count. 0 takes the limit away.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)


def limit(memory: int) -> None:
    """Take away what reading needs not: memory beyond ``memory`` bytes, big files, core dumps."""
    for resource_kind, limits in (
        (resource.RLIMIT_CORE, _NO_CORE_DUMPS),
        (resource.RLIMIT_FSIZE, _SMALL_FILES),
        (resource.RLIMIT_AS, (memory, memory)),
    ):
        try:
            resource.setrlimit(resource_kind, limits)
        except (ValueError, OSError):
            continue


def serve(incoming: BinaryIO, outgoing: BinaryIO, seconds: float) -> None:
    """Say that the parsers are loaded, then answer requests until the input ends.

    ``seconds`` of processor time are what one document may cost.
    """
    _reply(outgoing, b"{}")
    while size := incoming.read(LENGTH.size):
        request = incoming.read(LENGTH.unpack(size)[0])
        limit_document(seconds)
        reply = msgspec.json.encode(answer(request))
        limit_document(0)
        _reply(outgoing, reply)


def _reply(outgoing: BinaryIO, reply: bytes) -> None:
    outgoing.write(LENGTH.pack(len(reply)) + reply)
    outgoing.flush()


def main() -> None:
    """Keep the pipes for the protocol alone: whatever a library prints goes nowhere."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    import feedparser  # noqa: F401  loaded before the clock of the first document starts

    import briefing.intake.formats.rss  # noqa: F401  as above

    limit(int(sys.argv[1]))
    try:
        serve(incoming, outgoing, float(sys.argv[2]))
    except (BrokenPipeError, KeyboardInterrupt, struct.error):
        os._exit(0)


if __name__ == "__main__":
    main()
