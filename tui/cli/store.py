"""``brief doctor``, ``prune``, ``backup`` and ``restore``: looking after the store."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.errors import AnalysisError, BriefError, UsageError
from briefing.files import is_stream
from tui.cli.confirm import confirm, is_asked, yes_option
from tui.cli.exit_codes import FAILED
from tui.cli.listing import echo_object, json_option
from tui.cli.output import echo, report
from tui.cli.targets import Target, mkdir_option, prepare, refuse_terminal

if TYPE_CHECKING:
    from tui.cli.setup import Setup
    from tui.composition.upkeep import Health

_PACKAGES = ("textual", "spacy", "tinydb", "feedparser")


@click.command("doctor")
@click.option("--repair", "mend", is_flag=True, help="Put a damaged store right, keeping it aside.")
@json_option
@click.pass_obj
def doctor_command(setup: Setup, mend: bool, as_json: bool) -> None:
    """Check store, settings, model and terminal, and say what to do.

    The exit status is 1 if something is wrong that endangers data or keeps brief from working.
    """
    from tui.composition import upkeep

    folder = setup.home.data
    facts: dict[str, str] = {}
    if mend:
        facts["repair"] = str(upkeep.repair(folder) or "nothing was damaged")
    health = upkeep.examine(folder)
    wrong = not health.sound
    facts |= {"versions": _versions(), "store": _store(health)}
    for name, look in (("settings", _settings), ("model", _model), ("terminal", _terminal)):
        try:
            facts[name] = look(setup)
        except BriefError as error:
            wrong = True
            facts[name] = f"error: {error}"
    if as_json:
        import msgspec

        complaints = msgspec.to_builtins(health.complaints)
        echo_object({"sound": not wrong, **facts, "complaints": complaints})
    else:
        for name, fact in facts.items():
            echo(f"{name.ljust(9)} {fact}")
        for complaint in health.complaints:
            remedy = f". {complaint.remedy}" if complaint.remedy else ""
            echo(f"{complaint.level}: {complaint.thing}: {complaint.problem}{remedy}")
    if wrong:
        sys.exit(FAILED)


def _versions() -> str:
    from importlib.metadata import version

    python = ".".join(map(str, sys.version_info[:3]))
    others = (f"{package} {version(package)}" for package in _PACKAGES)
    return f"brief {version('brief-desk')}, Python {python}, {', '.join(others)}"


def _store(health: Health) -> str:
    counts, found = health.counts, health.found
    if counts is None or found is None:
        return str(health.folder)
    size = sum(health.sizes.values()) / (1 << 20)
    findings = ", ".join(f"{number:,} {plural}" for plural, number in found.items())
    return (
        f"{health.folder}: {counts.articles:,} articles ({counts.analysed:,} analysed, "
        f"{counts.samples} samples), {findings}, {counts.feeds} feeds; {size:.1f} MiB, "
        f"schema {health.schema}"
    )


def _settings(setup: Setup) -> str:
    path = setup.home.config_file
    there = path.exists()
    as_set = setup.config  # raises if the file makes no sense
    if as_set.keys:
        from tui.settings.keymap import check_keymap

        check_keymap(as_set.keys, f"{path}: keys")
    how = "read" if there else "not there; defaults are used"
    return f"{path}: {how}; briefings cover {as_set.briefing.days} days"


def _model(setup: Setup) -> str:
    from briefing.nlp_model import choose_model, damage, unusable

    analyser = setup.analyser()
    wanted = setup.config.nlp.model
    why = "the best one installed" if wanted == "auto" else "named in the settings"
    model = choose_model(wanted)
    if found := damage(model):
        raise AnalysisError(f"model {model}", found, "Reinstall brief")
    passed_over = "".join(f"; {each}" for each in unusable()) if wanted == "auto" else ""
    return f"{analyser.name} ({why}{passed_over})"


def _terminal(setup: Setup) -> str:
    from tui.terminal import capabilities

    face = capabilities.prepare(
        dict(os.environ), theme=setup.config.tui.theme, ascii_only=setup.config.tui.ascii
    )
    return ", ".join(_terminal_facts(face.theme, face.ascii))


def _terminal_facts(theme: str, ascii_only: bool) -> Iterator[str]:
    yield os.environ.get("TERM") or "TERM is not set"
    if sys.stdout.isatty():
        size = os.get_terminal_size(sys.stdout.fileno())
        yield f"{size.columns}x{size.lines}"
    else:
        yield "no terminal on standard output"
    yield f"theme {theme}"
    yield "ASCII marks" if ascii_only else "UTF-8"
    if "SSH_CONNECTION" in os.environ:
        yield "over SSH"
    if "TMUX" in os.environ:
        yield "in tmux"
    if os.environ.get("NO_COLOR"):
        yield "no colours wanted"


@click.command("prune")
@click.option(
    "--keep-days", type=click.IntRange(min=1), metavar="N", help="Keep articles of this many days."
)
@click.option("--dry-run", is_flag=True, help="Say what would be deleted; delete nothing.")
@yes_option
@click.pass_obj
def prune_command(setup: Setup, keep_days: int | None, dry_run: bool, yes: bool) -> None:
    """Delete old articles with their findings.

    Without --keep-days, the age is store.keep_days of the settings. Samples stay, and articles in
    which something is marked or was corrected.
    """
    from briefing.annotations.reader_state import ReaderState
    from tui.cli.day_report import leave_report_after
    from tui.composition.upkeep import prune
    from tui.text.look import count

    days = keep_days or setup.config.store.keep_days
    if not days:
        raise UsageError(
            "prune", "nothing says how long to keep articles", "Give --keep-days or store.keep_days"
        )
    with setup.library() as library:

        def spare() -> set[str]:
            corrected = {correction.article_id for correction in library.corrections()}
            return corrected.union(ReaderState(library).bookmarks().articles)

        before = date.today() - timedelta(days=days)
        if not dry_run and is_asked(yes):
            old = prune(library, before, spare=spare, dry_run=True).articles
            if old:
                confirm(f"Delete {count(old, 'article')} from before {before} for good?", yes)
        pruned = prune(library, before, spare=spare, dry_run=dry_run)
    if pruned.articles and not dry_run:
        leave_report_after(setup)
    verb = "would be deleted" if dry_run else "deleted"
    report(
        f"{pruned.articles} articles from before {pruned.before} {verb}, {pruned.left} stay"
        + (f", {pruned.spared} of them old but marked or corrected" if pruned.spared else "")
        + ("" if dry_run else f"; {max(0, pruned.freed) / 1024:.0f} KiB freed")
    )


@click.command("backup")
@click.argument("file", type=Target())
@mkdir_option
@click.pass_obj
def backup_command(setup: Setup, file: Path, mkdir: bool) -> None:
    """Write the whole store to one FILE, while others read and write.

    - is standard output. A link is followed, and a pipe or a device is written to.
    """
    from tui.composition.upkeep import save_backup

    refuse_terminal(file, "backup")
    prepare([file], mkdir)
    saved = save_backup(setup.home.data, file)
    report(
        f"{saved.path}: {_documents(saved.documents)}, {saved.size / 1024:.0f} KiB",
        err=is_stream(file),
    )


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(setup: Setup, file: Path) -> None:
    """Put a backup FILE in place of the store, which is kept aside."""
    from tui.cli.day_report import leave_report_after
    from tui.composition.upkeep import restore_backup

    restored = restore_backup(setup.home.data, file)
    leave_report_after(setup)
    report(f"Restored {_documents(restored.documents)}")
    for kept in restored.kept:
        report(f"What was there before is kept in {kept}")


def _documents(by_table: dict[str, int]) -> str:
    shown = ("articles", "findings", "feeds")
    return ", ".join(f"{by_table.get(table, 0):,} {table}" for table in shown)
