from __future__ import annotations

import json
import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from briefing.unseen import UNSEEN, escaped

_CLASS = re.compile(f"[{UNSEEN}]")


def test_what_is_not_seen_is_not_printable() -> None:
    # Text that is printable as a whole is not searched for them.
    unseen = [chr(code) for code in range(sys.maxunicode + 1) if _CLASS.match(chr(code))]
    assert len(unseen) > 2048
    assert not [hex(ord(each)) for each in unseen if each.isprintable()]


@given(st.text(st.characters() | st.sampled_from("\x9b\u202e\ufeff\ud800"), max_size=40))
def test_an_escaped_line_of_json_reads_as_before_and_hides_nothing(text: str) -> None:
    line = json.dumps(text, ensure_ascii=False)
    assert not _CLASS.search(escaped(line))
    assert json.loads(escaped(line)) == text


def test_what_is_seen_stays_as_it_is() -> None:
    line = "“Grüße” aus Zürich\u00a0– ok"
    assert escaped(line) == line
