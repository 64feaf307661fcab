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
    from briefing.analysis.analyser import Analyser
    from briefing.evidence.verify import Verified
    from tui.cli.setup import Setup


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option(
    "--replay",
    is_flag=True,
    help="Analyse the texts again, too, and compare what is found; takes the same analyser.",
)
@click.option(
    "--signers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Allowed signers as in ssh-keygen(1): it has to be signed by one of them.",
)
@click.pass_obj
def verify_command(setup: Setup, bundle: Path, replay: bool, signers: Path | None) -> None:
    """Verify a bundle: bytes to text to the words cited.

    The BUNDLE is one that `brief export --bundle` has made. Every file is compared with the
    manifest, source bytes are read again, the texts that come out with those in the bundle, and the
    words at every offset with those cited. Exit status 1 if anything differs.
    """
    from briefing.evidence.verify import verify

    analyser: Analyser | None = None

    def made() -> Analyser:
        nonlocal analyser
        analyser = setup.analyser()
        return analyser

    try:
        found = verify(bundle, signers, made if replay else None)
    finally:
        if analyser is not None:
            analyser.close()
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
    if found.reanalysed is not None:
        same, corrected = found.reanalysed.same, found.reanalysed.corrected
        parts.insert(3, f"in {same} articles the same is found again")
        if corrected:
            parts.insert(4, f"{corrected} that a reader has corrected were left alone")
    if found.unsourced:
        parts.insert(2, f"of {found.unsourced} no source bytes were kept")
    return "; ".join(parts)
