"""What identifies a speaker, and the name and role that are shown of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from briefing.merge.name_uses import NameUse
from briefing.names.bodies import bare_body, named_in
from briefing.names.common_nouns import is_common
from briefing.names.people import fold
from briefing.rows import Statement

_OWNER = re.compile(r"^.+['’]s (?=[A-Z]\S*$)")
"""Before a name: "Norway's Korvo" is called Korvo."""
_TITLE = 8  # words of a role that names an office; with more it tells what somebody has done


class SpeakerKey(Struct, frozen=True, gc=False):
    """What identifies a speaker: equal keys are one.

    ``name`` is folded; ``event`` is the first article of the event that the name is confined to, ""
    for a name that is not.
    """

    attribution: str
    name: str
    event: str = ""


def forms_of(uses: Iterable[NameUse], key: SpeakerKey) -> Mapping[str, int]:
    """The forms in which a speaker is written, with how often.

    Descriptions of a person are none of the names to choose from, and count as nothing.
    """
    forms: dict[str, int] = {}
    for use in uses:
        form = use.form
        if form.speaker:
            is_name = form.attribution in (key.attribution, "named")
            count = len(use.statements) if is_name else 0
            forms[form.speaker] = forms.get(form.speaker, 0) + count
    return forms


def proper_forms(forms: Mapping[str, int]) -> list[str]:
    """Those of the forms that are names and no common nouns."""
    return [form for form, count in forms.items() if count and not is_common(form)]


def shown_form(forms: Mapping[str, int]) -> str:
    """The form to show: a name if there is one, the longest of those, the commonest of these."""
    if len(forms) == 1:
        return next(iter(forms))
    chosen = proper_forms(forms) or list(forms)
    return chosen[0] if len(chosen) == 1 else min(chosen, key=lambda form: _rank(form, forms))


def _rank(form: str, forms: Mapping[str, int]) -> tuple[int, bool, int, int, str]:
    bare = len(fold(_OWNER.sub("", named_in(form) or bare_body(form))).split())
    return -bare, len(fold(form).split()) > bare, -forms[form], len(form), form


def role_of(uses: Iterable[NameUse]) -> str | None:
    """The role that most articles give; of equals the longest that is no description."""
    given = {
        (role, use.form.article_id)
        for use in uses
        for said in use.statements
        if (role := said.quote.role)
    }
    if not given:
        return None
    roles = Counter([role for role, _ in given])
    most = max(roles.values())
    foremost = [role for role, count in roles.items() if count == most]
    if len(foremost) == 1:
        return foremost[0]
    return min(foremost, key=lambda role: (len(role.split()) > _TITLE, -len(role), role))


def statements_of(uses: Sequence[NameUse]) -> tuple[Statement, ...]:
    """The statements under names of one speaker, the newest article's first, as articles have them.

    ``uses`` are those of the newest article first.
    """
    said: dict[str, list[Statement]] = {}
    for use in uses:
        own = said.get(use.form.article_id)
        if own is None:
            said[use.form.article_id] = [*use.statements]
        else:
            # An article's statements under several names follow each other as in its text.
            own += use.statements
            own.sort(key=lambda s: (s.quote.spans[0].start, s.index))
    return tuple(chain.from_iterable(said.values()))
