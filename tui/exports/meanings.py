"""What each field means that brief prints and exports, in words, by what it is a field of.

The schemas and the page on fields in docs/ are made of these; a field without one is an error.
"""

from __future__ import annotations

from collections.abc import Mapping

_SPEAKER = (
    "The full name of who utters the words, as the article resolves it; null if nobody is meant."
)
_DAY_MOVED = "The day that stood before, where the text says that it was moved."
_TIME = "HH:MM as the text gives it."
_ZONE = "The time zone in the words of the text, such as CET."
_SOURCES = "Who reports it."

FINDINGS: Mapping[str, Mapping[str, str]] = {
    "quote": {
        "speaker": _SPEAKER,
        "speaker_span": "The mention by which the text names the speaker there, such as He.",
        "role": "What the article calls the speaker: a title, an office, an occupation.",
        "attribution": "named: a person; body: a state, an institution, a document; unnamed: a"
        " source without a name; none: the words have no speaker.",
        "cue": "The words that report the utterance, such as said or according to.",
        "cue_span": "Where they are.",
        "kind": "direct: in quotation marks; indirect: reported; mixed: partly in quotation marks.",
        "content": "The words or the position, without speaker and cue, its pieces joined.",
        "spans": "Where the content is; more than one when it is split around its cue.",
        "via": "The outlet through which the words come, where the article says so.",
        "addressee": "The person, body or audience to whom the words are directed.",
        "addressee_span": "Where the text names the addressee.",
    },
    "silence": {
        "speaker": "Who declined, refused, did not answer, or has yet to say something.",
        "speaker_span": "The mention of the speaker.",
        "cue_span": "The words that tell of the silence.",
        "about": "What they keep silent on, as the article puts it; null where it does not say.",
        "span": "All of it, from the first to the last character of speaker, cue and about.",
    },
    "talk": {
        "what": "What the meeting is called, such as talks of Norway and Iceland.",
        "place": "The town, region or venue where it is held; a call has none.",
        "country": "The country of the place, as ISO 3166 alpha-2.",
        "start": "Its first day.",
        "end": "Its last day, included.",
        "time": _TIME,
        "zone": _ZONE,
        "parties": "Who meets: states, bodies, persons; not who talks about it.",
        "round": "Which of a series of rounds it is, where the text counts them.",
        "status": "From the words about the meeting itself.",
        "moved_from": _DAY_MOVED,
        "outcome": "What came of it, as the article puts it.",
        "minutes": "How long it lasted, where the text says so.",
        "span": "The fullest mention of it.",
        "mentions": "All mentions of it in the article, in text order.",
    },
    "deadline": {
        "what": "What is to happen or to be done.",
        "who": "Who has to do it, or whom it is about.",
        "when": "The first of the days that are meant.",
        "end": "The last of them: of “in March” the 31st.",
        "time": _TIME,
        "zone": _ZONE,
        "precision": "How exactly the text gives the day.",
        "kind": "due: has to be done by then; event: takes place; vote: is voted on; expiry: ends;"
        " start: begins or comes into force.",
        "tentative": "Whether the text calls it likely, expected or possible, not certain.",
        "cancelled": "Whether the text says that it was called off.",
        "moved_from": _DAY_MOVED,
        "span": "The words that it rests on.",
    },
    "date": {
        "text": "The expression as it stands.",
        "type": "As of TIMEX3 (TimeML 1.2.1).",
        "value": "TIMEX3 value, resolved against the day of publication: 2022-01-12, P30D,"
        " PRESENT_REF; null where it cannot be resolved.",
        "span": "Where it stands.",
    },
}
"""By the name of the kind, then by field (``briefing.kinds``)."""

EXTRACT = {
    "schema": "The number of this shape.",
    "analyser": "The model with its version and the number of the rules that found it.",
    "id": "The name of the article.",
    "title": "Its title.",
    "published": "Its day of publication, from which “on Friday” counts.",
    "url": "Its link.",
    "text": "Its text as it was read, one paragraph a line; all spans are in characters of it.",
    "version": "With brief analyse: which words of the article, by their digest.",
}

ARTICLE = {
    "id": "The name of the article; brief read and brief remove take it.",
    "title": "Its title.",
    "source": "Its outlet.",
    "url": "Its link.",
    "published": "Its day of publication.",
    "date_note": "Why that day is but a guess, if it is.",
    "sample": "Whether it came with the program.",
    "copy_of": "The id of the article whose wording it repeats.",
}

SOURCES = {
    "articles": "How many articles report it.",
    "outlets": "Their outlets, each once.",
    "independent": "How many remain when copies of one text and articles of one outlet count once.",
}

BRIEFING = {
    "schema": "The number of this shape.",
    "as_of": "The day that the briefing is of.",
    "reason": "Why it is of that day.",
    "since": "The first day of publication that it covers.",
    "articles": "The articles in it, the newest first, then older ones with something ahead.",
    "older": "How many older articles there are of which nothing is shown.",
    "pruned": "How many articles that were known on the day are there no more.",
    "edits": "What outlets have changed in these articles since they came in.",
    "stories": "Articles on one event.",
    "speakers": "Who said what, a speaker each.",
    "ascribed_differently": "Statements that are one utterance, given to different speakers.",
    "talks": "Talks, an actual meeting each.",
    "series": "Talks that are rounds of one another.",
    "deadlines": "What is coming up, an actual deadline each.",
    "silences": "What was not said, an account each.",
}

ROWS: Mapping[str, Mapping[str, str]] = {
    "Speaker": {
        "name": "The fullest name, null for statements without a speaker.",
        "role": "The role that articles give.",
        "attribution": "As of a quote.",
        "forms": "The names by which articles call the speaker.",
        "statements": "The quotes, each with the id of its article.",
        "sayings": "Statements that are one utterance, reported in several articles.",
        "positions": "Statements on one topic, in the order of time.",
    },
    "Listing": {
        "article": "The id of the edition that says so.",
        "standing": "Whether other outlets confirm it, and whether a later edition has moved it, "
        "or has it no more.",
        "outlets": "Those besides the agenda's that tell of it.",
        "moved_from": "The day that stood before in the agenda.",
        "moved_to": "The day that stands there now.",
        "time_before": "The time that stood before in the agenda.",
        "since": "When that edition came in.",
    },
    "Saying": {
        "statements": "Which statements, counted from 0.",
        "sources": _SOURCES,
        "wordings": "How the articles word it.",
    },
    "Wording": {"text": "The words.", "statements": "Which statements have them."},
    "Position": {
        "topic": "What the statements are about.",
        "statements": "Which statements, counted from 0.",
        "possible_changes": "Pairs of statements, the earlier first, that may not say the same.",
        "marks": "What each of the statements is to those before it; null where no word shows it.",
    },
    "Talk": {
        "what": FINDINGS["talk"]["what"],
        "place": FINDINGS["talk"]["place"],
        "country": FINDINGS["talk"]["country"],
        "start": FINDINGS["talk"]["start"],
        "end": FINDINGS["talk"]["end"],
        "parties": FINDINGS["talk"]["parties"],
        "round": FINDINGS["talk"]["round"],
        "status": FINDINGS["talk"]["status"],
        "outcome": FINDINGS["talk"]["outcome"],
        "before": "How it stood before news changed it; null where nothing has changed.",
        "timing": "Where its days stand against the day of the briefing.",
        "disagreements": "The fields in which the articles differ, such as day.",
        "agenda": "How it stands in the agenda that lists it, null where none does.",
        "sources": _SOURCES,
        "mentions": "The accounts that it rests on, each with the id of its article.",
    },
    "Before": {
        "status": "The status that stood before; null where no article has given one.",
        "start": "The first day that stood before.",
        "end": "The last day that stood before.",
        "article": "The id of the article that tells the news.",
        "span": "The sentence that tells it.",
    },
    "Deadline": {
        "what": FINDINGS["deadline"]["what"],
        "who": FINDINGS["deadline"]["who"],
        "place": "Where it happens, of talks that it is one with.",
        "parties": "Who meets, of talks that it is one with.",
        "when": FINDINGS["deadline"]["when"],
        "end": FINDINGS["deadline"]["end"],
        "kind": FINDINGS["deadline"]["kind"],
        "precision": FINDINGS["deadline"]["precision"],
        "tentative": FINDINGS["deadline"]["tentative"],
        "cancelled": FINDINGS["deadline"]["cancelled"],
        "moved_from": _DAY_MOVED,
        "timing": "Where its days stand against the day of the briefing.",
        "countdown": "How far off it is, in words.",
        "disagreements": "The fields in which the articles differ, such as day.",
        "agenda": "How it stands in the agenda that lists it, null where none does.",
        "sources": _SOURCES,
        "mentions": "The accounts that it rests on, each with the id of its article.",
        "rivals": "Accounts of what seems to be the same that give another day.",
    },
    "Series": {
        "parties": "Who takes part in half of the meetings or more.",
        "talks": "Which talks, counted from 0, in the order of time.",
        "upcoming": "Which of them comes next.",
    },
    "Story": {
        "headline": "The title of the article that stands for it.",
        "first": "The day of its first article.",
        "last": "The day of its last article.",
        "sources": _SOURCES,
        "articles": "Their ids.",
        "contradictions": "What cannot both hold in it, the latest first.",
    },
    "Contradiction": {
        "kind": "In what the sides differ.",
        "sides": "Two: those who say the one thing, and those who say the other.",
    },
    "Side": {
        "sources": _SOURCES,
        "accounts": "The sentences that say it, by the days of their articles.",
    },
    "Account": {
        "article": "The id of the article.",
        "speaker": "Who says it; null where the article itself does.",
        "span": "The sentence, in characters of the article's text.",
    },
    "Edit": {
        "article": "The id of the article.",
        "turn": "What was done.",
        "field": "What of a finding is another now though its own words are not.",
        "whole": "Whether all that rests on the article is touched.",
        "before": "What stood there before; null for what was put back.",
        "after": "What stands there now; null for what was taken out.",
        "since": "From when what stood before did.",
        "until": "Until when it did.",
        "span": "Where the words are in the text of now; null for what is gone.",
    },
    "Aftermath": {
        "outcome": "What became of it; null where no later article that was read says so.",
        "article": "The id of the article that says so.",
        "span": "Where it does.",
        "read": "What was read since.",
    },
    "Read": {
        "articles": "How many articles.",
        "outlets": "Of how many outlets.",
        "silent_feeds": "Feeds that brought nothing since.",
        "silent_since": "The last day on which one of them brought anything.",
    },
}

CAME_IN_LATER = "When it came in, if that was after the day of the briefing; else null."
REMARKS = "Why it is shown, in words: new, moved, watched for."
AFTERMATH = "What became of what has passed."
OUTCOME = "What became of it, where its article tells so afterwards; its days are the row's."
OF_ARTICLE = "The id of its article."

CORRECTED = {
    "id": "The name of the article.",
    "title": "Its title.",
    "published": "Its day of publication.",
    "url": "Its link.",
    "text": "Its text; all spans are in characters of it.",
    "expected": "Findings that should be found as they are here.",
    "wrong": "Findings that should not be found.",
    "links": "Which findings are one with a finding in another article, and which are not.",
}
LINK = {
    "kind": "The kind of both findings.",
    "same": "Whether they are one, or are not.",
    "spans": "Where the finding of this article rests.",
    "other": "The finding in the other article.",
}
OTHER = {"id": "The id of the other article.", "spans": "Where the finding rests in it."}

ITEM = {
    "schema": "The number of this shape.",
    "kinds": "What it is to `brief export --kind`: talks, deadlines, vote and so on.",
    "line": "All of it in a line, to be shown.",
    "accounts": "The accounts that it rests on; a statement has one.",
}
ACCOUNT = {
    "article": "Its article.",
    "words": "The words that it rests on.",
    "finding": "What was found there.",
}

ARCHIVE = {
    "schema": "The number of this shape.",
    "input": "The input that all parts are of: an absolute path, a URL or standard input.",
    "parts": "Each part by the name of its file, which gives the lines that it is of.",
}
PART = {
    "origin": "What it was made from and by; with the same again the same comes out.",
    "findings": "SHA-256 of the file.",
    "problems": "The lines that could not be read or analysed.",
}
ORIGIN = {
    "lines": "SHA-256 of the lines of the input.",
    "analyser": "The model with its version and the number of the rules.",
    "model": "SHA-256 over the files of the model.",
    "schema": "The schema of a row of the part.",
}
LINE_PROBLEM = {
    "thing": "The input and the line, or the article.",
    "problem": "What is wrong with it.",
    "remedy": "What can be done about it.",
}

COLUMNS: Mapping[str, str] = {
    "speaker": "The fullest name of who utters the words.",
    "as written": "The name as this article resolves it.",
    "content": FINDINGS["quote"]["content"],
    "to": FINDINGS["quote"]["addressee"],
    "article": "The id of the article.",
    "title": "Its title.",
    "outlet": "Its outlet.",
    "published": "Its day of publication.",
    "url": "Its link.",
    "copy of": ARTICLE["copy_of"],
    "sample": ARTICLE["sample"],
    "date note": ARTICLE["date_note"],
    "came in later": CAME_IN_LATER,
    "start": "First day; in quotes.csv and edits.csv the offset of the first character.",
    "end": "Last day, included; in quotes.csv and edits.csv the offset behind the last character.",
    "parties": "With semicolons between them.",
    "moved from": _DAY_MOVED,
    "timing": ROWS["Talk"]["timing"],
    "sources differ on": "The fields in which the articles differ, with semicolons between.",
    "agenda": "How it stands in the agenda that lists it, in words.",
    "outlets": "How many outlets report it.",
    "independent": SOURCES["independent"],
    "articles": "The ids of the articles, with semicolons between.",
    "sentence": "The words that it rests on.",
    "turn": ROWS["Edit"]["turn"],
    "field": ROWS["Edit"]["field"],
    "of": "The words of that finding.",
    "before": ROWS["Edit"]["before"],
    "after": ROWS["Edit"]["after"],
    "since": ROWS["Edit"]["since"],
    "until": ROWS["Edit"]["until"],
}
"""By the name of the column; a column that is a field of its kind means what the field does."""

LEDGER: Mapping[str, Mapping[str, str]] = {
    "Ledger": {
        "schema": "The number of this shape.",
        "as_of": "The day that the ledger is of.",
        "since": "The first day of publication that it covers.",
        "articles": "The articles that rows and silences rest on.",
        "undertakings": "What is owed: open ones first, the nearest day first.",
        "silences": "What speakers declined to say, or are reported not to have said.",
    },
    "Undertaking": {
        "kind": "undertaking: somebody said or is reported to be about to act; demand: somebody is"
        " asked to; ultimatum: until a day, or else.",
        "owed_by": "Who must act, null where no article says.",
        "act": "What, in the words of an article.",
        "due": "The last day for it, null where no article gives one.",
        "said_by": "Who undertook or demanded it.",
        "said_to": "To whom.",
        "status": "What became of it; open, or no news found once its day has passed.",
        "timing": "Where its day stands against the day of the ledger.",
        "told": "The sentences that undertake or demand it, the newest first.",
        "heard": "The sentences that say what became of it, the oldest first.",
        "read": "What was read since its day, or since it was last told of, null where that is not"
        " exactly known or news was found.",
        "unspoken": "The same where whoever owes it made no statement since its day passed.",
    },
    "Told": {"article": "The id of the article.", "span": "The sentence."},
    "Heard": {
        "outcome": "What became of it.",
        "article": "The id of the article that says so.",
        "span": "The sentence.",
    },
    "Since": {
        "day": "From which day on.",
        "articles": "How many articles.",
        "outlets": "Of how many outlets.",
    },
}
