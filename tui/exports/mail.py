"""The briefing as a mail (RFC 5322): text and HTML, for ``sendmail`` and its kin."""

from __future__ import annotations

import getpass
import socket
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from tui.text.phrases import plain

_LONGEST_SUBJECT = 150  # characters: what a list of mails shows is shorter


def to_mail(subject: str, text: str, html: str, now: datetime, to: str | None = None) -> str:
    """The mail, its lines ended as files end theirs. ``now`` has its zone.

    Without ``to`` it has no addressee: ``sendmail ADDRESS`` is told by its caller.
    """
    message = EmailMessage(policy=SMTP.clone(linesep="\n", cte_type="7bit"))
    message["Subject"] = plain(subject)[:_LONGEST_SUBJECT]
    message["From"] = f"brief <{_sender()}>"
    if to:
        message["To"] = plain(to)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain="brief-desk.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"{text}\n", cte="quoted-printable")
    message.add_alternative(f"{html}\n", subtype="html", cte="quoted-printable")
    return message.as_string()


def _sender() -> str:
    """Who runs brief, on which machine."""
    try:
        return f"{getpass.getuser()}@{socket.gethostname()}"
    except (KeyError, OSError):
        return "brief@localhost"
