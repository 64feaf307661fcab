"""Reads and changes ``config.toml``; comments, order and form of what is not changed stay."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefing.errors import ExportError, UsageError
from tui.settings.catalogue import KEYS, Value, find_setting, read_value
from tui.settings.config import Config, parse_config, read_toml

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_PRIVATE = 0o600  # settings may name people and hosts
_ONE_AT_A_TIME = Lock()  # the panes change settings in threads


class FileSettings(Struct, frozen=True):
    """What a settings file amounts to, and the names of those that it sets: ``tui.theme``."""

    config: Config
    names: frozenset[str]


def read_settings(path: Path) -> FileSettings:
    """What the file says. Raises ``UsageError`` if that cannot be read or makes no sense."""
    raw, _ = read_toml(path)
    config = parse_config(raw, path.name)
    return FileSettings(config, frozenset(_flat(raw)))


def change(path: Path, name: str, text: str) -> FileSettings:
    """Give the setting of that name (``tui.theme``, ``keys.app.quit``) another value in the file.

    Raises ``UsageError`` for a name or a value that makes no sense, and for a file that does not;
    ``AnalysisError`` for a model that cannot be loaded; ``ExportError`` for a file that cannot be
    written. The file is as before then.
    """
    table, _, key = name.partition(".")
    if table == KEYS:
        from tui.settings.keymap import check_change

        value: Value = check_change(read_settings(path).config.keys, key, text)
    else:
        value = read_value(find_setting(name), text)
        if name == "nlp.model":
            from briefing.analysis.analyser import check_model

            check_model(text.strip())
    return _edit(path, name, value)


def unset(path: Path, name: str) -> FileSettings:
    """Take the setting out of the file, so that its default is in force. Raises as ``change``."""
    table, _, key = name.partition(".")
    if table == KEYS:
        from tui.settings.keymap import bindings_by_id, check_change

        if key in bindings_by_id():  # one that is none can always be taken out
            check_change(read_settings(path).config.keys, key, None)
    else:
        find_setting(name)
    return _edit(path, name, None)


def _edit(path: Path, name: str, value: Value | None) -> FileSettings:
    """Have ``value`` in the file, or nothing for None: that and only that is changed."""
    with _ONE_AT_A_TIME:
        return _edit_alone(path, name, value)


def _edit_alone(path: Path, name: str, value: Value | None) -> FileSettings:
    import tomlkit

    from briefing.files import write_whole

    raw, before = read_toml(path)
    parse_config(raw, path.name)
    wanted = _flat(raw)
    if value is None:
        if wanted.pop(name, None) is None:
            return read_settings(path)
    else:
        wanted[name] = list(value) if isinstance(value, tuple) else value
    document = tomlkit.parse(before)
    _put(document, name, wanted.get(name))
    after = _line_ends(tomlkit.dumps(document), before)
    made = tomllib.loads(after)
    config = parse_config(made, path.name)
    if _flat(made) != wanted:
        raise UsageError(
            str(path), f"{name} cannot be changed alone", "Change it with `brief config edit`"
        )
    target = path.resolve()  # a link to a file kept elsewhere stays a link
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else _PRIVATE
    with suppress(OSError):  # write_whole tells of it
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        write_whole(target, after.encode("utf-8"), mode=mode, durable=True)
    except ExportError as error:
        remedy = f"Nothing is changed; see to {target.parent}"
        raise ExportError(path.name, error.problem, remedy) from error
    return FileSettings(config, frozenset(wanted))


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """All values by their full names, in whatever form the tables are written."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def _put(document: TOMLDocument, name: str, value: Any) -> None:
    import tomlkit
    from tomlkit.items import Array, Table

    places = list(_places(document, name))
    if value is None:
        for table, key in places:
            del table[key]
        _drop_if_bare(document, name.partition(".")[0])
        return
    for table, key in places:
        if isinstance(table[key], Array):
            _renew(table[key], value)
        else:
            table[key] = value
    if places:
        return
    ref, _, rest = name.partition(".")
    if ref not in document:
        document[ref] = tomlkit.table()
    inner: Any = document[ref]
    while (ref := rest.partition(".")[0]) != rest and isinstance(inner.get(ref), dict):
        inner, rest = inner[ref], rest.partition(".")[2]
    if isinstance(inner, Table):
        inner.append(tomlkit.key(rest.split(".")) if "." in rest else rest, value)
    else:
        inner[rest] = value


def _drop_if_bare(document: TOMLDocument, name: str) -> None:
    """Take out the table of that name if nothing is left of it but its header."""
    from tomlkit.items import Table

    table = document[name]
    if isinstance(table, Table) and not table.as_string().strip() and not table.trivia.comment:
        del document[name]


def _places(
    table: MutableMapping[str, Any], name: str
) -> Iterator[tuple[MutableMapping[str, Any], str]]:
    """Where the setting stands, however its name is parted: ``app.quit``, ``"app.quit"``, …"""
    if name in table and not isinstance(table[name], dict):
        yield table, name
    parts = name.split(".")
    for cut in range(1, len(parts)):
        inner = table.get(".".join(parts[:cut]))
        if isinstance(inner, dict):
            yield from _places(inner, ".".join(parts[cut:]))


def _renew(array: Any, values: list[str]) -> None:
    """Make the list hold what is wanted; the lines of what stays in its place stay as they are."""
    for index in reversed(range(len(array))):
        if array[index] not in values or array[index] in list(array)[:index]:
            del array[index]
    staying = [value for value in values if value in array]
    if list(array) != staying:
        array.clear()
    for index, value in enumerate(values):
        if index >= len(array) or array[index] != value:
            array.insert(index, value)


def _line_ends(text: str, before: str) -> str:
    """The text with the line ends of the file as it was before."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in before else text
