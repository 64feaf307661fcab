"""Persistence behind ``briefing.ports``; the only importer of TinyDB."""
