"""The reference in docs/ says what keys, settings, commands and fields there are, and no others."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tui.cli.main import COMMANDS
from tui.cli.reference import commands, made
from tui.settings.catalogue import settings
from tui.settings.keymap import bindings_by_id

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name.rpartition("/")[2]: text for name, text in made().items()}


@pytest.mark.parametrize("name", made())
def test_what_is_made_in_docs_is_of_the_code_of_now(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == made()[name], "run `make reference`"


def test_every_binding_is_in_it(pages: dict[str, str]) -> None:
    for each in bindings_by_id():
        assert f"| `{each}` |" in pages["keys.md"]


def test_every_setting_is_in_it(pages: dict[str, str]) -> None:
    for setting in settings():
        assert f"| `{setting.name}` |" in pages["settings.md"]
        assert setting.meaning in pages["settings.md"]


def test_every_command_and_option_is_in_it(pages: dict[str, str]) -> None:
    page = pages["commands.md"]
    assert {context.command_path for _, context in commands()} >= {f"brief {c}" for c in COMMANDS}
    for command, context in commands():
        section = page.partition(f"# {context.command_path}\n")[2].partition("\n## ")[0]
        for option in command.params:
            if isinstance(option, click.Option) and option.expose_value:
                assert option.opts[0] in section, (context.command_path, option.opts)
