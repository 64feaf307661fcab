"""TinyDB on the engine: storage, tables, views."""
