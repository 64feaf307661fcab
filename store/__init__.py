"""Persistence behind ``briefing.ports``; the only importer of TinyDB.

A store is a folder with four files that matter and two locks:

- ``library.json``, the snapshot: plain TinyDB JSON, one document a line;
- ``library-N.index``, derived from it: where each document lies, its checksum, and the values by
  which documents are looked up (``engine/index.py``);
- ``library-N.journal``: the transactions since, one checksummed line each
  (``engine/journal.py``); while a compaction is under way there are two;
- ``library.lock`` and ``library.compact.lock``: who writes, who compacts (``engine/lock.py``).

Who opens a store reads the index's arrays of places, not the documents: of 50,000 articles with
their findings (266 MB) that and the counts took less than a tenth of the time in which msgspec, the
fastest JSON library that fits, parses the file; ``python -m bench.store`` measures it. What a
screen shows is then read by place, checked against its checksum and decoded. Texts and findings
were not given files of their own, for with places known nothing is read that is not asked for.

From below: ``engine`` knows bytes and what they mean now; ``documents`` are values as they are
stored and looked up; ``adapter`` is TinyDB's; ``recovery`` opens, migrates, salvages and backs up;
``access`` is an open store, ``holdings`` what is in one, ``library`` the way to all of it;
``upkeep`` is what a command line needs.

Network file systems are not supported: ``flock`` between machines, and a rename that others see at
once, are not to be relied on there. ``health`` warns of one.
"""
