"""One finding that a watch has found, as the JSON object that its command reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing.codec import finding_to_json
from briefing.digest.remarks import Finding, accounts_of
from briefing.rows import DeadlineRow, SpeakerRow, Statement, TalkRow
from tui.exports.objects import head_object
from tui.exports.selection import kinds_of
from tui.text.phrases import (
    TextOf,
    deadline_line,
    evidence_words,
    finding_line,
    plain,
    statement_line,
    talk_line,
)

ITEM_SCHEMA = 1
"""The number of the shape of an item; raised when a field goes or changes its meaning, and not for
another kind of finding, whose items have the same fields."""


def item_object(
    finding: Finding, speakers: Mapping[Statement, SpeakerRow], text_of: TextOf
) -> dict[str, Any]:
    """``kind``, a ``line`` to show, and for each account its article, its words, what was found.

    ``speakers`` gives the row that a statement stands in.
    """
    if isinstance(finding, Statement):
        kind = "quote"
        row = speakers[finding]
        line = f"{row.name or 'Speaker not given'}: {statement_line(finding, row)}"
    elif isinstance(finding, TalkRow):
        kind, line = "talk", talk_line(finding)
    elif isinstance(finding, DeadlineRow):
        kind, line = "deadline", deadline_line(finding, finding.when)
    else:
        kind, line = finding.kind, finding_line(finding)
    return {
        "schema": ITEM_SCHEMA,
        "kind": kind,
        "kinds": sorted(kinds_of(finding)),
        "line": plain(line),
        "accounts": [
            {
                "article": head_object(account.article),
                "words": evidence_words(account.evidence, text_of),
                "finding": finding_to_json(account.finding),
            }
            for account in accounts_of(finding)
        ],
    }
