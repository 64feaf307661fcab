"""Verbs and nouns that turn the time of what hangs on them: plans, delays, demands, purposes."""

from __future__ import annotations

from briefing.extract.word_lists import word_lists

_WORDS = word_lists("time_words")

MODALS = _WORDS["modals"]
PLANNED = _WORDS["planned"]
PUT_OFF = _WORDS["put_off"]
MOVING = _WORDS["moving"]
LIMITS = _WORDS["limits"]
LIMITING = _WORDS["limiting"]
SCHEDULING = _WORDS["scheduling"]
IMPLICATIVE = _WORDS["implicative"]
PURPOSEFUL = _WORDS["purposeful"]
REPORTING = _WORDS["reporting"]
SAYING = _WORDS["saying"]
# "The firm reports results on Friday" is an appointment, whatever else is reported.
RESULTS = frozenset({"result", "earnings", "earning", "figure", "number"})
FOLLOWING = _WORDS["following"]
DEMANDING = _WORDS["demanding"]
BIDDING = frozenset({"call", "ask"})
POLLS = _WORDS["polls"]
FOUGHT = _WORDS["fought"]
HEARSAY = _WORDS["hearsay"]
APPOINTING = _WORDS["appointing"]
SITTINGS = _WORDS["sittings"]
# What is ordered or warned of holds ahead: "imposed a curfew from Friday to Sunday".
MEASURES = _WORDS["measures"]
IMPOSING = _WORDS["imposing"]
AWAITING = frozenset("face await anticipate eye".split())
ENDEAVOURS = _WORDS["endeavours"]
WEIGHING = _WORDS["weighing"]
CALLED_OFF = _WORDS["called_off"]
BEGINNING = _WORDS["beginning"]
PICTURED = _WORDS["pictured"]
