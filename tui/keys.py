"""Every key of the interface, by what it is for; each has an id by which it can be remapped."""

from __future__ import annotations

from textual.binding import Binding


def _key(
    key_id: str, keys: str, action: str, label: str, tooltip: str, *, show: bool = False
) -> Binding:
    return Binding(keys, action, label, show=show, tooltip=tooltip, id=key_id)


def _shown(key_id: str, keys: str, action: str, label: str, tooltip: str) -> Binding:
    return _key(key_id, keys, action, label, tooltip, show=True)


NAMES = {
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "space": "Space", "backspace": "Bksp",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "question_mark": "?", "exclamation_mark": "!", "less_than_sign": "<", "greater_than_sign": ">",
    "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]",
    "colon": ":", "comma": ",",
}  # fmt: skip


NO_KEY = "none"
"""In the settings, the key of a binding that is to have none: no terminal sends it."""


def key_name(key: str) -> str:
    """A key as it is called on the screen: ``PgDn``, ``^d``, ``S-Tab``; "" for ``NO_KEY``."""
    if key == NO_KEY:
        return ""
    *modifiers, last = key.split("+")
    name = NAMES.get(last, last)
    return "".join({"ctrl": "^", "shift": "S-", "alt": "A-"}.get(m, m) for m in modifiers) + name


LIST = [
    _shown("list.open", "enter,l,right", "choose", "open", "Open what the row rests on"),
    _key("list.down", "j,down", "move(1)", "down", "One row down"),
    _key("list.up", "k,up", "move(-1)", "up", "One row up"),
    _key("list.page_down", "pagedown,ctrl+f,space", "page(1)", "page down", "One page down"),
    _key("list.page_up", "pageup,ctrl+b", "page(-1)", "page up", "One page up"),
    _key("list.half_down", "ctrl+d", "half(1)", "half page down", "Half a page down"),
    _key("list.half_up", "ctrl+u", "half(-1)", "half page up", "Half a page up"),
    _key("list.top", "home,less_than_sign", "top", "first row", "To the first row"),
    _key("list.bottom", "end,G,greater_than_sign", "bottom", "last row", "To the last row"),
]

TEXT = [
    _key("text.down", "j,down", "scroll_lines(1)", "down", "One line down"),
    _key("text.up", "k,up", "scroll_lines(-1)", "up", "One line up"),
    _key(
        "text.page_down", "pagedown,ctrl+f,space", "scroll_pages(1)", "page down", "One page down"
    ),
    _key("text.page_up", "pageup,ctrl+b", "scroll_pages(-1)", "page up", "One page up"),
    _key("text.half_down", "ctrl+d", "scroll_half(1)", "half page down", "Half a page down"),
    _key("text.half_up", "ctrl+u", "scroll_half(-1)", "half page up", "Half a page up"),
    _key("text.top", "home,g,less_than_sign", "scroll_top", "top", "To the top"),
    _key("text.bottom", "end,G,greater_than_sign", "scroll_bottom", "end", "To the end"),
]

HELP = [
    _shown("help.filter", "slash", "filter", "search", "Show only keys with the words typed"),
    _key("help.close", "q,question_mark", "back", "back", "Back to where you came from"),
]

APP = [
    _shown("app.help", "question_mark", "help", "help", "The keys of this screen"),
    _shown("app.quit", "q", "quit", "quit", "Leave brief"),
    _key("app.articles", "a", "show('articles')", "articles", "All articles of the briefing"),
    _key("app.calendar", "c", "show('calendar')", "calendar", "What falls on the days ahead"),
    _key("app.stories", "b", "show('stories')", "stories", "Running stories, a card each"),
    _key("app.desk", "D", "show('desk')", "desk", "The panes over all articles"),
    _key("app.map", "P", "show('map')", "map", "Where talks happen, on a map"),
    _key("app.time_line", "T", "show('time_line')", "time line", "Talks and deadlines by day"),
    _key("app.ledger", "B", "show('ledger')", "ledger", "What is owed, and what was heard of it"),
    _key("app.news", "N", "show('news')", "new", "What is new since the last visit"),
    _key("app.marked", "M", "show('marked')", "marked", "All that is marked"),
    _key("app.corrections", "X", "show('corrections')", "corrections", "All that was corrected"),
    _key(
        "app.watches", "W", "show('watches')", "watches", "What is watched for, and what was found"
    ),
    _key("app.feeds", "f", "show('feeds')", "feeds", "The feeds that the articles come from"),
    _key("app.settings", "comma", "show('settings')", "settings", "All settings and keys"),
    _key("app.search", "S", "search", "search", "Search through everything"),
    _key("app.day_before", "left_square_bracket", "step_day(-1)", "day before", "The day before"),
    _key("app.day_after", "right_square_bracket", "step_day(1)", "day after", "The day after"),
    _key("app.known", "I", "known", "known then", "Only what had come in by that day, or all"),
    _key("app.today", "t", "today", "today", "Back to the day that brief chooses"),
    _key("app.palette", "ctrl+p,colon", "command_palette", "commands", "Find a command by word"),
    _key(
        "app.messages",
        "exclamation_mark",
        "show('messages')",
        "messages",
        "Messages and errors so far",
    ),
    _key("app.fetch", "r", "fetch", "fetch", "Fetch all feeds now, and analyse what is new"),
    _key("app.interrupt", "ctrl+c", "quit", "quit", "Leave brief"),
    _key("app.redraw", "ctrl+l", "redraw", "redraw", "Draw all of the screen anew"),
    _key("app.suspend", "ctrl+z", "suspend_process", "to the shell", "To the shell; fg comes back"),
    _key("app.cancel", "ctrl+x", "cancel_work", "cancel", "Cancel the work under way"),
]

FIRST_STEPS = [
    _shown("first.starter", "L", "first_step('starter')", "starter feeds", "Follow a dozen feeds"),
    _shown("first.opml", "O", "first_step('opml')", "OPML", "Follow the feeds of an OPML file"),
    _shown("first.files", "A", "first_step('files')", "add files", "Add a folder or a file"),
]

COUNT = [
    _key("count.digits", "1,2,3,4,5,6,7,8,9,0", "digit", "count", "Repeat the motion that follows"),
    _key("count.drop", "escape", "drop_count", "drop the number", "Drop the number typed"),
]

SCREEN = [
    _shown("screen.back", "escape,h,left,backspace", "back", "back", "Back to where you came from"),
]

DESK = [
    _shown("desk.next_pane", "tab", "next_pane(1)", "pane", "The next pane"),
    _key("desk.previous_pane", "shift+tab", "next_pane(-1)", "pane back", "The pane before"),
    _key("desk.pane_1", "1", "pane(0)", "first pane", "The first pane"),
    _key("desk.pane_2", "2", "pane(1)", "second pane", "The second pane"),
    _key("desk.pane_3", "3", "pane(2)", "third pane", "The third pane"),
]

PROMPT = [
    _shown("prompt.keep", "enter", "keep", "keep", "Keep what was typed and go to the rows"),
    _shown("prompt.drop", "escape", "drop", "drop", "Drop what was typed and go back"),
    _key("prompt.down", "down", "step(1)", "row down", "One row down"),
    _key("prompt.up", "up", "step(-1)", "row up", "One row up"),
]

ASK = [
    _key("ask.complete", "tab", "complete", "complete", "The next value that fits what was typed"),
]

ROWS = [
    _shown("rows.filter", "slash", "filter", "filter", "Show only rows with the words typed"),
    _shown("rows.sort", "s", "sort", "sort", "The next order of rows"),
    _shown("rows.group", "g", "group", "group", "Group the rows; g g goes to the first row"),
]

TAKE = [
    _key("take.copy", "y", "copy", "copy", "Copy as a citation: words, speaker, outlet, day, link"),
    _key("take.link", "o", "link", "link", "Show the whole link and copy it"),
    _key(
        "take.watch",
        "w",
        "watch",
        "watch",
        "Watch for this speaker, place, party or search",
    ),
    _key("take.mark", "m", "mark", "mark", "Mark to come back to, or no longer; M lists all marks"),
    _key("take.read", "u", "read", "read/unread", "Note the article as read, or as unread"),
    _key("take.correct", "x", "correct", "correct", "Correct this finding; X lists corrections"),
    _key("take.export", "e", "export", "export", "Write what is shown to a file"),
]

TALK = [
    _shown("talk.table", "v", "table", "table", "To what the parties said, round by round"),
    _shown("talk.next", "n", "round(1)", "next round", "To the next round of these talks"),
    _shown("talk.previous", "p", "round(-1)", "previous", "To the round before"),
]

LEDGER_PART = [
    _shown("part.ledger", "B", "undertakings", "ledger", "What is owed by this speaker or in it"),
]

WATCHES = [
    _shown("watches.forget", "d", "forget", "stop watching", "Take the watch away"),
]

CORRECTIONS = [
    _shown("corrections.undo", "d", "undo", "undo", "Take the correction back"),
]

ARTICLES = [
    _shown("articles.unread", "U", "unread", "unread only", "Only unread articles, or all of them"),
    _key("articles.read_all", "A", "read_all", "read all", "Note all articles shown as read"),
]

SETTINGS = [
    _shown("settings.reset", "d", "reset", "default", "Back to the default"),
]

FEEDS = [
    _shown("feeds.add", "a", "add", "add", "Follow a feed, by its address or that of its site"),
    _shown("feeds.starter", "L", "starter", "starter list", "Follow a dozen world-news feeds"),
    _shown("feeds.fetch_one", "r", "fetch_feed", "fetch", "Fetch this feed now"),
    _key("feeds.fetch_all", "F", "app.fetch", "fetch all", "Fetch all feeds now"),
    _shown("feeds.pause", "p", "pause", "pause", "Fetch this feed no longer, or again"),
    _shown("feeds.rename", "R", "rename", "rename", "Give this feed a name of your own"),
    _shown("feeds.remove", "d", "remove", "remove", "Follow this feed no longer; asks first"),
]

STORIES = [
    _shown("stories.next", "tab", "next_story(1)", "next story", "To the next story"),
    _key("stories.previous", "shift+tab", "next_story(-1)", "story before", "To the story before"),
    _shown("stories.desk", "D", "app.show('desk')", "desk", "The panes over all articles"),
]

MAP = [
    _shown("map.next", "tab", "next_mark(1)", "next place", "To the next place on the map"),
    _key("map.previous", "shift+tab", "next_mark(-1)", "place before", "To the place before"),
    _shown("map.zoom", "v", "zoom", "region/world", "The region of these talks, or all the world"),
]

TIME_LINE = [
    _shown("line.lanes", "v", "lanes", "stories/parties", "A lane for each story, or each party"),
]

CALENDAR = [
    _shown("calendar.span", "v", "span", "week/month", "The week or the month ahead"),
]

SEARCH = [
    _shown("search.ask", "slash,S", "ask", "query", "Back to the line with the query"),
]

EVIDENCE = [
    _key("evidence.down", "J", "evidence(1)", "evidence down", "Scroll the evidence down"),
    _key("evidence.up", "K", "evidence(-1)", "evidence up", "Scroll the evidence up"),
]

ARTICLE = [
    _shown("article.next", "n", "finding(1)", "next finding", "To the next finding"),
    _shown("article.previous", "p", "finding(-1)", "previous", "To the finding before"),
    _shown("article.next_article", "J", "article(1)", "next article", "To the next article"),
    _key("article.previous_article", "K", "article(-1)", "article back", "To the article before"),
    _key("article.next_unread", "U", "unread", "next unread", "To the next unread article"),
    _key(
        "article.versions",
        "v",
        "versions",
        "versions",
        "The version before, with what changed in it; after the first the article again",
    ),
]
