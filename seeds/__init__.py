"""Sample articles in the seed format, so that the first launch shows a real briefing."""
