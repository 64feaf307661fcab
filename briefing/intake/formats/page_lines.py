"""Lines that stand in articles without being part of them, told by their words."""

from __future__ import annotations

import re

_TEASER = re.compile(
    r"(?:[\W_]*)(?:(?:read|see|watch|listen)\s+(?:more|also|next|now|this|on)\b(?:\s+(?:on|about|from)\b.{0,60})?"
    r"|related(?:\s+(?:stories|articles?|coverage|content|reading|topics?|links?))?"
    r"|more\s+(?:on\s+this(?:\s+story)?|from\s+.{1,40}|stories|reading|like\s+this)"
    r"|further\s+reading|recommended(?:\s+(?:stories|reading|for\s+you))?|see\s+more|also\s+read"
    r"|don['’]t\s+miss|must\s+read|trending(?:\s+now)?|most\s+(?:read|popular)|what\s+to\s+read\s+next"
    r"|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)|in\s+case\s+you\s+missed\s+it)\s*"
    r"(?:[:|>»→–—-]|$)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:sign\s+up\b(?!\s+(?:for\s+)?(?:to\s+)?(?:vote|fight))|subscribe\b|follow\s+(?:us|@|\w+(?:\s\w+)?\s+on\s+(?:x|twitter|facebook|instagram))"
    r"|like\s+us\s+on|join\s+(?:us|our)\b.{0,60}(?:whatsapp|telegram|facebook|newsletter|channel)|click\s+here\b"
    r"|download\s+(?:the|our)\s+.{0,30}app\b|get\s+(?:the|our|all\s+the|more)\b.{0,80}(?:inbox|newsletter|e-?mail|delivered|app\b)"
    r"|(?:have|got|do\s+you\s+have)\s+a\s+(?:news\s+)?(?:tip|story)\b|(?:e-?mail|contact)\s+(?:us|the\s+(?:author|reporter|writer))\b"
    r"|enter\s+your\s+e-?mail|advertisement\W*$|share\s+this\b|scroll\s+(?:down\s+)?(?:to|for)\b"
    r"|to\s+(?:receive|get)\s+.{0,60}(?:inbox|newsletter)|support\s+(?:our|independent)\s+journalism"
    r"|this\s+article\s+(?:was|is)\s+(?:originally\s+)?(?:published|appeared)\s+(?:on|by|in)\b"
    r"|originally\s+(?:published|appeared)\s+(?:on|in|at)\b)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"\b(?:sign\s+up\s+(?:to|for)\s+(?:our|the|my)\b.{0,60}(?:newsletter|inbox|e-?mail|alerts)"
    r"|(?:subscribe|signing\s+up)\s+to\s+.{0,60}newsletters?|all\s+rights\s+reserved"
    r"|follow\s+(?:him|her|them|us)\s+on\s+(?:x|twitter|facebook|instagram|bluesky)\b"
    r"|(?:straight|delivered|directly|right)\s+(?:to|in|into)\s+your\s+inbox)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?:image|photo|photograph|picture|video|illustration|graphic)s?"
    r"(?:\s+(?:credit|courtesy|supplied|by))?\s*(?::|/|\bby\b|\bcredit\b)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\W*(?:(?:first|originally|last)\s+)?(?:published|posted|updated|modified|edited)\b"
    r".{0,60}\b(?:(?:19|20)\d\d|\d\d?:\d\d)\b.{0,12}",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)\s*(?:19|20)\d\d)", re.IGNORECASE)
_LONG = 300  # characters; a longer line is not a call or a teaser, whatever it starts with


# What stands before a link to another story or to something that is not read.
_LABEL = re.compile(
    r"\W*(?:more|also|watch|listen|video|audio|podcast|photos?|gallery|in\s+pictures|live|explainer"
    r"|explained|analysis|opinion|background|timeline|quiz|interactive|graphic)\s*[:|>»–—-]",
    re.IGNORECASE,
)
_MOSTLY = 0.6  # of a line is a link, with a label such as "More" before it
_HEADING = re.compile(
    r"\W*(?:our\s+)?(?:newsletters?|advertisement|recommended\s+videos?)\W*", re.I
)
_TAIL = re.compile(
    r"(?:(?<=[.!?…”’\"])\s+(?:read|see)\s+(?:more|also)\s*:.{3,160}|\s*[\[(]?(?:read\s+more|continue\s+"
    r"reading)[\])]?\s*[:.…»→>]*)$",
    re.IGNORECASE,
)


def without_pointer(text: str) -> str:
    """A paragraph without the "read more" that closes it, with or without another's title."""
    return _TAIL.sub("", text)


def opens_teasers(text: str) -> bool:
    """Whether a line is the heading of links to other stories."""
    match = _TEASER.match(text)
    return match is not None and not text[match.end() :].strip(" :>»|→-–—")


def is_furniture(text: str, link_share: float = 0.0) -> bool:
    """Whether a line is a teaser of another story, a call to the reader, or a copyright notice.

    ``link_share`` says how much of it is a link, 0.0 to 1.0.
    """
    if len(text) > _LONG:
        return False
    if link_share > _MOSTLY and _LABEL.match(text):
        return True
    if (
        _TEASER.match(text)
        or _HEADING.fullmatch(text)
        or _CALL.match(text)
        or _ANYWHERE.search(text)
    ):
        return True
    if len(text) < 100 and (_CREDIT.match(text) or _DATED.fullmatch(text)):
        return True
    return len(text) < 200 and _COPYRIGHT.match(text) is not None
