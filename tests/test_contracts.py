"""The import contracts hold the whole house: every folder that has folders in it, and all of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
CONFIG: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
    "importlinter"
]
BUILDINGS = ("briefing", "store", "tui")


def folders_with_folders() -> list[str]:
    """Dotted names of the packages that hold packages, the buildings among them."""
    packages = [
        path.parent for building in BUILDINGS for path in (ROOT / building).rglob("__init__.py")
    ]
    inner = {package.parent for package in packages} - {ROOT}
    return sorted(".".join(folder.relative_to(ROOT).parts) for folder in inner)


@pytest.mark.parametrize("folder", folders_with_folders())
def test_each_folder_with_folders_has_layers_that_name_everything_in_it(folder: str) -> None:
    (layers,) = (c for c in CONFIG["contracts"] if c.get("containers") == [folder])
    assert layers["type"] == "layers"
    assert layers["exhaustive"] is True


def test_imports_for_types_alone_count() -> None:
    assert CONFIG.get("exclude_type_checking_imports", False) is False
    assert set(CONFIG["root_packages"]) == set(BUILDINGS)


def test_the_wall_before_the_store_is_around_all_of_the_face() -> None:
    (wall,) = (c for c in CONFIG["contracts"] if c.get("forbidden_modules") == ["store"])
    assert wall["source_modules"] == ["tui"]
    assert wall["ignore_imports"] == ["tui.composition.** -> store.**"]
