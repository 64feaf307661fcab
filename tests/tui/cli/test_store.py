from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pexpect
import pytest

from bench.filling import put_in
from briefing import nlp_model
from briefing.annotations.bookmarks import Bookmark
from briefing.annotations.reader_state import ReaderState
from briefing.corrections import correction_of
from briefing.model import Article, Entry, Span
from store.library import open_library
from tests.briefing.support import quote
from tests.tui.support.commands import Brief
from tui.cli.exit_codes import FAILED


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def fill(home: Path, days: list[datetime]) -> None:
    library = open_library(home / "data")
    put_in(
        library,
        [Entry(Article(f"{n:016x}", f"T{n}", "Words.", published=d)) for n, d in enumerate(days)],
    )
    library.close()


OLD, NEW = datetime(2001, 2, 3, tzinfo=UTC), datetime.now(UTC)


def test_the_doctor_finds_a_sound_store_sound(home: Path, brief: Brief) -> None:
    fill(home, [OLD, NEW])
    done = brief("doctor")
    assert done.exit_code == 0, done.output
    assert f"{home / 'data'}: 2 articles (0 analysed" in done.output
    assert "en_core_web" in done.output
    assert "defaults are used" in done.output
    assert "error" not in done.output


def test_the_doctor_compares_the_weights_of_the_model(
    brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlp_model, "weights_digest", lambda folder: "0" * 64)
    done = brief("doctor")
    assert done.exit_code == 1
    assert "its weights are not those released (SHA-256 000" in done.output
    assert "Reinstall brief" in done.output


def test_a_model_that_is_passed_over_is_said_once(
    home: Path, brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(home, [OLD])
    word = "en_core_web_trf is passed over: it needs no-such-parts"
    monkeypatch.setattr(nlp_model, "unusable", lambda: (word,))
    assert f"(the best one installed; {word})" in brief("doctor").stdout
    assert brief("print").stderr.count(f"brief: {word}\n") == 1
    assert word not in brief("print", "-q").stderr


def test_the_doctor_says_that_there_is_no_store_yet(brief: Brief) -> None:
    done = brief("doctor")
    assert done.exit_code == 0
    assert "there is no store yet" in done.output


def test_the_doctor_names_damage_and_repairs_it(home: Path, brief: Brief) -> None:
    fill(home, [OLD, NEW])
    (journal,) = (home / "data").glob("*.journal")
    raw = bytearray(journal.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    journal.write_bytes(raw)
    done = brief("doctor")
    assert done.exit_code == 1
    assert "brief doctor --repair" in done.output
    brief("doctor", "--repair")
    assert brief("doctor").exit_code == 0


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('app.quti = "x"', "Did you mean 'app.quit'?"),
        ('app.quit = "pagedwn"', "Did you mean 'pagedown'?"),
    ],
)
def test_the_doctor_finds_keys_that_are_none(
    home: Path, brief: Brief, keys: str, expected: str
) -> None:
    home.mkdir()
    (home / "config.toml").write_text(f"[keys]\n{keys}\n")
    done = brief("doctor")
    assert done.exit_code == 1
    assert expected in done.output


def test_the_doctor_reports_wrong_settings_with_the_rest(home: Path, brief: Brief) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[nlp]\nmodel = "no_such_model"\n')
    done = brief("doctor")
    assert done.exit_code == 1
    assert "model 'no_such_model': is not installed" in done.output
    assert "terminal" in done.output


def test_pruning_says_first_what_it_would_delete(home: Path, brief: Brief) -> None:
    fill(home, [OLD, OLD, NEW])
    assert "Give --keep-days or store.keep_days" in brief("prune").output
    dry = brief("prune", "--keep-days", "30", "--dry-run")
    assert "2 articles" in dry.output
    assert "would be deleted, 1 stay" in dry.output
    (home / "config.toml").write_text("[store]\nkeep_days = 30\n")
    done = brief("prune")
    assert done.exit_code == 0
    assert "2 articles" in done.output
    assert "0 articles" in brief("prune").output


def test_pruning_asks_on_a_terminal_when_there_is_anything_to_delete(home: Path) -> None:
    fill(home, [OLD, OLD, NEW])

    def answered(answer: str, *more: str) -> tuple[int, str]:
        child = pexpect.spawn(
            sys.executable,
            ["-c", "from tui.cli.main import main; main()", "prune", "--keep-days", "30", *more],
            env={**os.environ, "BRIEF_HOME": str(home)},
            encoding="utf-8",
            timeout=60,
        )
        if answer:
            child.expect("Delete 2 articles from before [0-9-]+ for good\\? \\[y/N\\]: ")
            child.send(answer)
        child.expect(pexpect.EOF)
        printed = child.before or ""
        child.close()
        return child.exitstatus, printed

    status, printed = answered("n\r")
    assert (status, "nothing was changed" in printed) == (FAILED, True)
    assert "would be deleted, 1 stay" in answered("", "--dry-run")[1]
    assert answered("y\r")[0] == 0
    assert "0 articles" in answered("")[1]
    fill(home, [OLD, OLD, NEW])
    assert answered("", "--yes")[0] == 0


def test_pruning_spares_what_is_marked_or_corrected(home: Path, brief: Brief) -> None:
    fill(home, [OLD, OLD, OLD, NEW])
    library = open_library(home / "data")
    ReaderState(library).toggle_marks([Bookmark(f"{0:016x}", "article")])
    article = library.article(f"{1:016x}")
    assert article is not None
    uttered = quote("Ana Lind", content="Words.", spans=(Span(0, 6),))
    library.put_correction(correction_of(uttered, article, NEW, None))
    library.close()
    for dry in (("--dry-run",), ()):
        done = brief("prune", "--keep-days", "30", *dry)
        assert "1 articles from before" in done.output
        assert "3 stay, 2 of them old but marked or corrected" in done.output
    library = open_library(home / "data")
    assert {e.article.id for e in library.entries()} == {f"{n:016x}" for n in (0, 1, 3)}
    library.close()


def test_a_backup_comes_back_and_keeps_what_it_replaces(
    home: Path, brief: Brief, tmp_path: Path
) -> None:
    fill(home, [OLD])
    copy = tmp_path / "copy.json"
    assert "1 articles" in brief("backup", str(copy)).output
    fill(home, [OLD, NEW])
    done = brief("restore", str(copy))
    assert done.exit_code == 0
    assert "Restored 1 articles" in done.output
    kept = Path(done.output.partition("kept in ")[2].strip())
    assert "Restored 2 articles" in brief("restore", str(kept)).output


def test_what_is_no_backup_changes_nothing(home: Path, brief: Brief, tmp_path: Path) -> None:
    fill(home, [OLD])
    bad = tmp_path / "bad.json"
    for raw in (b"", b"{}", b"\x00\xff", b'{"articles": {"1": '):
        bad.write_bytes(raw)
        done = brief("restore", str(bad))
        assert done.exit_code == 1
        assert str(bad) in done.output
    assert brief("restore", str(tmp_path / "none.json")).exit_code == 1
    assert "1 articles" in brief("doctor").output
