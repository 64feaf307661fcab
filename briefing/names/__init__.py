"""Words, people and parties: which names and words mean one."""
