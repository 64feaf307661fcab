"""The map in CONTRIBUTING.md is of this house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
BUILDINGS = ("briefing", "store", "tui")


def folders_of_the_map() -> set[str]:
    """Every folder that the map of the buildings lists, with those that it is in."""
    drawn = GUIDE.split("```")[1]
    above: list[str] = []
    folders = set()
    for line in drawn.splitlines():
        if match := re.match(r"( *)([a-z_]+)/ ", line):
            above[len(match[1]) // 2 :] = [match[2]]
            folders.add("/".join(above))
    return {folder for folder in folders if folder.split("/")[0] in BUILDINGS}


def folders_of_the_house() -> set[str]:
    return {
        str(folder.relative_to(ROOT))
        for building in BUILDINGS
        for folder in (ROOT / building, *(ROOT / building).rglob("*"))
        if folder.is_dir() and folder.name != "__pycache__"
    }


def test_the_map_lists_every_folder_and_no_other() -> None:
    assert folders_of_the_map() == folders_of_the_house()


@pytest.mark.parametrize("path", re.findall(r"`((?:briefing|store|tui|tests)/[\w./]+)`", GUIDE))
def test_what_the_guide_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()
