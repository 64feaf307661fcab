"""What cannot both hold, looked up in the articles of stories."""

from __future__ import annotations

from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.stories import Story
from briefing.model import Article, Entry, Findings, Span
from briefing.timeline.contradictions import ContradictionSearch
from tests.briefing.support import DAY, article, quote

SOLD = article("sold", text="The harbour board sold the Amber pier to Corvin Lines.", source="Gull")
UNSOLD = article("unsold", text="The harbour board has not sold the Amber pier.", source="Tide")


def story_of(*articles: Article) -> Story:
    return Story("The pier", DAY, DAY, tuple(map(ArticleRef.of, articles)))


def briefing_of(*articles: Article) -> Briefing:
    return make_briefing(map(Entry, articles), AsOf(DAY, "asked for"))


class Shelf:
    """Articles with their findings, and which of them were asked for."""

    def __init__(self, *articles: Article) -> None:
        self.articles = {each.id: each for each in articles}
        self.findings: dict[str, Findings] = {}
        self.search = ContradictionSearch(
            lambda article_id, _: self.articles.get(article_id),
            lambda article_id, _: self.findings.get(article_id),
        )

    def kinds(self) -> list[str]:
        whole = tuple(self.articles.values())
        (story,) = self.search.within([story_of(*whole)], briefing_of(*whole))
        return [each.kind for each in story.contradictions]


def test_a_story_comes_back_with_what_contradicts_in_it() -> None:
    (story,) = Shelf(SOLD, UNSOLD).search.within([story_of(SOLD, UNSOLD)], briefing_of(SOLD))
    (row,) = story.contradictions
    assert [side[0].article.source for side in row.sides] == ["Gull", "Tide"]
    assert story.articles == story_of(SOLD, UNSOLD).articles


def test_stories_are_compared_each_by_itself() -> None:
    stories = Shelf(SOLD, UNSOLD).search.within(
        [story_of(SOLD), story_of(UNSOLD)], briefing_of(SOLD, UNSOLD)
    )
    assert [story.contradictions for story in stories] == [(), ()]


def test_an_article_that_is_gone_contradicts_nothing() -> None:
    shelf = Shelf(SOLD)
    (story,) = shelf.search.within([story_of(SOLD, UNSOLD)], briefing_of(SOLD))
    assert story.contradictions == ()


def test_what_has_changed_is_compared_again() -> None:
    shelf = Shelf(SOLD, UNSOLD)
    assert shelf.kinds() == shelf.kinds() == ["polarity"]
    text = "The weather in Tarno was fine."
    shelf.articles["unsold"] = article("unsold", text=text, source="Tide")
    assert shelf.kinds() == []


def test_findings_that_have_changed_are_read_again() -> None:
    shelf = Shelf(SOLD, UNSOLD)
    assert shelf.kinds() == ["polarity"]
    whole = Span(0, len(UNSOLD.text))
    asked = quote("Ines Holt", content=UNSOLD.text, spans=(whole,), cue="asked")
    shelf.findings["unsold"] = Findings("unsold", "rules", quotes=(asked,))
    assert shelf.kinds() == []
