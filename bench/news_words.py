"""The table of how many news articles a word occurs in, from a folder of articles.

    python -m bench.news_words FOLDER [--without 2016-06] > briefing/extract/data/news_words.tsv

FOLDER holds posts in Markdown with a head between lines of ``---`` and their day in front of the
name, as the public repository secureIntent-git/teftst has them in ``_posts`` (4,374 posts, most of
them of news agencies, January to July 2016). ``--without`` leaves out a month, to be measured on.
Counted are the words by which stories are gathered (``briefing.extract.topics.terms``), of each
title once; words in fewer than four articles are left out.
"""

from __future__ import annotations

import argparse
import html
import re
from collections import Counter
from pathlib import Path

from briefing.extract.topics import terms
from briefing.model import Article

FEWEST = 4
_TITLE = re.compile(r"post_title: (?:>\n((?:  .*\n)+)|(.*)\n)")
_BREAK = re.compile(r"<br>|</?p>|</h\d>|<div[^>]*>|\[ad_\d\]")
_TAG = re.compile(r"<[^>]+>")


def read(path: Path) -> Article | None:
    """The post as an article, or None if it has no head."""
    header, separator, body = path.read_text("utf-8", errors="replace").partition("\n---\n")
    match = _TITLE.search(header)
    if not separator or match is None:
        return None
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", body)))
    lines = (line.strip() for line in text.split("\n"))
    title = " ".join((match[1] or match[2]).split()).strip("\"'")
    return Article(path.stem, title, "\n".join(line for line in lines if line))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", default="-", metavar="YYYY-MM")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    titles: set[str] = set()
    for path in sorted(options.folder.glob("*.md")):
        article = None if path.name.startswith(options.without) else read(path)
        if article is not None and article.title.casefold() not in titles:
            titles.add(article.title.casefold())
            counts.update(terms(article).keys())
    print("# Of how many news articles each word is, by its stem; made by bench/news_words.py from")
    print("# secureIntent-git/teftst (agency news, January to July 2016, without June).")
    print(f"articles\t{len(titles)}")
    for word, count in sorted(counts.items()):
        if count >= FEWEST and word.isalpha():
            print(f"{word}\t{count}")


if __name__ == "__main__":
    main()
