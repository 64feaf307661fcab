"""News that comes by itself: commands of watches, mails, pages, status lines, timers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.briefing.support import DAY, article, deadline, entry, quote, talk
from tests.tui.support.news import brief, home_with_news, put, reporting
from tui.cli.service import quoted, units

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'\x1b[31m\u202e"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return home_with_news(tmp_path, monkeypatch)


def test_commands_of_watches_are_run_when_news_came_in(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"
    command = json.dumps([sys.executable, "-c", keep, str(out)])
    (home / "config.toml").write_text(
        f"[briefing]\ndays = 4000\n[watches.fish]\non_match = {command}\n"
        'phrases = ["herring quota"]\nparties = ["Norway"]\n'
    )
    assert brief("config", "check").exit_code == 0
    assert "on_match = [" in brief("config").stdout
    assert brief("fetch").exit_code == 0
    items = [json.loads(line) for line in out.read_text().splitlines()]
    assert {each["kind"] for each in items} == {"quote", "talk"}
    item = next(each for each in items if each["kind"] == "quote")
    assert (item["schema"], item["watch"], item["why"]) == (1, "fish", ["phrase herring quota"])
    assert item["line"].startswith("Ana Lind: ")
    assert item["accounts"][0]["article"]["id"] == "old"
    assert item["accounts"][0]["finding"]["speaker"] == "Ana Lind"
    assert brief("fetch").exit_code == 0
    assert len(out.read_text().splitlines()) == len(items)
    # A notice is no look at the briefing.
    assert brief("print", "--watch", "fish", "--as-of", DAY.isoformat()).exit_code == 3


def test_a_command_that_fails_is_one_line_and_the_exit_status(home: Path) -> None:
    (home / "config.toml").write_text(
        '[briefing]\ndays = 4000\n[watches.fish]\nparties = ["Norway"]\non_match = ["false"]\n'
    )
    failed = brief("fetch")
    assert failed.exit_code == 1
    assert failed.stderr.startswith(
        "brief: watch fish: false: ended with status 1. It is run again"
    )
    (home / "config.toml").write_text('[watches.fish]\nparties = ["Norway"]\non_match = "false"\n')
    assert "watches.fish.on_match: is 'false'. It has to be a list" in brief("config").stderr


def test_a_page_is_one_file_in_which_nothing_from_outside_is_markup(home: Path) -> None:
    of = article("evil", title=EVIL, text=EVIL, source=EVIL, url="javascript:alert(1)")
    put(
        entry(
            of,
            quotes=(quote(EVIL, content=EVIL, role=EVIL),),
            talks=(talk(EVIL, "2022-01-14", parties=(EVIL,), status="planned"),),
            deadlines=(deadline(EVIL, "2022-01-20", who=EVIL),),
        )
    )
    page = brief("print", "--format", "html", "--as-of", DAY.isoformat()).stdout
    document = lxml_html.document_fromstring(page)
    tags = {element.tag for element in document.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "link"}
    assert not [name for e in document.iter() for name in e.attrib if name.startswith("on")]
    assert all(a.get("href", "").startswith(("#", "http")) for a in document.iter("a"))
    assert not {"\x1b", "\u202e"} & set(page)
    assert "herring quota stands" in document.text_content()
    for link in document.iterfind(".//sup/a"):
        assert document.get_element_by_id(link.get("href", "")[1:]) is not None
    assert "@media print" in page


def test_a_page_is_written_whole_to_a_file(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    done = brief("print", "--format", "html", "-o", path, "--as-of", DAY.isoformat())
    assert (done.exit_code, done.stdout) == (0, "")
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert brief("print", "-o", tmp_path / "none" / "x").exit_code == 1


def test_a_mail_has_both_forms_and_no_header_from_outside(home: Path) -> None:
    day = DAY.isoformat()
    evil = "ana@example.org\nBcc: all@example.org"
    made = brief("print", "--format", "eml", "--as-of", day, "--to", evil).stdout
    mail = message_from_string(made, policy=default)
    assert mail["Subject"] == "Briefing for Thu 13 January 2022"
    assert "Bcc" not in mail
    assert mail["Date"]
    text, page = mail.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert "herring quota stands" in text.get_content()
    assert page.get_content().startswith("<!doctype html>")
    assert all(len(line) < 999 and line.isascii() for line in made.splitlines())
    assert brief("print", "--to", "a@b.example").exit_code == 2


def test_a_watch_without_news_says_nothing_and_peeking_leaves_it(home: Path) -> None:
    brief("watch", "add", "fish", "--party", "Norway")
    asked = ("print", "--watch", "fish", "--as-of", DAY.isoformat())
    assert [brief(*asked, "--peek").exit_code for _ in range(2)] == [3, 3]
    assert "Norway" in brief(*asked).stdout
    again = brief(*asked)
    assert (again.exit_code, again.output) == (0, "")
    assert (brief(*asked, "--peek").exit_code, brief(*asked, "--peek").output) == (0, "")
    assert brief("print", "--peek").exit_code == 2


def test_the_status_is_one_line(home: Path) -> None:
    (home / "config.toml").write_text("[briefing]\ndays = 4000\n")
    assert brief("status").stdout == "ferry vote in 7 days\n"
    brief("watch", "add", "fish", "--party", "Norway", "--speaker", "Berg")
    ahead = talk("Vienna", "2022-01-14", parties=("Norway", "Iceland"), status="planned")
    put(entry(reporting("vienna"), talks=(ahead,)))
    (line,) = brief("status").stdout.splitlines()
    assert line == "3 new · Vienna tomorrow"
    assert brief("status").stdout == f"{line}\n"
    record = json.loads(brief("status", "--json").stdout)
    assert (record["schema"], record["line"], record["new"]) == (1, line, 3)
    assert record["next"]["day"] == "2022-01-14"
    brief("print", "--watch", "fish", "--as-of", DAY.isoformat())
    assert brief("status").stdout == "Vienna tomorrow\n"


def test_the_status_names_no_talks_that_were_put_off(home: Path) -> None:
    (home / "config.toml").write_text("[briefing]\ndays = 4000\n")
    put_off = talk("Vienna", "2022-01-14", parties=("Norway", "Iceland"), status="postponed")
    put(entry(reporting("vienna"), talks=(put_off,)))
    assert brief("status").stdout == "ferry vote in 7 days\n"


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / 'my "50%" home'))
    return tmp_path / "config" / "systemd" / "user"


def test_a_timer_is_shown_or_written_and_taken_away(systemd: Path) -> None:
    shown = brief("service", "install", "--print")
    assert shown.exit_code == 0
    assert f"# {systemd / 'brief-fetch.timer'}\n" in shown.stdout
    assert not systemd.exists()
    written = brief("service", "install", "--minutes", "30")
    assert written.stdout.startswith(f"Wrote {systemd / 'brief-fetch.service'}\nWrote ")
    assert "systemctl --user enable --now brief-fetch.timer" in written.stdout
    assert "OnUnitActiveSec=30min" in (systemd / "brief-fetch.timer").read_text()
    assert brief("service", "install").exit_code == 0
    assert "Removed" in brief("service", "remove").stdout
    assert list(systemd.iterdir()) == []
    (systemd / "brief-fetch.timer").write_text("[Timer]\n")
    refused = brief("service", "install")
    assert refused.exit_code == 1
    assert "brief has not written it" in refused.stderr
    assert brief("service", "remove").stdout == "There is no timer of brief.\n"
    assert (systemd / "brief-fetch.timer").read_text() == "[Timer]\n"


def test_words_reach_systemd_as_they_are(systemd: Path) -> None:
    assert quoted('a "b" 50% \\') == '"a \\"b\\" 50%% \\\\"'
    service = next(iter(units("/opt/$x/brief", 5, "/home/a").values()))
    assert 'ExecStart="/opt/$$x/brief" fetch --quiet\n' in service
    assert 'Environment="BRIEF_HOME=/home/a"\n' in service


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_understands_the_files(systemd: Path) -> None:
    brief("service", "install")
    command = ["systemd-analyze", "--user", "verify", *map(str, systemd.iterdir())]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(systemd)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
