"""What speaks for a run of words being the name of a person, and what against it.

``evidence`` adds them up. They were chosen by hand on labelled news. Beside a weight stands how
many of the 34 passages of ``tests/corpus/people`` fail with half and with double of it (``python -m
bench.vary briefing.extract.people.weights:SURE 1.0 4.0 -- pytest tests/briefing/extract/people``);
where nothing stands none does: such a weight decides only where signs disagree.
"""

from __future__ import annotations

SURE = 2.0  # from which on several words are the name of a person; fail: 0 and 2
SURE_ALONE = 3.0  # from which on a single word is; fail: 2 and 1
UNSURE = -5.0  # of a title that may be a name: nobody, unless somebody bears it elsewhere
SAID_ALONE = 1.5  # its last word stands alone elsewhere, with an honorific or before a cue

# Signs of a person
HONORIFIC = 3.0  # "Mr" or the like before it
PERSON = 2.5  # all of it is a person to the model; fail: 2 and 3
HALF_PERSON = 1.5  # half of it is
TITLE = 3.5  # a title or a role before it
CUT_OFF = 0.5  # other words that were cut off before it
NAMED = 1.0  # "as", "named" or "called" before it
APPOSITION = 2.5  # a role explains it, or it explains a role
ACTS = 0.5  # it does what people do
GIVEN_NAME = 2.0  # its first word is on the list of given names
INITIAL = 1.0  # an initial in it
PARTICLE = 1.0  # "von", "bin" or the like in it
FAMILY_NAME_FIRST = 1.5  # its first word is a family name that stands first
AGE_OR_ROLE = 1.5  # an age or a role behind it, or a role before it
GIVEN_NAME_ALONE = 1.0  # a single word, which is a given name
AGE_ALONE = 4.0  # a single word with an age behind it

# Signs of something else
NO_PERSON = 2.0  # all of it is something else to the model
PARTLY_NO_PERSON = 1.0  # some of it is
NO_PERSON_THOUGH_NAMED = 0.5  # so it is, but a given name, title or apposition says otherwise
COMMON_WORD = 4.0  # each word behind the first that names no person
COMMON_FIRST_WORD = 3.0  # its first word does not
BODY = 4.0  # a word of bodies behind the first
CAPITALS = 2.0  # a word in capitals
DEMONYM = 1.5  # a word for people of a country
OUTLET = 3.0  # an outlet or a firm of that name
SEAT_ALONE = 3.0  # a single word, which is a seat of government
PLACE_ALONE = 1.0  # a single word, which is a place
PLACE = 3.0  # a place of that name, or a seat of government in it
ARTICLE = 3.0  # an article before it
BODY_BEFORE = 3.0  # a word of bodies before it
