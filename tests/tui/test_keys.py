"""Every key has a name, says what it does and can be changed."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from tests.tui.support.bindings import every_binding
from tests.tui.support.drive import bar, make_app, press, rows, running, text_of
from tui import keys
from tui.settings.config import Config


@pytest.mark.parametrize("binding", list(every_binding()), ids=lambda b: b.id)
def test_a_binding_has_id_label_and_tooltip(binding: Binding) -> None:
    assert binding.id
    assert binding.description
    assert binding.tooltip


def test_ids_are_used_once() -> None:
    ids = [b.id for b in dict.fromkeys(every_binding())]
    assert len(ids) == len(set(ids))


async def test_keys_can_be_remapped_and_help_and_footer_follow() -> None:
    app = make_app(config=Config(keys={"list.down": "s", "list.open": "f5", "app.help": "f1"}))
    async with running(app) as (app, pilot):
        await press(pilot, "s", "s")
        assert rows(app).cursor == 2
        await press(pilot, "j")
        assert rows(app).cursor == 2
        assert "f5 open" in bar(app, "keys")
        await press(pilot, "f1")
        assert "f5                      Open what the row rests on" in text_of(app, "#help")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("pagedown", "PgDn"),
        ("ctrl+d", "^d"),
        ("shift+tab", "S-Tab"),
        ("question_mark", "?"),
        ("j", "j"),
    ],
)
def test_keys_are_called_by_their_usual_names(key: str, name: str) -> None:
    assert keys.key_name(key) == name
