"""From an outlet's bytes to a verified bundle, as users of two machines meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.model import Article, Findings, Quote, Span
from tests.briefing.intake.feeds.served import BODY, serve
from tests.briefing.intake.server import Server, reply
from tests.corpus.feeds.odd import item, rss
from tui.cli.main import Setup, main

Brief = Callable[..., Result]

PAGE = (
    "<html lang='en'><head><meta property='article:published_time' content='2022-01-12T09:00:00Z'>"
    "</head><body><article><h1>{title}</h1><p>The harbour stays shut, said Ilse Marenko. "
    + "Its keepers met again on Wednesday and spoke about the tides for hours. " * 4
    + "</p></article></body></html>"
)
_PROGRAM = "from tui.cli.main import main; main()"
SEED = "Sluices of Kelm\n20220113\n\nThe sluices stay open, said Ilse Marenko.\n"


class FirstWords:
    """Takes the first words of every article for a statement."""

    name = "first words"

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        for article in articles:
            uttered = Quote(article.text[:9], (Span(0, 9),), "indirect", "named", "Ilse Marenko")
            yield Findings(article.id, self.name, (uttered,))

    def stop(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Brief:
    monkeypatch.setattr(Setup, "analyser", lambda self, *cluster: FirstWords())
    (tmp_path / "config.toml").write_text('[feeds]\nallow_hosts = ["127.0.0.1"]\n')

    def run(*arguments: object) -> Result:
        home = {"BRIEF_HOME": str(tmp_path)}
        done = CliRunner().invoke(main, [str(a) for a in arguments], env=home)
        assert done.exit_code == 0, done.output
        return done

    return run


def verified(bundle: Path, home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """What a process says that has nothing but the program and the bundle."""
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, "verify", str(bundle), *more],
        env={**os.environ, "BRIEF_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_bundle_verifies_in_a_fresh_environment(
    server: Server, brief: Brief, tmp_path: Path
) -> None:
    feed = serve(server, 2)
    for n in range(2):
        body = PAGE.format(title=f"Tide {n}").encode()
        server.routes[f"/page/{n}"] = reply(200, body, b"Content-Type: text/html")
    (tmp_path / "seed.txt").write_text(SEED)
    (tmp_path / "page.html").write_text(PAGE.format(title="A page in a file"))
    whole = f"<description>{BODY}</description><pubDate>Wed, 12 Jan 2022 18:30:00 GMT</pubDate>"
    server.routes["/whole"] = reply(200, rss(item("All of it", whole, link="")).encode())
    brief("feeds", "add", feed)
    brief("feeds", "add", f"{server.url}/whole")
    brief("fetch")
    brief("add", tmp_path / "seed.txt", tmp_path / "page.html", f"{server.url}/page/1")
    bundle = tmp_path / "b.zip"
    brief("export", "--bundle", bundle)
    done = verified(bundle, tmp_path / "fresh")
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 of 5 texts come out of their source bytes" in done.stdout
    assert "not signed" in done.stdout
    assert not (tmp_path / "fresh").exists()
    assert "in 5 articles the same is found again" in brief("verify", bundle, "--replay").output
    done = verified(bundle, tmp_path / "fresh", "--replay")
    assert done.returncode == 2
    assert f"the findings: were made by {FirstWords.name}, not by" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    with zipfile.ZipFile(bundle) as read:
        manifest = json.loads(read.read("manifest.json"))
        readers = [each["reader"] for a in manifest["articles"] for each in a["sources"]]
    assert sorted(set(readers)) == ["document", "feed", "page", "seed"]

    raw = bytearray(bundle.read_bytes())
    raw[len(raw) // 2] ^= 1
    bundle.write_bytes(raw)
    done = verified(bundle, tmp_path / "fresh")
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"brief: {bundle}: The seal is not that of these bytes" in done.stderr
    assert "Traceback" not in done.stderr


def test_sources_are_kept_only_if_wanted(server: Server, brief: Brief, tmp_path: Path) -> None:
    with (tmp_path / "config.toml").open("a") as file:
        file.write("[store]\nsources_mib = 0\n")
    (tmp_path / "seed.txt").write_text(SEED)
    brief("add", tmp_path / "seed.txt")
    brief("export", "--bundle", tmp_path / "b.zip", "--as-of", "2022-01-14")
    assert not (tmp_path / "data" / "sources").exists()
    done = verified(tmp_path / "b.zip", tmp_path / "fresh")
    assert done.returncode == 0
    assert "0 of 1 texts come out of their source bytes; of 1 no source bytes" in done.stdout


def test_sign_without_a_bundle_makes_no_sense(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--json", "x", "--sign", str(tmp_path / "key")])
    assert done.exit_code == 2
    assert "--sign KEY signs a bundle" in done.output
