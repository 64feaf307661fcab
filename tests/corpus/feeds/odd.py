"""Odd feeds, each with what a careful reader takes from it.

``CASES`` maps a name to a ``Case``. Documents are written here in full, or built by the few lines
that say best what is odd about them. All outlets, people and bodies in them are invented.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Case:
    """A document and what to expect of it.

    ``titles`` are those of the items in order. ``first`` holds expected fields of the first item
    (``text`` is its paragraphs joined by line feeds). ``problem`` is part of the problem named, or
    None when there is to be none. ``refused`` is part of the error when it is no feed at all.
    """

    document: bytes
    titles: tuple[str, ...] = ()
    first: dict[str, Any] = field(default_factory=dict)
    problem: str | None = None
    refused: str | None = None
    content_type: str = ""
    base_url: str = "https://herald.example/feed"
    feed: dict[str, Any] = field(default_factory=dict)


CASES: dict[str, Case] = {}


def case(name: str, document: str | bytes, *titles: str, **expected: Any) -> None:
    assert name not in CASES, name
    raw = document.encode() if isinstance(document, str) else document
    CASES[name] = Case(raw, titles, **expected)


def rss(*items: str, head: str = "<title>Herald</title><link>https://herald.example/</link>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


def item(title: str | None = "Talks open", more: str = "", link: str | None = "https://herald.example/1") -> str:
    parts = [f"<title>{title}</title>" if title is not None else ""]
    parts.append(f"<link>{link}</link>" if link is not None else "")
    return f"<item>{''.join(parts)}{more}</item>"


def described(text: str, title: str | None = "Talks open") -> str:
    return rss(item(title, f"<description>{text}</description>"))


def atom(*entries: str, head: str = "<title>Herald</title>") -> str:
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{"".join(entries)}</feed>'


def entry(title: str = "Talks open", more: str = "", link: str = "https://herald.example/1") -> str:
    return f'<entry><title>{title}</title><link href="{link}"/><id>tag:herald,1</id>{more}</entry>'


def jsonfeed(*items: Any, **more: Any) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Herald", "items": items, **more})


# Formats

case("rss 0.91", '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
     '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>H</title>'
     "<item><title>Old one</title><link>https://herald.example/old</link></item></channel></rss>", "Old one",
     first={"url": "https://herald.example/old"})
case("rss 0.92", '<rss version="0.92"><channel><item><description>Only words here</description></item></channel></rss>',
     "Only words here", first={"text": "Only words here"}, feed={"format": "rss092"})
case("rss 1.0 rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
     'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://herald.example/"><title>H</title></channel>'
     '<item rdf:about="https://herald.example/r"><title>Envoy named</title><link>https://herald.example/r</link>'
     "<dc:date>2022-01-12T18:30:00+01:00</dc:date><dc:creator>Ann Example</dc:creator></item></rdf:RDF>", "Envoy named",
     first={"published": "2022-01-12T18:30:00+01:00", "author": "Ann Example"}, feed={"format": "rss10"})
case("rss 2.0", rss(item("A"), item("B", link="https://herald.example/2")), "A", "B",
     feed={"format": "rss20", "title": "Herald", "site": "https://herald.example/"})
case("atom 1.0", atom(entry()), "Talks open", first={"guid": "tag:herald,1"}, feed={"format": "atom10"})
case("atom 0.3", '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>H</title><entry><title>Draft agreed</title>'
     '<link rel="alternate" href="https://herald.example/d"/><issued>2004-05-06T07:08:09Z</issued></entry></feed>',
     "Draft agreed", first={"published": "2004-05-06T07:08:09+00:00"}, feed={"format": "atom03"})
case("json feed", jsonfeed({"id": "1", "title": "Talks open", "url": "https://herald.example/1",
     "content_html": "<p>One.</p><p>Two.</p>", "date_published": "2022-01-12T18:30:00+01:00", "author": {"name": "Ann"}}),
     "Talks open", first={"text": "One.\nTwo.", "published": "2022-01-12T18:30:00+01:00", "author": "Ann", "guid": "1"},
     feed={"format": "json"})
case("json feed without titles", jsonfeed({"id": 7, "content_text": "A short note."}), "A short note.",
     first={"guid": "7", "text": "A short note."})
case("json feed of odd types", jsonfeed(None, 3, [], {"title": ["x"], "url": 5}, {"title": "Kept", "authors": "nobody", "tags": 1}),
     "Kept", problem="3 entries could not be read")
case("json feed with literal angle brackets", jsonfeed({"id": "1", "title": "T", "content_text": "a <b> c"}), "T",
     first={"text": "a <b> c"})
case("json of something else", '{"status": "ok"}', refused="no JSON Feed")
case("json array", "[1, 2, 3]", refused="no JSON Feed")
case("json cut off", jsonfeed({"id": "1", "title": "T"})[:-10], refused="not valid JSON")
case("json nested deeply", "[" * 100_000, refused="not valid JSON")
case("json with a number of 10,000 digits", '{"items": [{"id": ' + "9" * 10_000 + "}]}", refused="not valid JSON")
case("json feed with byte order mark", b"\xef\xbb\xbf" + jsonfeed({"title": "Kept"}).encode(), "Kept")
case("json feed with escapes in it", jsonfeed({"title": "Red \x1b[31malert\u202e", "content_text": "\x9b2Jx"}), "Red alert",
     first={"text": "x"})
case("json feed with lone surrogates", '{"items": [{"title": "half \\ud83d here"}]}', "half here")
case("json feed with relative link", jsonfeed({"title": "T", "url": "/a"}), "T", first={"url": "https://herald.example/a"})

# Encodings

for name, encoding in {"utf-8": "utf-8", "iso-8859-1": "iso-8859-1", "windows-1251": "windows-1251", "koi8-r": "koi8-r",
                       "shift_jis": "shift_jis", "euc-kr": "euc-kr", "gb2312": "gb2312", "big5": "big5",
                       "iso-2022-jp": "iso-2022-jp", "utf-16": "utf-16", "iso-8859-15": "iso-8859-15"}.items():
    title = {"windows-1251": "Переговоры", "koi8-r": "Переговоры", "shift_jis": "会談", "euc-kr": "회담", "gb2312": "会谈",
             "big5": "會談", "iso-2022-jp": "会談", "iso-8859-15": "Prix: 5 €"}.get(name, "Café à Zürich")
    case(f"encoded in {name}", f'<?xml version="1.0" encoding="{name}"?><rss version="2.0"><channel>{item(title)}</channel></rss>'
         .encode(encoding), title)
plain_utf8 = rss(item("Café talks"))
case("utf-8 declared as latin-1", plain_utf8.replace('"1.0"?', '"1.0" encoding="iso-8859-1"?').encode(), "Café talks")
case("latin-1 declared as utf-8", plain_utf8.replace('"1.0"?', '"1.0" encoding="utf-8"?').encode("latin-1"), "Café talks")
case("windows characters in latin-1", rss(item("“Deal” — at last")).replace('"1.0"?', '"1.0" encoding="iso-8859-1"?')
     .encode("cp1252"), "“Deal” — at last")
case("header names the encoding", rss(item("Переговоры")).encode("koi8-r"), "Переговоры", content_type="text/xml; charset=koi8-r")
case("header without charset", plain_utf8.encode(), "Café talks", content_type="text/xml")
case("header with a wrong charset", plain_utf8.encode(), "Café talks", content_type="application/xml; charset=us-ascii")
case("header with an unknown charset", plain_utf8.encode(), "Café talks", content_type="text/xml; charset=x-nowhere")
case("charset that is a trap", plain_utf8.replace('"1.0"?', '"1.0" encoding="unicode_escape"?').encode("latin-1"), "Café talks")
case("charset that is no text", plain_utf8.replace('"1.0"?', '"1.0" encoding="zlib_codec"?').encode("latin-1"), "Café talks")
case("utf-16 without a mark", rss(item("Café")).replace('"1.0"?', '"1.0" encoding="utf-16"?').encode("utf-16-le"), "Café")
case("utf-32 with a mark", rss(item("Café")).encode("utf-32"), "Café")
case("utf-8 with a mark and white space", b"\xef\xbb\xbf\n  " + plain_utf8.encode(), "Café talks")
case("one broken byte", rss(item("Broken \xff byte")).encode("latin-1"), "Broken ÿ byte")
case("gzip by itself", gzip.compress(plain_utf8.encode()), "Café talks")
case("gzip cut off", gzip.compress(rss(*[item(f"Item {n}") for n in range(3)]).encode() + b" " * 5000)[:-9], "Item 0", "Item 1", "Item 2")
case("damaged gzip", b"\x1f\x8b\x08\x00" + b"\xff" * 50, refused="damaged gzip")

# Broken XML

case("cut off in an item", rss(item("Kept"), item("Also kept"))[:-25], "Kept", "Also kept", problem="not well-formed")
case("undefined entity", rss(item("Caf&eacute;&nbsp;talks")), "Café talks", problem="not well-formed")
case("bare ampersand", rss(item("Bread & butter")), "Bread & butter", problem="not well-formed")
case("unclosed tags", rss("<item><title>First</title><item><title>Second</title></item>"), problem="not well-formed",
     *("First", "Second"))
case("control characters", rss(item("Form\x0cfeed\x00 and \x08bell\x07")), "Formfeed and bell")
case("escape sequences", rss(item("\x1b[31mRed\x1b[0m alert")), "Red alert")
case("references to controls", rss(item("&#27;[31mRed&#x9b;1m &#8;alert")), "Red›1m alert")
case("bidi and zero-width characters", rss(item("abc\u202edef\u200b\u2066ghi\ufeff")), "abcdefghi")
case("junk before the document", "Warning: mysql_connect() failed\n" + rss(item("Kept")), "Kept", problem="not well-formed")
case("white space before the declaration", "\n\n  " + rss(item("Kept")), "Kept")
case("junk after the document", rss(item("Kept")) + "<script>x</script>", "Kept", problem="not well-formed")
case("two documents", rss(item("A")) + rss(item("B")), problem="not well-formed", *("A", "B"))
case("undeclared prefix", rss(item("Kept", "<media:thumbnail url='x'/>")), "Kept", problem="not well-formed")
case("duplicate attribute", '<rss version="2.0" version="2.0"><channel><item><title>Kept</title></item></channel></rss>', "Kept",
     problem="not well-formed")
case("capital tags", "<RSS version='2.0'><CHANNEL><ITEM><TITLE>Kept</TITLE></ITEM></CHANNEL></RSS>", "Kept")
case("no channel", "<rss version='2.0'><item><title>Kept</title></item></rss>", "Kept")
case("comment before the root", "<!-- made by hand --><rss version='2.0'><channel><item><title>Kept</title></item></channel></rss>",
     "Kept")
case("stylesheet before the root", "<?xml version='1.0'?><?xml-stylesheet href='javascript:x'?><rss version='2.0'><channel>"
     "<item><title>Kept</title></item></channel></rss>", "Kept")
case("surrogate references", rss(item("half &#xD83D; here")), "half here")
case("reference beyond unicode", rss(item("far &#x110000; away")), "far away")

# No feeds

case("nothing", b"", refused="is empty")
case("white space", b" \n\t ", refused="is empty")
case("null bytes", b"\0" * 100, refused="is empty")
case("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, refused="binary")
case("an executable", b"\x7fELF\x02\x01\x01" + b"\0" * 300 + b"\x03\x04" * 200, refused="binary")
case("plain words", "The talks will go on.", refused="not a feed")
case("a web page", "<!DOCTYPE html><html><head><title>x</title></head><body>no</body></html>", refused="web page")
case("a web page in capitals", "<HTML><BODY>Sign in</BODY></HTML>", refused="web page")
case("an error page in XML", "<Error><Code>AccessDenied</Code></Error>", refused="not a feed")
case("an empty feed", rss())
case("an empty atom feed", atom())
case("opml is no feed", "<opml version='2.0'><body><outline text='a'/></body></opml>", refused="not a feed")
case("sitemap is no feed", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/</loc></url></urlset>",
     refused="not a feed")

# Entities

case("entity bomb", "<!DOCTYPE lolz [<!ENTITY lol 'lol'>" + "".join(
    f"<!ENTITY lol{n} '{('&lol%s;' % (n - 1 or '')) * 10}'>" for n in range(1, 10)) + "]>" + rss(item("&lol9;"))[21:], refused="expand")
case("entity bomb in utf-16", ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
     + rss(item("&b;"))[21:]).encode("utf-16"), refused="expand")
case("entity of 50,000 characters used 1,000 times", f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>"
     + rss(item("T " + "&a;" * 1000))[21:], "T…", problem="not well-formed")
case("external entity", '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>' + rss(item("&xxe;"))[21:], refused="external")
case("external entity by public name", '<!DOCTYPE x [<!ENTITY xxe PUBLIC "-//x" "http://127.0.0.1/">]>' + rss(item("&xxe;"))[21:],
     refused="external")
case("external entity behind a comment", "<!-- <rss> --><!DOCTYPE x [<!ENTITY xxe SYSTEM 'file:///etc/passwd'>]>"
     + rss(item("&xxe;"))[21:], refused="external")
case("parameter entity", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>' + rss(item())[21:], refused="external")
case("parameter entity inside", "<!DOCTYPE x [<!ENTITY % p 'x'> %p;]>" + rss(item())[21:], refused="expand")
case("external document type", '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">' + rss(item("Kept"))[21:], "Kept")
case("harmless entity", "<!DOCTYPE x [<!ENTITY nbsp '&#160;'>]>" + rss(item("a&nbsp;b"))[21:], "a b", problem="not well-formed")
case("document type without an end", "<!DOCTYPE x [" * 1000, refused="without an end")
case("document type hidden in an entity", "<!DOCTYPE x [<!ENTITY a ']>'><!ENTITY xxe SYSTEM 'file:///etc/passwd'>]>"
     + rss(item("Kept &xxe;"))[21:], "Kept &xxe;", problem="not well-formed")
case("entity only told about", rss(item("How <![CDATA[<!ENTITY x SYSTEM 'file:///etc/passwd'>]]> works")), "How works")

# Text

case("html in a description", described("&lt;p&gt;One &lt;b&gt;bold&lt;/b&gt; word.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"), "Talks open",
     first={"text": "One bold word.\nTwo."})
case("html in cdata", described("<![CDATA[<p>One.</p><ul><li>a<li>b</ul>]]>"), "Talks open", first={"text": "One.\na\nb"})
case("html as it is", described("<p>One.</p><p>Two.</p>"), "Talks open", first={"text": "One.\nTwo."})
case("html escaped twice", described("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;"), "Talks open",
     first={"text": "One.\nTwo."})
case("title escaped twice", rss(item("Bread &amp;amp; butter")), "Bread & butter")
case("title with markup", rss(item("&lt;em&gt;Talks&lt;/em&gt; open&lt;script&gt;x()&lt;/script&gt;")), "Talks open")
case("title in cdata", rss(item("<![CDATA[Talks <i>open</i> & go on]]>")), "Talks open & go on")
case("title over several lines", rss(item("Talks\n\topen\r\n  today")), "Talks open today")
case("script and style", described("<![CDATA[<style>p{}</style><script>alert(1)</script><p>Seen</p><p hidden>Not</p>]]>"),
     "Talks open", first={"text": "Seen"})
case("hidden by style", described("<![CDATA[<p>Seen</p><div style='display:none'>Not</div>]]>"), "Talks open", first={"text": "Seen"})
case("line ends in plain text", described("One line.\nAnother line.\n\nA third."), "Talks open",
     first={"text": "One line.\nAnother line.\nA third."})
case("content beats description", rss(item("T", "<description>Short</description><content:encoded xmlns:content="
     "'http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>The longer text.</p>]]></content:encoded>")), "T",
     first={"text": "The longer text."})
case("long description beats empty content", rss(item("T", "<description>The text.</description><content:encoded xmlns:content="
     "'http://purl.org/rss/1.0/modules/content/'></content:encoded>")), "T", first={"text": "The text."})
case("atom text is literal", atom(entry("5 &lt; 6", "<summary type='text'>if a &lt; b</summary>")), "5 < 6", first={"text": "if a < b"})
case("atom html", atom(entry("&lt;b&gt;Bold&lt;/b&gt;", "<content type='html'>&lt;p&gt;One.&lt;/p&gt;</content>").replace(
     "<title>&lt;", "<title type='html'>&lt;")), "Bold", first={"text": "One."})
case("atom xhtml", atom(entry("T", "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two.</p></div>"
     "</content>")), "T", first={"text": "One.\nTwo."})
case("blog boilerplate", described("<![CDATA[<p>Real words.</p><p>The post <a>T</a> appeared first on <a>Blog</a>.</p>"
     "<p>Continue reading T</p>]]>"), "Talks open", first={"text": "Real words.", "complete": False})
case("no title", described("The ministers of four countries met in the capital on Wednesday and will meet there again on Friday.", None),
     "The ministers of four countries met in the capital on Wednesday and will meet there again…")
case("no title and no text", rss(item(None)), "https://herald.example/1")
case("title alone", rss(item("Just this", link=None)), "Just this", first={"text": "", "url": None})
case("empty items", rss("<item></item>", "<item><title> </title></item>", item("Kept")), "Kept")
case("very long title", rss(item("word " * 1000)), ("word " * 80).strip() + "…")
case("title of one long word", rss(item("x" * 5000)), "x" * 400 + "…")
case("emoji and accents", rss(item("🕊️ Naïve café — “peace”… ✓")), "🕊 Naïve café — “peace”… ✓")
case("right-to-left text", rss(item("محادثات \u200fفي جنيف")), "محادثات في جنيف")
case("mostly markup", described(escape("<div>" * 500 + "Deep." + "</div>" * 500)), "Talks open", first={"text": "Deep."})
case("full article", rss(item("T", "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
     + "The talks went on in the city on that day. " * 20 + "</content:encoded>")), "T", first={"complete": True, "language": "en"})
case("full article that breaks off", rss(item("T", "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
     + "The talks went on in the city on that day. " * 20 + "[…]</content:encoded>")), "T", first={"complete": False})

# Language

case("french by its words", described("Les ministres des Affaires étrangères se sont réunis mercredi à Genève pour parler de la pêche."),
     "Talks open", first={"language": "fr"})
case("english whatever is declared", rss(item("T", "<description>The ministers of the two countries said on Wednesday that they were "
     "ready for a new round of talks.</description>"), head="<title>H</title><language>de-DE</language>"), "T", first={"language": "en"})
case("too short to tell", rss(item("Genève"), head="<title>H</title><language>fr-CH</language>"), "Genève", first={"language": "fr"})
case("no language at all", rss(item("1234")), "1234", first={"language": None})
case("declared language is rubbish", rss(item("1234"), head="<language>\u202e&lt;b&gt;</language>"), "1234", first={"language": None})

# Dates

for name, (text, moment) in {
    "rfc 822": ("Wed, 12 Jan 2022 18:30:00 +0100", "2022-01-12T18:30:00+01:00"),
    "rfc 822 in eastern time": ("Wed, 12 Jan 2022 18:30:00 EST", "2022-01-12T18:30:00-05:00"),
    "rfc 822 of unknown zone": ("Wed, 12 Jan 2022 18:30:00 -0000", "2022-01-12T18:30:00+00:00"),
    "two-digit year": ("Wed, 12 Jan 22 18:30:00 GMT", "2022-01-12T18:30:00+00:00"),
    "iso in rss": ("2022-01-12T18:30:00Z", "2022-01-12T18:30:00+00:00"),
    "day alone": ("2022-01-12", "2022-01-12T00:00:00+00:00"),
    "wrong weekday": ("Mon, 12 Jan 2022 18:30:00 GMT", "2022-01-12T18:30:00+00:00"),
    "fraction of nine digits": ("2022-01-12T18:30:00.123456789+01:00", "2022-01-12T18:30:00.123456+01:00"),
    "in words": ("last Wednesday", None),
    "32 January": ("Wed, 32 Jan 2022 18:30:00 GMT", None),
    "zeros": ("0000-00-00 00:00:00", None),
    "100,000 digits": ("1" * 100_000, None),
    "empty": ("", None),
}.items():
    case(f"date: {name}", rss(item("T", f"<pubDate>{text}</pubDate>")), "T", first={"published": moment})
case("date: only updated", atom(entry("T", "<updated>2022-01-12T18:30:00Z</updated>")), "T", first={"published": "2022-01-12T18:30:00+00:00"})
case("date: published and updated", atom(entry("T", "<published>2022-01-10T08:00:00+02:00</published>"
     "<updated>2022-01-12T18:30:00Z</updated>")), "T", first={"published": "2022-01-10T08:00:00+02:00", "updated": "2022-01-12T18:30:00+00:00"})

# Links

for name, (link, url) in {
    "relative": ("/a/1", "https://herald.example/a/1"),
    "relative without slash": ("a/1", "https://herald.example/a/1"),
    "protocol-relative": ("//other.example/x", "https://other.example/x"),
    "with white space around": ("\n https://herald.example/1 \n", "https://herald.example/1"),
    "script": ("javascript:alert(1)", None),
    "local file": ("file:///etc/passwd", None),
    "data": ("data:text/html,hi", None),
    "with a password": ("https://user:pass@herald.example/", None),
    "broken brackets": ("https://[::1/x", None),
    "with an escape": ("https://herald.example/&#27;[2J", "https://herald.example/"),
}.items():
    case(f"link: {name}", rss(item("T", link=link)), "T", first={"url": url})
case("link: atom picks alternate", atom("<entry><title>T</title><link rel='self' href='https://h.example/self'/>"
     "<link rel='alternate' href='https://h.example/page'/></entry>"), "T", first={"url": "https://h.example/page"})
case("link: permalink guid", rss(item("T", "<guid>https://herald.example/g</guid>", link=None)), "T",
     first={"url": "https://herald.example/g"})
case("link: guid that is none", rss(item("T", "<guid isPermaLink='false'>abc</guid>", link=None)), "T",
     first={"url": None, "guid": "abc"})
case("link: original behind a proxy", rss(item("T", "<feedburner:origLink xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>"
     "https://herald.example/orig</feedburner:origLink>", link="https://proxy.example/~r/x")), "T", first={"url": "https://herald.example/orig"})
case("source of an aggregator", rss(item("T", "<source url='https://wire.example/'>Example Wire</source>")), "T",
     first={"source": "Example Wire"})

# Titles with words in angle brackets

for name, (title, expected) in {
    "two words": ("&lt;antares&gt; on &lt;title&gt; tags", "<antares> on <title> tags"),
    "in CDATA": ("<![CDATA[Why <main> is not <section>]]>", "Why <main> is not <section>"),
    "with attributes": ("The &lt;answer to=&quot;it&quot;&gt; all", 'The <answer to="it"> all'),
    "a generic type": ("List&lt;String&gt; considered", "List<String> considered"),
    "beside real markup": ("&lt;b&gt;Bold&lt;/b&gt; &lt;claims&gt;", "Bold <claims>"),
    "real markup alone": ("&lt;em&gt;Port&lt;/em&gt; &lt;br/&gt;shut", "Port shut"),
}.items():
    case(f"title: {name}", rss(item(title)), expected)

# Days in other notations

for written, day in {
    "2026/11/23 15:07:41": "2026-11-23T15:07:41+00:00",
    "2026年11月23日": "2026-11-23T00:00:00+00:00",
    "Nov 23, 2026": "2026-11-23T00:00:00+00:00",
    "Mon, 11/23/2026 - 10:15": "2026-11-23T10:15:00+00:00",
    "23.11.2026": "2026-11-23T00:00:00+00:00",
    "Mon, 23 Nov 2026 01:45:08 +02:00": "2026-11-23T01:45:08+02:00",
    "11/12/2026": None,
    "2026": None,
    "next week": None,
}.items():
    note = None if day else f"dated {written!r}, which cannot be read; filed under the day of intake"
    case(f"day: {written}", rss(item("T", f"<pubDate>{written}</pubDate>")), "T",
         first={"published": day, "date_note": note})
case("day: of a change where none is of publication", atom("<entry><title>T</title><id>1</id><updated>2026-11-23</updated></entry>"),
     "T", first={"published": "2026-11-23T00:00:00+00:00", "date_note": None})

# What is left out is said

case("three entries of one guid", rss(*[item("Port shut", "<guid>1</guid>", link=None)] * 3), *["Port shut"] * 3,
     feed={"notice": "2 entries have the guid, address or words of another and did not count"})
case("different stories of one guid", rss(item("Port shut", "<guid>1</guid>", link=None), item("Bank fined", "<guid>1</guid>", link=None)),
     "Port shut", "Bank fined", feed={"notice": None})

case("title with its source behind it", rss(item("Port shut - Example Wire", "<source url='https://wire.example/'>Example Wire</source>")),
     "Port shut", first={"source": "Example Wire"})
case("title that only ends like a source", rss(item("Port shut - for now", "<source url='https://wire.example/'>Example Wire</source>")),
     "Port shut - for now")

# Sizes

case("2,500 items", rss(*[item(f"Item {n}", link=f"https://herald.example/{n}") for n in range(2500)]),
     *[f"Item {n}" for n in range(2000)], problem="the first 2000 count")
case("30,000 entries in atom", atom(*[entry(f"Item {n}") for n in range(30_000)]), *[f"Item {n}" for n in range(2000)],
     problem="the first 2000 count")
case("a text of two million characters", described("word " * 400_000), "Talks open", first={"complete": False},
     feed={"notice": "1 entry was cut at 1,000,000 characters"})
