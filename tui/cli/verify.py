"""``brief verify``: whether a bundle is what it was when it was made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.intake.text import clean
from tui.cli.exit_codes import FAILED
from tui.cli.output import complain, report

if TYPE_CHECKING:
    from briefing.evidence.verify import Verified


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option(
    "--signers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Allowed signers as in ssh-keygen(1): it has to be signed by one of them.",
)
def verify_command(bundle: Path, signers: Path | None) -> None:
    """Verify a bundle: bytes to text to the words cited.

    The BUNDLE is one that `brief export --bundle` has made. Every file is compared with the
    manifest, source bytes are read again, the texts that come out with those in the bundle, and the
    words at every offset with those cited. Exit status 1 if anything differs.
    """
    from briefing.evidence.verify import verify

    found = verify(bundle, signers)
    name = clean(str(bundle))
    for difference in found.differs:
        complain(f"{name}: {clean(difference)}")
    if found.differs:
        sys.exit(FAILED)
    report(f"{name}: sound; {_summary(found)}")


def _summary(found: Verified) -> str:
    signed = f"signed {clean(found.signed)}" if found.signed else "not signed"
    parts = [
        f"{found.files} files as in the manifest",
        f"{found.replayed} of {found.articles} texts come out of their source bytes",
        f"{found.marks} ranges hold the words cited",
        signed,
    ]
    if found.unsourced:
        parts.insert(2, f"of {found.unsourced} no source bytes were kept")
    return "; ".join(parts)
