"""Bytes: files, journal, snapshot, index, lock, compaction."""
