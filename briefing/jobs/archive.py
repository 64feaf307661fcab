"""Whole archives of articles, as JSON lines, in and out without the store.

The output is a folder of parts, each of the findings of a run of input lines, written at once, and
a manifest that says of each part which lines it was made from, and by what. A run goes on with the
parts that are missing, and makes those anew of which anything has changed since.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice

import msgspec

from briefing.analysis.analyser import Analyser
from briefing.codec import EXTRACT_SCHEMA
from briefing.errors import BriefError, IntakeError
from briefing.jobs.extract import extract_lines
from briefing.jobs.folders import DASH, STANDARD_INPUT, Folder, full_name
from briefing.nlp_model import model_digest
from briefing.ports import Progress

LINES_A_PART = 1_000  # articles: what an interruption costs at most
MANIFEST = "manifest.json"
MANIFEST_SCHEMA = 1  # of the manifest of parts, raised whenever older readers would misread it

_PART = re.compile(r"part-(\d{9})-(\d{9})\.jsonl")


class Problem(msgspec.Struct, frozen=True):
    """What was wrong with a line, as ``BriefError`` has it."""

    thing: str
    problem: str
    remedy: str | None


class Origin(msgspec.Struct, frozen=True):
    """What a part is made from and by: with the same again the same comes out.

    ``lines`` is the SHA-256 of the input lines; ``model`` is that of the files of the model, since
    one that was trained anew may keep its version; ``schema`` is the number of the shape of a row.
    """

    lines: str
    analyser: str
    model: str
    schema: int


class Part(msgspec.Struct, frozen=True):
    """A part: where it comes from, its own SHA-256, and what is wrong with lines that it is of."""

    origin: Origin
    findings: str
    problems: tuple[Problem, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """What stands in a folder of parts: the input that they are of, and each part by its name."""

    schema: int
    input: str
    parts: dict[str, Part]


class ArchiveReport(msgspec.Struct):
    """Input lines that were analysed now, and those whose part was there already.

    ``renewed`` are those of the first whose part was there, but of other lines or by another
    analyser; ``removed`` are the parts of lines that the input has no longer.
    """

    analysed: int = 0
    skipped: int = 0
    renewed: int = 0
    removed: int = 0


def analyse_archive(
    lines: Iterable[bytes],
    source: str,
    folder: Folder,
    analyser: Analyser,
    errors: list[BriefError],
    progress: Progress,
) -> ArchiveReport:
    """Analyse JSON lines (as of ``brief extract --jsonl``) into the parts that are missing, or were
    made from other lines or by another analyser.

    ``source`` is where they come from, as ``open_lines`` takes it; errors and the manifest name it.
    Memory holds one part at a time. Raises ``IntakeError`` if the folder holds the findings of
    another input.
    """
    name = STANDARD_INPUT if source == DASH else source
    stream = iter(lines)
    batch = list(islice(stream, LINES_A_PART))
    parts = _Parts(folder, full_name(source), batch)
    model = model_digest(analyser.model)
    report = ArchiveReport()
    first = 1
    while batch:
        last = first + len(batch) - 1
        part = part_name(first, last)
        origin = Origin(_digest(batch), analyser.name, model, EXTRACT_SCHEMA)
        if entry := parts.entry(part, origin):
            errors += [BriefError(each.thing, each.problem, each.remedy) for each in entry.problems]
            report.skipped += len(batch)
        else:
            wrong: list[BriefError] = []
            rows = extract_lines(batch, analyser, wrong, name, first, versions=True)
            content = "".join(f"{row}\n" for row in rows).encode()
            errors += wrong
            replaced = parts.put(part, content, origin, wrong)
            report.renewed += len(batch) if replaced else 0
            report.analysed += len(batch)
        progress(last, None, part)
        first = last + 1
        batch = list(islice(stream, LINES_A_PART))
    report.removed = _remove_gone(parts, name, first - 1, errors)
    return report


def _remove_gone(parts: _Parts, name: str, read: int, errors: list[BriefError]) -> int:
    """Take out the parts of lines after those ``read``, which the input has no longer; how many.

    A pipe may have broken, so that of standard input nobody knows.
    """
    gone = parts.remaining()
    if gone and name == STANDARD_INPUT:
        problem = f"ended after {read} lines; the findings of more lines stay where they are"
        errors.append(IntakeError(name, problem, "Remove them if they are of no use"))
        return 0
    if gone:
        parts.remove(gone)
    return len(gone)


def part_name(first: int, last: int) -> str:
    """The file with the findings of those input lines, counted from 1."""
    return f"part-{first:09}-{last:09}.jsonl"


def _range(part: str) -> tuple[int, int] | None:
    """The first and the last line that a part is of, None for what is no part."""
    match = _PART.fullmatch(part)
    return (int(match[1]), int(match[2])) if match else None


class _Parts:
    """The parts in a folder, and the manifest that is written after each of them.

    A run that is killed between a part and the manifest leaves a part that the manifest does not
    vouch for, which is made again.
    """

    def __init__(self, folder: Folder, name: str, first_lines: Sequence[bytes]) -> None:
        self._folder = folder
        present = folder.names()
        self._before = {part: within for part in present if (within := _range(part))}
        self._manifest = Manifest(MANIFEST_SCHEMA, name, {})
        if MANIFEST in present:
            before = _decoded(folder.read(MANIFEST))
            _refuse_other_input(before, name, first_lines)
            self._manifest.parts.update(before.parts)

    def entry(self, part: str, origin: Origin) -> Part | None:
        """The part, if it is there, undamaged, and of that origin."""
        entry = self._manifest.parts.get(part)
        if entry is None or part not in self._before or entry.origin != origin:
            return None
        if _digest([self._folder.read(part)]) != entry.findings:
            return None
        del self._before[part]
        return entry

    def put(self, part: str, content: bytes, origin: Origin, wrong: Iterable[BriefError]) -> bool:
        """Write a part in place of those of the same lines; whether there were any."""
        first, last = _range(part) or (0, 0)
        replaced = [
            each
            for each, (other_first, other_last) in self._before.items()
            if other_first <= last and first <= other_last
        ]
        self._folder.put(part, content)
        problems = tuple(Problem(each.thing, each.problem, each.remedy) for each in wrong)
        self._manifest.parts[part] = Part(origin, _digest([content]), problems)
        self._take_out(each for each in replaced if each != part)
        self._before.pop(part, None)
        self._write()
        return bool(replaced)

    def remaining(self) -> list[str]:
        """The parts that were there before and are of no lines that were read."""
        return sorted(self._before)

    def remove(self, parts: Iterable[str]) -> None:
        """Take parts out of the folder and the manifest."""
        self._take_out(parts)
        self._write()

    def _take_out(self, parts: Iterable[str]) -> None:
        for part in parts:
            self._folder.remove(part)
            self._before.pop(part, None)
            self._manifest.parts.pop(part, None)

    def _write(self) -> None:
        parts = dict(sorted(self._manifest.parts.items()))
        manifest = msgspec.structs.replace(self._manifest, parts=parts)
        self._folder.put(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def _decoded(manifest: bytes) -> Manifest:
    """Raises ``IntakeError`` for what another program, or a newer brief, has written."""
    try:
        decoded = msgspec.json.decode(manifest, type=Manifest)
    except msgspec.MsgspecError as error:
        remedy = "Take another folder, or move that file away to have all analysed again"
        raise IntakeError(MANIFEST, f"is no manifest of brief ({error})", remedy) from error
    if decoded.schema > MANIFEST_SCHEMA:
        raise IntakeError(MANIFEST, "was written by a newer brief", "Update this one")
    return decoded


def _refuse_other_input(manifest: Manifest, name: str, first_lines: Sequence[bytes]) -> None:
    """Raise ``IntakeError`` if the parts are of another input, which they would be lost to.

    An input that begins with the same lines has only been moved.
    """
    if manifest.input == name:
        return
    for part, entry in manifest.parts.items():
        within = _range(part)
        if within and within[0] == 1 and _digest(first_lines[: within[1]]) == entry.origin.lines:
            return
    problem = f"the folder holds the findings of another input, {manifest.input}"
    raise IntakeError(name, problem, "Take another folder")


def _digest(pieces: Iterable[bytes]) -> str:
    whole = sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()
