"""The same rows in forms for other programs: Markdown, JSON, CSV, iCalendar and a bundle."""
