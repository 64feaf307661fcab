"""What a library holds on a day: its briefing, articles as they stood then, edits by outlets."""
