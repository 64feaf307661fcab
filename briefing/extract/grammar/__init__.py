"""The only readers of a parse: token table, syntax, tense."""
