"""Signs and checks manifests with OpenSSH keys, by ``ssh-keygen -Y`` (PROTOCOL.sshsig)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from briefing.errors import ExportError, UsageError

NAMESPACE = "brief-bundle"
"""Keeps a signature from being taken for one of something else."""

_MISSING = "Install OpenSSH 8.1 or newer"


def sign(manifest: bytes, key: Path) -> bytes:
    """The signature of a manifest by a private key, or by a public one that the agent knows.

    Raises ``ExportError``. ``ssh-keygen`` asks on the terminal for a passphrase.
    """
    if not key.is_file():
        raise ExportError(str(key), "is no key file", "Name one, such as ~/.ssh/id_ed25519")
    finished = _run("-Y", "sign", "-f", str(key), "-n", NAMESPACE, stdin=manifest)
    if finished.returncode or not finished.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise ExportError(str(key), f"cannot sign ({_said(finished.stderr)})")
    return finished.stdout


def signer(manifest: bytes, signature: bytes, signers: Path | None = None) -> str:
    """Whose signature it is: the key, or with a file of allowed signers (``ssh-keygen(1)``) a name.

    Raises ``UsageError`` if it is not one of this manifest, or by nobody in that file.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "signature"
        path.write_bytes(signature)
        named = ("-n", NAMESPACE, "-s", str(path))
        if signers is None:
            finished = _run("-Y", "check-novalidate", *named, stdin=manifest)
            return _good(finished, "does not fit the manifest")
        if not signers.is_file():
            raise UsageError(str(signers), "is no file of allowed signers", "See ssh-keygen(1)")
        of = ("-f", str(signers))
        principals = _run("-Y", "find-principals", "-s", str(path), *of, stdin=manifest)
        names = principals.stdout.decode("utf-8", "replace").splitlines()
        if principals.returncode or not names:
            raise UsageError("signature", f"is by nobody in {signers}")
        finished = _run("-Y", "verify", *of, "-I", names[0], *named, stdin=manifest)
        return _good(finished, "does not fit the manifest")


def _good(finished: subprocess.CompletedProcess[bytes], problem: str) -> str:
    if finished.returncode:
        raise UsageError("signature", f"{problem} ({_said(finished.stderr or finished.stdout)})")
    said = finished.stdout.decode("utf-8", "replace").strip()
    return said.removeprefix(f'Good "{NAMESPACE}" signature ')


def _run(*arguments: str, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  arguments of our own making, no shell
            ["ssh-keygen", *arguments],  # noqa: S607  the user's own OpenSSH
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError("ssh-keygen", "is not installed", _MISSING) from None


def _said(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "without a reason")
