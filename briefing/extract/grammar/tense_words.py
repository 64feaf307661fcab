"""Verbs and nouns that turn the time of what hangs on them: plans, delays, demands, motion."""

from __future__ import annotations

MODALS = frozenset(
    "will 'll ’ll wo shall would 'd ’d can ca could may might must should ought".split()
)
PLANNED = frozenset(
    "schedule slate plan set expect due book arrange fix tip propose target anticipate earmark "
    "intend reschedule postpone delay defer adjourn extend".split()
)
PUT_OFF = frozenset("postpone delay defer adjourn extend reschedule".split())
MOVING = frozenset(
    "have leave postpone delay defer adjourn extend push move shift suspend close bar ban "
    "reschedule schedule set fix plan hold bring remand give grant allow impose".split()
)
LIMITS = frozenset("deadline ultimatum cutoff cut-off target date".split())
LIMITING = frozenset("set impose give issue announce fix establish declare agree propose".split())
SCHEDULING = frozenset(
    "schedule set fix plan announce call order propose reschedule postpone delay defer adjourn "
    "extend impose give grant allow arrange convene declare confirm agree approve invite offer "
    "promise threaten seek expect face demand target want need await prepare organise organize "
    "vow pledge consider request".split()
)
IMPLICATIVE = frozenset(
    "manage fail force begin start continue cease help get go come use appear seem prove happen "
    "have attempt try strive struggle refuse decline neglect forget remember compel cause lead "
    "enable proceed stop rush "
    "turn choose survive live dare bother pause".split()
)
MOTION = frozenset(
    "fly travel arrive go gather come meet convene return visit assemble sit head march rally "
    "turn emerge appear take rise speak call release use vote work act intervene unite".split()
)
REPORTING = frozenset(
    "say tell report write announce add note state reveal quote cite claim comment".split()
)
SAYING = frozenset(
    "say tell report write announce add note state warn insist confirm claim explain reply "
    "deny declare".split()
)
# "The firm reports results on Friday" is an appointment, whatever else is reported.
RESULTS = frozenset({"result", "earnings", "earning", "figure", "number"})
FOLLOWING = frozenset("follow echo cite describe recall mirror stem mark".split())
DEMANDING = frozenset("ask demand request order call urge tell invite require want".split())
BIDDING = frozenset({"call", "ask"})
POLLS = frozenset("election referendum vote primary ballot runoff plebiscite".split())
FOUGHT = frozenset("win lose take sweep capture secure gain beat defeat hold elect run".split())
HEARSAY = frozenset("report say believe think appear seem know claim find allege rumor".split())
APPOINTING = frozenset("schedule set fix reschedule pick choose name".split())
AWAITING = frozenset("face await anticipate eye".split())
ENDEAVOURS = frozenset("attempt effort bid failure refusal inability try".split())
WEIGHING = frozenset("decide consider contemplate rule argue vote think talk".split())
CALLED_OFF = frozenset("cancel scrap abandon drop scupper shelve nix call annul".split())
BEGINNING = frozenset("start begin commence open end expire run take last effect".split())
# Under a picture the present is that of the picture: "A ferry is seen in Oslo on Monday".
PICTURED = frozenset("see picture photograph show depict film portray".split())
