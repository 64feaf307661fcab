"""Names of keys, and keys that two bindings would share."""

from __future__ import annotations

import pytest

from briefing.errors import UsageError
from tests.tui.support.bindings import every_binding
from tests.tui.support.drive import press, running
from tui.settings.keymap import (
    SCREENS,
    bindings_by_id,
    canonical,
    check_change,
    check_keymap,
    clashes,
    keys_of,
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("q", "q"),
        ("Q", "Q"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("comma", "comma"),
        ("ctrl+q", "ctrl+q"),
        ("Ctrl+Q", "ctrl+q"),
        ("^d", "ctrl+d"),
        ("^", "circumflex_accent"),
        ("S-Tab", "shift+tab"),
        ("PgDn", "pagedown"),
        ("PageDown", "pagedown"),
        ("Esc", "escape"),
        ("Bksp", "backspace"),
        ("F5", "f5"),
        ("alt+x", "alt+x"),
        ("ctrl+?", "ctrl+question_mark"),
        ("ctrl+shift+up", "ctrl+shift+up"),
        ("question_mark", "question_mark"),
        ("j, down ,  j", "j,down"),
        ("none", "none"),
        ("é", "é"),
    ],
)
def test_keys_may_be_called_as_they_are_shown(typed: str, key: str) -> None:
    assert canonical(typed, "x") == key


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("", "Write 'none'"),
        (" , ", "Write 'none'"),
        ("pagedwn", "Did you mean 'pagedown'?"),
        ("escpae", "Did you mean 'escape'?"),
        ("contrl+q", "is no key"),
        ("ctrl+foo", "is no key"),
        ("ctrl++", "is no key"),
        ("shift+q", "Write 'Q'"),
        ("f99", "is no key"),
        ("j, none", "stands alone"),
        ("zzzzzz", "Such as: j"),
    ],
)
def test_what_is_no_key_is_refused(typed: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        canonical(typed, "keys.app.quit")
    assert remedy in str(caught.value)
    assert "keys.app.quit" in str(caught.value)


def test_a_shared_key_is_told_with_the_screen_and_the_other_binding() -> None:
    with pytest.raises(UsageError, match=r"r is the key of app.fetch on: Desk"):
        check_change({}, "desk.next_pane", "r")
    assert check_change({"app.fetch": "f5"}, "desk.next_pane", "r") == "r"
    assert check_change({}, "article.next", "s") == "s"  # where there are no rows to sort
    with pytest.raises(UsageError, match=r"q is the key of list.down on: Desk"):
        check_change({"app.quit": "f10", "list.down": "q"}, "app.quit", None)


def test_keys_that_yield_by_design_are_no_clash() -> None:
    assert clashes({}) == []
    assert check_change({}, "feeds.add", "a") == "a"
    assert check_change({"app.articles": "A"}, "feeds.add", "A") == "A"


def test_what_the_file_gives_twice_is_found() -> None:
    twice = clashes(check_keymap({"app.quit": "z,f10", "list.down": "z"}, "x: keys"))
    assert {clash.ids for clash in twice} == {("list.down", "app.quit")}
    assert str(twice[0]) == "z is the key of list.down and app.quit on: Desk"


def test_only_digits_count() -> None:
    assert check_change({}, "count.digits", "4,5,6") == "4,5,6"
    assert check_change({}, "count.digits", "none") == "none"
    with pytest.raises(UsageError, match="of digits"):
        check_change({}, "count.digits", "f5")


def test_every_binding_is_on_a_screen() -> None:
    assert {binding.id for binding in every_binding()} == set(bindings_by_id())


def test_keys_of_a_binding_follow_the_settings() -> None:
    down = bindings_by_id()["list.down"]
    assert keys_of(down, {}) == ("j", "down")
    assert keys_of(down, {"list.down": "f5,question_mark"}) == ("f5", "question_mark")


SHOWN: dict[str, tuple[str, ...]] = {
    "Desk": (),
    "Speaker": ("1", "j", "enter"),
    "Story": ("b", "enter"),
    "Talk": ("2", "j", "enter"),
    "Watches": ("W",),
    "Feeds": ("f",),
    "Calendar": ("c",),
    "Map": ("P",),
    "Time line": ("T",),
    "Stories": ("b",),
    "Search": ("S", "e", "enter"),
    "Settings": ("comma",),
    "Article": ("a", "enter"),
    "Texts": ("exclamation_mark",),
    "Help": ("question_mark",),
    "Articles": ("a",),
    "Corrections": ("X",),
    "Lists": ("M",),
}


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_table_of_screens_tells_what_is_bound_there(screen: str) -> None:
    typed_in = {"Lines to type in": ("slash",), "Questions": ("enter", "x", "s")}
    keys = typed_in.get(screen) or SHOWN[screen]
    async with running() as (app, pilot):
        await press(pilot, *keys)
        bound = {active.binding.id for active in app.screen.active_bindings.values()}
        listed = {binding.id for group in SCREENS[screen] for binding in group}
        if screen in typed_in:
            assert listed <= bound
        else:
            assert {i for i in bound if i} <= listed
