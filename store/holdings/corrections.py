"""Keeps what readers have set right in findings and what they have taken back, with the days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from tinydb.table import Document

from briefing.corrections import Correction, correction_from_json, correction_to_json
from store.access import OpenStore
from store.documents import records
from store.documents.records import CORRECTIONS


class Corrections:
    """The corrections of a store. See ``briefing.ports.Library`` for what each method promises."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def all(self, by: date | None = None) -> tuple[Correction, ...]:
        """What readers have set right in findings, in the order in which it was first done.

        With a day, what held at its end, whatever was corrected or taken back since.
        """
        held: dict[str, Correction | None] = {}
        for record in self._corrections():
            correction = correction_from_json(record)
            made, ended = correction.made.date(), _ended(record)
            begun = by is None or made <= by
            lasts = ended is None or (by is not None and ended > by)
            held.setdefault(correction.key, None)
            if begun and lasts:
                held[correction.key] = correction
        return tuple(correction for correction in held.values() if correction is not None)

    def changed_since(self, day: date) -> tuple[str, ...]:
        """Ids of the articles in which something was corrected, or taken back, after that day."""
        last = day.isoformat()
        records = self._corrections()
        ids = (r["article"] for r in records if max(r["made"], r.get("ended") or "")[:10] > last)
        return tuple(dict.fromkeys(ids))

    def _corrections(self) -> list[Document]:
        """All that was ever corrected, in the order in which it was."""
        documents = self._store.read(lambda: list(self._store.table(CORRECTIONS)))
        return sorted(documents, key=lambda document: document.doc_id)

    def put(self, correction: Correction) -> None:
        """Add a correction, or put it in the place of the one in the same finding."""

        def replace() -> None:
            self._end(correction.key, correction.made)
            record = {**correction_to_json(correction), "ended": None}
            self._store.table(CORRECTIONS).insert(record)

        self._store.write(replace)

    def _end(self, key: str, at: datetime) -> bool:
        """Let what was corrected in that finding hold no longer; whether anything did."""
        doc_id = self._store.first(CORRECTIONS, "current", key)
        if doc_id is None:
            return False
        record = cast("records.Record", self._store.table(CORRECTIONS).get(doc_id=doc_id))
        self._store.put_document(CORRECTIONS, doc_id, {**record, "ended": at.isoformat()})
        return True

    def remove(self, correction: Correction, at: datetime) -> bool:
        """Let a correction hold no longer from that moment on; whether it did."""
        return self._store.write(lambda: self._end(correction.key, at))


def _ended(record: Mapping[str, Any]) -> date | None:
    ended = record.get("ended")
    return datetime.fromisoformat(ended).date() if ended else None
