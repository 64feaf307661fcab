"""The people of an article: names, aliases, genders and roles, before anybody speaks."""
