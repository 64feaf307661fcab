"""Whether panes that stay open for an hour hold at its end what they held after the first part.

``python -m bench.soak [--minutes 60] [--speed 1]``: the real command on a terminal over a store of
its own; a feed on loopback of which an article comes and another is edited every minute; another
process that fetches it every minute, and prunes every tenth; keys pressed all the while. With
``--speed 12`` a minute of all that takes five seconds. Memory, descriptors and children of the
panes, and what they take of a processor, are looked at once a minute; compared are the middles of
the second and the last third.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from bench.edits import CLASSES, Story, document, serving, story
from bench.measure import machine
from bench.start import _resize as resize

MINUTE = 60.0
SHOWN = 30  # articles that the feed shows at a time
PRUNE_EVERY = 10  # minutes
KEY_EVERY = 1.0  # seconds of a reader who looks around
REST = 5.0  # seconds for which the reader reads on after each minute, however fast all else is
KEYS = (
    *("j", "j", "j", "k", "\t", "1", "2", "3", "\r", "\x1b", "G", "g", "\x1b", "N", "\x1b"),
    *("a", "j", "\r", "v", "\x1b", "\x1b", "c", "\x1b", "[", "]", "t", "/", "o", "\x1b", "h"),
)
_PROGRAM = "from tui.cli.entry import run; run()"
_ENDING = 10.0  # seconds


class Sample(NamedTuple):
    """What the panes hold at a moment, and how many seconds of a processor they have had."""

    at: float
    mib: float
    descriptors: int
    children: int
    processor: float


class Panes:
    """``brief`` on a terminal of its own; what it paints is read and dropped."""

    def __init__(self, home: Path) -> None:
        self.pid, self._terminal = pty.fork()
        if not self.pid:
            os.environ.update(BRIEF_HOME=str(home), TERM="xterm-256color")
            os.execv(sys.executable, [sys.executable, "-c", _PROGRAM])
        resize(self._terminal)
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with suppress(OSError):
            while os.read(self._terminal, 65536):
                pass

    @property
    def are_open(self) -> bool:
        """Whether it still runs."""
        return os.waitpid(self.pid, os.WNOHANG) == (0, 0)

    def press(self, key: str) -> None:
        """Press a key. Raises OSError when the panes are there no longer."""
        os.write(self._terminal, key.encode())

    def sample(self) -> Sample:
        """Look at it now (Linux)."""
        process = Path(f"/proc/{self.pid}")
        status = dict(
            line.split(":\t", 1) for line in (process / "status").read_text().splitlines()
        )
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        children = [
            child
            for task in (process / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
        return Sample(
            time.monotonic(),
            int(status["VmRSS"].split()[0]) / 1024,
            len(list((process / "fd").iterdir())),
            len(children),
            sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK"),
        )

    def leave(self) -> int:
        """Leave by key; the exit status, or that of a signal as a negative number."""
        end = time.monotonic() + _ENDING
        while time.monotonic() < end:
            for key in ("\x1b", "\x1b", "q"):  # a line to type in has to be left first
                with suppress(OSError):
                    self.press(key)
                time.sleep(0.5)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class Outlet:
    """A feed that changes: an article comes, the oldest goes, another is edited."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._stories: dict[int, Story] = {}
        self._published: dict[int, str] = {}
        for number in range(SHOWN):  # some of them soon to be pruned
            self._come(timedelta(hours=6 * (SHOWN - number)))

    def _come(self, ago: timedelta = timedelta()) -> None:
        number = max(self._stories, default=0) + 1
        self._stories[number] = story(number, self._dice)
        self._published[number] = format_datetime(datetime.now(UTC) - ago, usegmt=True)
        if len(self._stories) > SHOWN:
            del self._stories[min(self._stories)]

    def change(self) -> None:
        """What happens in a minute."""
        self._come()
        number = self._dice.choice(list(self._stories))
        edited = self._dice.choice(list(CLASSES.values()))
        with suppress(ValueError, IndexError):  # what was edited before may have nothing to edit
            self._stories[number] = edited(self._stories[number], self._dice)

    def document(self, url: str) -> bytes:
        """The feed as it is now."""
        return document(self._stories, url, self._published)


def brief(home: Path, *arguments: str) -> None:
    """Run a command beside the panes, and raise for a failure."""
    subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        env={**os.environ, "BRIEF_HOME": str(home)},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def soak(home: Path, minutes: int, speed: float, watch: Callable[[Sample], None]) -> int:
    """Let all of it happen for so many minutes, each ``1 / speed`` as long; the exit status."""
    dice, over = random.Random(1), Event()
    outlet, documents = Outlet(dice), [b""]
    (home / "config.toml").write_text('[feeds]\nallow_hosts = ["127.0.0.1"]\n')

    def look_around(panes: Panes) -> None:
        keys = random.Random(2)
        with suppress(OSError):
            while not over.wait(REST):
                end = time.monotonic() + MINUTE / speed
                while time.monotonic() < end and not over.wait(KEY_EVERY / speed):
                    panes.press(keys.choice(KEYS))

    with serving(documents) as url:
        documents.append(outlet.document(url))
        brief(home, "feeds", "add", f"{url}/feed")
        brief(home, "fetch", "--all")
        panes = Panes(home)
        reader = Thread(target=look_around, args=(panes,), daemon=True)
        reader.start()
        for minute in range(1, minutes + 1):
            end = time.monotonic() + MINUTE / speed
            outlet.change()
            documents[:] = [outlet.document(url)]
            brief(home, "fetch", "--all")
            if not minute % PRUNE_EVERY:
                brief(home, "prune", "--keep-days", "7")
            time.sleep(max(0.0, end - time.monotonic()))
            if not panes.are_open:
                fault = home / "cache" / "fault.log"
                raise SystemExit(fault.read_text() if fault.exists() else "The panes have ended")
            watch(panes.sample())
        over.set()
        reader.join()
        return panes.leave()


class Part(NamedTuple):
    """The middles of a part of the samples; ``share`` is that of one processor."""

    mib: float
    descriptors: float
    children: float
    share: float

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Part:
        first, last = samples[0], samples[-1]
        return cls(
            statistics.median(s.mib for s in samples),
            statistics.median(s.descriptors for s in samples),
            statistics.median(s.children for s in samples),
            (last.processor - first.processor) / max(1e-9, last.at - first.at),
        )


def is_level(before: Part, after: Part) -> bool:
    """Whether the last part holds no more than the one before, but for what chance does.

    Of memory a twentieth and of the processor a quarter are within what two halves of one part
    differ by (``python -m bench.soak --minutes 60 --speed 12``).
    """
    return (
        after.mib <= before.mib * 1.05
        and after.descriptors <= before.descriptors + 1
        and after.children <= before.children + 1
        and after.share <= before.share * 1.25 + 0.02
    )


def main() -> None:
    """Print a line a minute and the comparison, and fail if anything grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--speed", type=float, default=1.0)
    given = parser.parse_args()
    if given.minutes < 6:
        parser.error("six minutes at the least: two for each third")
    print(machine())
    samples: list[Sample] = []

    def watch(sample: Sample) -> None:
        samples.append(sample)
        if len(samples) % max(1, given.minutes // 12) == 0:
            print(
                f"minute {len(samples):3}: {sample.mib:6.1f} MiB, {sample.descriptors:3} "
                f"descriptors, {sample.children:2} children, {sample.processor:6.1f} s",
                flush=True,
            )

    with tempfile.TemporaryDirectory() as place:
        status = soak(Path(place), given.minutes, given.speed, watch)
    third = len(samples) // 3
    before, after = Part.of(samples[third:-third]), Part.of(samples[-third:])
    for name, part in (("second third", before), ("last third", after)):
        print(
            f"{name:12}: {part.mib:6.1f} MiB, {part.descriptors:.0f} descriptors, "
            f"{part.children:.0f} children, {part.share:.2f} of a processor"
        )
    print(f"left with status {status}")
    if status or not is_level(before, after):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
