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
    done = _run("-Y", "sign", "-f", str(key), "-n", NAMESPACE, given=manifest)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise ExportError(str(key), f"cannot sign ({_said(done.stderr)})")
    return done.stdout


def signer(manifest: bytes, signature: bytes, signers: Path | None = None) -> str:
    """Whose signature it is: the key, or with a file of allowed signers (``ssh-keygen(1)``) a name.

    Raises ``UsageError`` if it is not one of this manifest, or by nobody in that file.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "signature"
        path.write_bytes(signature)
        named = ("-n", NAMESPACE, "-s", str(path))
        if signers is None:
            done = _run("-Y", "check-novalidate", *named, given=manifest)
            return _good(done, "does not fit the manifest")
        if not signers.is_file():
            raise UsageError(str(signers), "is no file of allowed signers", "See ssh-keygen(1)")
        of = ("-f", str(signers))
        known = _run("-Y", "find-principals", "-s", str(path), *of, given=manifest)
        names = known.stdout.decode("utf-8", "replace").splitlines()
        if known.returncode or not names:
            raise UsageError("signature", f"is by nobody in {signers}")
        done = _run("-Y", "verify", *of, "-I", names[0], *named, given=manifest)
        return _good(done, "does not fit the manifest")


def _good(done: subprocess.CompletedProcess[bytes], problem: str) -> str:
    if done.returncode:
        raise UsageError("signature", f"{problem} ({_said(done.stderr or done.stdout)})")
    said = done.stdout.decode("utf-8", "replace").strip()
    return said.removeprefix(f'Good "{NAMESPACE}" signature ')


def _run(*arguments: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  arguments of our own making, no shell
            ["ssh-keygen", *arguments],  # noqa: S607  the user's own OpenSSH
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError("ssh-keygen", "is not installed", _MISSING) from None


def _said(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "without a reason")
