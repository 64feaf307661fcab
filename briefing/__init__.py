"""The core of brief: what an article, a quote, a talk and a deadline are, and how they are found.

This package imports neither of its siblings (``store``, ``tui``), nor TinyDB, Textual or Rich.
"""
