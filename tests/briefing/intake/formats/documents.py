"""Documents made for tests: a PDF of lines at their places, a newsletter, a calendar."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

Line = tuple[float, float, str]
PAGE = (595, 842)  # points: A4


def pdf_of(pages: Iterable[Iterable[Line]], title: str = "", packed: bool = False) -> bytes:
    """A PDF whose pages show each line at its place, in the order given."""
    contents = []
    for lines in pages:
        shown = [b"BT /F1 11 Tf"]
        for x, y, text in lines:
            words = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            shown.append(f"1 0 0 1 {x} {y} Tm ({words}) Tj".encode("latin-1"))
        contents.append(b"\n".join([*shown, b"ET"]))
    return pdf_of_streams(contents, title, packed)


def pdf_of_streams(contents: list[bytes], title: str = "", packed: bool = False) -> bytes:
    """A PDF whose pages have these content streams."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} /MediaBox [0 0 {PAGE[0]} {PAGE[1]}]"
        f" /Resources << /Font << /F1 3 0 R >> >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * number} 0 R >>".encode())
        data = zlib.compress(content, 9) if packed else content
        kind = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%b >>\nstream\n%b\nendstream" % (len(data), kind, data))
    objects.append(f"<< /Title ({title}) /CreationDate (D:20250304081200Z) >>".encode())
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        table,
    )
    return out


LETTER = b"""From: The Lake Letter <news@lake.example>
To: you@desk.example
Subject: =?utf-8?q?Boats_counted=2C_fares_cut?=
Date: Tue, 4 Mar 2025 08:12:00 +0300
Message-ID: <abc@lake.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

View this email in your browser
--b
Content-Type: text/html; charset=utf-8

<html><body><h1>The Lake Letter</h1>
<h2><a href="https://lake.example/a">Boats to be counted</a></h2>
<p>The ministers of the five lake states agreed on a register of boats, which starts on 1 July.</p>
<h2>Fares cut</h2>
<p>The ferry company said that it would cut its fares by a tenth from Monday.</p>
<p><a href="https://lake.example/b">Read more</a></p>
<h2><a href="https://lake.example/c">Pier shut</a></h2>
<p>The pier at Mwanza stays shut until 12 June, the harbour master said on Sunday.</p>
<p>You are receiving this because you signed up. <a href="x">Unsubscribe</a></p></body></html>
--b--
"""

NOTE = b"""From: harbour@port.example
Subject: Dredging starts on Monday
Date: Fri, 7 Mar 2025 10:00:00 +0000
Content-Type: text/plain; charset=iso-8859-1

Dredging in the north basin will start on Monday, the harbour
office said, and it will take six weeks. Ferries are to use the
south pier until then, and caf\xe9s on the quay stay open.

Questions may be sent to this address.
--
Harbour office
"""

CALENDAR = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Council//Week//EN
X-WR-CALNAME:Council week
BEGIN:VEVENT
UID:1
DTSTAMP:20240301T080000Z
DTSTART;TZID=Europe/Brussels:20240312T100000
DTEND;TZID=Europe/Brussels:20240312T123000
SUMMARY:Energy Council
LOCATION:Europa building
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20240301T080000Z
DTSTART;VALUE=DATE:20240314
DTEND;VALUE=DATE:20240316
SUMMARY:Informal meeting of fisheries ministers
LOCATION:Vigo
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTAMP:20240301T080000Z
DTSTART:20240313T090000Z
SUMMARY:Eurogroup call
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""
