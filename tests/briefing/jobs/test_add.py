"""What of a folder is read, and what is said to be skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.jobs.add import articles_of, skipped_words, sorted_inputs
from briefing.jobs.documents import As, files_of

PARAGRAPH = "<p>The ferry to Vik runs again, said the harbour master, who had waited for it.</p>"
PAGE = f"<!doctype html><title>Ferry resumes</title><body><article>{PARAGRAPH * 6}</article>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a seed, documents, a Maildir, and what is no article."""
    root = tmp_path / "inbox"
    (root / "old").mkdir(parents=True)
    for part in ("cur", "new", "tmp"):
        (root / "mail" / part).mkdir(parents=True)
    (root / "a.txt").write_text("Ferry stops\n20220111\n\nThe ferry to Vik stops.\n", "utf-8")
    (root / "old" / "b.HTML").write_text(PAGE, "utf-8")
    (root / "old" / "c.md").write_text("# Harbour opens\n\nThe harbour of Vik opens.\n", "utf-8")
    (root / "mail" / "new" / "1641900000.M1").write_text(
        "From: desk@example.org\nDate: Tue, 11 Jan 2022 08:00:00 +0000\nSubject: Note\n\nA note.\n",
        "utf-8",
    )
    for name in ("d.json", "e.jpg", "f.jpg", "README", ".hidden"):
        (root / name).write_text("{}", "utf-8")
    return root


def test_all_formats_of_a_folder_are_read(folder: Path) -> None:
    inputs = sorted_inputs([str(folder)])
    assert [path.name for path in inputs.files] == ["a.txt"]
    assert [path.name for path in inputs.documents] == ["1641900000.M1", "b.HTML", "c.md"]
    articles, errors = articles_of(inputs, ())
    assert not errors
    assert sorted(a.title for a in articles) == ["Ferry resumes", "Harbour opens", "Note"]
    assert {path.name for path in files_of([folder])} == {
        path.name for path in (*inputs.files, *inputs.documents)
    }


def test_what_is_skipped_is_said_by_its_endings(folder: Path) -> None:
    words = skipped_words(sorted_inputs([str(folder)]).skipped)
    assert words == "4 files skipped: 2 .jpg, 1 without an ending, 1 .json"
    assert skipped_words(()) == ""
    assert skipped_words([folder / "d.json"]) == "1 file skipped: 1 .json"


def test_what_is_about_the_folder_and_what_is_hidden_is_no_article(tmp_path: Path) -> None:
    for name in ("a.txt", "README.md", "license.txt", ".hidden/b.txt", "readme/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Ferry resumes\n20220110\n\nIt sails.\n")
    inputs = sorted_inputs([str(tmp_path)])
    assert inputs.files == (tmp_path / "a.txt", tmp_path / "readme/c.txt")
    assert inputs.skipped == (tmp_path / "README.md", tmp_path / "license.txt")


def test_a_folder_without_an_article_is_named_for_its_error(tmp_path: Path) -> None:
    (tmp_path / "e.jpg").write_bytes(b"no picture")
    for asked in (As(), As(form="transcript")):
        inputs = sorted_inputs([str(tmp_path)], asked)
        assert (inputs.files, inputs.documents) == ((tmp_path,), ())


def test_what_as_names_goes_to_the_reader_of_documents(folder: Path) -> None:
    inputs = sorted_inputs([str(folder)], As(form="transcript"))
    assert not inputs.files
    assert len(inputs.documents) == 4
