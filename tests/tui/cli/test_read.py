"""``brief read`` as a user runs it: the list, a number, an id, words, completion."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from tui.cli.main import main


def brief(home: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        main, arguments, env={"BRIEF_HOME": str(home), **environment}, prog_name="brief"
    )


def test_the_list_can_be_given_back_number_by_number(home: Path) -> None:
    listed = brief(home, "read", "--as-of", "2024-03-14")
    assert listed.exit_code == 0
    for number in range(1, 5):
        read = brief(home, "read", str(number), "--as-of", "2024-03-14")
        title = " ".join(read.stdout.splitlines()[0].split())
        assert f"{number}. {title}"[:60] in listed.stdout
        assert "Found in it: " in read.stdout


def test_an_article_is_read_by_its_id_whatever_the_day(home: Path) -> None:
    done = brief(home, "read", "ferry-strike", "--as-of", "2023-01-01")
    assert done.stdout.startswith("Ferry crews give the line until Friday\n")


def test_words_of_a_title_lead_to_it_else_words_of_a_text(home: Path) -> None:
    assert brief(home, "read", "ferry", "CREWS").stdout.startswith("Ferry crews")
    assert brief(home, "read", "no sailing is").stdout.startswith("Ferry crews")


def test_words_of_several_titles_list_them_with_what_to_give_back(home: Path) -> None:
    done = brief(home, "read", "ambra", "--as-of", "2024-03-11")
    assert done.exit_code == 0
    assert done.stdout.startswith("Envoys of three states meet in Lisbon")
    done = brief(home, "read", "porto", "--as-of", "2024-03-11", "--days", "1")
    assert "articles have these words; name one" in done.stderr
    assert "\nporto-moved. " in f"\n{done.stdout}"
    assert "\n1. Envoys" in f"\n{done.stdout}"


def test_what_is_not_there_is_an_error_that_says_what_to_do(home: Path) -> None:
    for asked in ("zork", "99"):
        done = brief(home, "read", asked)
        assert done.exit_code == 1
        assert f"{asked}: no article has these words. `brief read` lists the articles" in (
            done.stderr
        )
        assert not done.stdout


def test_the_shell_completes_ids(home: Path) -> None:
    done = brief(home, _BRIEF_COMPLETE="zsh_complete", COMP_WORDS="brief read p", COMP_CWORD="2")
    kinds = done.stdout.splitlines()
    assert "porto-moved" in kinds
    assert "Second round of the Ambra talks moved to Sunday" in kinds
    assert "ferry-strike" not in kinds
