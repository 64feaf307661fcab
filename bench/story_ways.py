"""The ways to find the story of an article that ``bench.stories`` compares."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

from bench.corpora.stories import about
from briefing.digest.stories import StoryIndex
from briefing.extract.topics import terms
from briefing.model import Article

_PATIENCE = 16  # days
_OPENING = 1_500  # characters


class Way(Protocol):
    """Takes articles by day; gives the number of each one's story."""

    def add(self, article: Article) -> int | None:
        """The story of the article."""


class _Joining:
    """Single pass: the most alike of the candidates decides, from ``threshold`` on."""

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._story: list[int] = []
        self._days: list[int] = []

    def add(self, article: Article) -> int | None:
        """The story of the article."""
        assert article.day is not None
        day, number = article.day.toordinal(), len(self._story)
        best, best_likeness = None, self._threshold
        for other, likeness in self.alike(article, number):
            if day - self._days[other] <= _PATIENCE and likeness >= best_likeness:
                best, best_likeness = other, likeness
        self._days.append(day)
        self._story.append(number if best is None else self._story[best])
        return self._story[-1]

    def alike(self, article: Article, number: int) -> Iterable[tuple[int, float]]:
        """Earlier articles, by number, with their likeness to this one; takes this one in."""
        raise NotImplementedError


class Own:
    """The stories of the program."""

    def __init__(self, threshold: float) -> None:
        self._index = StoryIndex(threshold)

    def add(self, article: Article) -> int | None:
        """The story of the article."""
        return self._index.add(*about(article))


def _words(article: Article) -> str:
    return f"{article.title}. {article.text[:_OPENING]}"


class Fuzzy(_Joining):
    """RapidFuzz's token set ratio, among articles that share one of the rarest words."""

    def __init__(self, threshold: float) -> None:
        super().__init__(threshold)
        self._texts: list[str] = []
        self._seen: Counter[str] = Counter()
        self._by_word: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=24))

    def alike(self, article: Article, number: int) -> Iterable[tuple[int, float]]:
        from rapidfuzz import fuzz

        counts = terms(article)
        self._seen.update(counts.keys())
        rare = sorted(counts, key=lambda word: (self._seen[word], word))[:12]
        shared = Counter(n for word in rare for n in self._by_word[word])
        text = " ".join(counts)
        near = [(n, fuzz.token_set_ratio(text, self._texts[n])) for n, _ in shared.most_common(60)]
        self._texts.append(text)
        for word in rare:
            self._by_word[word].append(number)
        return near


class MinHashed(_Joining):
    """rensa's MinHash: candidates by locality-sensitive hashing, likeness is that of Jaccard."""

    def __init__(self, threshold: float) -> None:
        from rensa import RMinHashLSH

        super().__init__(threshold)
        self._hashes: list[Any] = []
        # 128 bands of one: the steepest recall there is for the small overlap of two reports.
        self._near = RMinHashLSH(threshold=0.1, num_perm=128, num_bands=128)

    def alike(self, article: Article, number: int) -> Iterable[tuple[int, float]]:
        from rensa import RMinHash

        sketch = RMinHash(num_perm=128, seed=7)
        sketch.update(sorted(terms(article)) or [""])
        near = [(n, sketch.jaccard(self._hashes[n])) for n in self._near.query(sketch)]
        self._hashes.append(sketch)
        self._near.insert(number, sketch)
        return near


class Hashed(_Joining):
    """scikit-learn's HashingVectorizer with document counts that grow; all of the last days.

    With ``own``, its FeatureHasher over the words and weights of ``briefing.stories``.
    """

    SIZE = 2**18

    def __init__(self, threshold: float, own: bool = False) -> None:
        import numpy
        from sklearn.feature_extraction import FeatureHasher
        from sklearn.feature_extraction.text import HashingVectorizer

        super().__init__(threshold)
        self._np = numpy
        self._make: Callable[[Article], Any]
        if own:
            hasher = FeatureHasher(self.SIZE, alternate_sign=False)
            self._make = lambda article: hasher.transform([terms(article)])
        else:
            vectorizer = HashingVectorizer(
                n_features=self.SIZE, alternate_sign=False, norm=None, stop_words="english"
            )
            self._make = lambda article: vectorizer.transform([_words(article)])
        self._seen = numpy.zeros(self.SIZE)
        self._rows: list[Any] = []
        self._first = 0

    def alike(self, article: Article, number: int) -> Iterable[tuple[int, float]]:
        from scipy import sparse
        from sklearn.preprocessing import normalize

        assert article.day is not None
        row = self._make(article)
        self._seen[row.indices] += 1
        weight = self._np.log((number + 201) / (1 + self._seen[row.indices]))
        row.data = (1 + self._np.log(row.data)) * self._np.maximum(weight, 0)
        row = normalize(row)
        while self._first < number and article.day.toordinal() - self._days[self._first] > 16:
            self._first += 1
        near: Sequence[tuple[int, float]] = ()
        if self._first < number:
            likeness = (sparse.vstack(self._rows[self._first :]) @ row.T).toarray().ravel()
            best = self._np.argsort(likeness)[::-1][:12]
            near = [(self._first + int(n), float(likeness[n])) for n in best]
        self._rows.append(row)
        return near


class Foreseen(_Joining):
    """scikit-learn's TfidfVectorizer fitted to all articles beforehand: what nobody has."""

    def __init__(self, threshold: float, articles: Sequence[Article]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        super().__init__(threshold)
        vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
        rows = vectorizer.fit_transform([_words(article) for article in articles])
        self._likeness = (rows @ rows.T).tolil()

    def alike(self, article: Article, number: int) -> Iterable[tuple[int, float]]:
        del article
        row = self._likeness[number]
        likenesses = zip(row.rows[0], row.data[0], strict=True)
        return [(n, float(likeness)) for n, likeness in likenesses if n < number]


class Contender(NamedTuple):
    """A way with the thresholds that are tried."""

    name: str
    make: Callable[[float, Sequence[Article]], Way]
    thresholds: Sequence[float]
    costed: bool = True


def contenders() -> list[Contender]:
    """All ways that can be tried here."""
    tenths = [n / 100 for n in range(4, 40)]
    ways = [
        Contender("own words and weights", lambda t, _: Own(t), tenths),
        Contender("rapidfuzz token set", lambda t, _: Fuzzy(t), range(20, 80, 2)),
        Contender("rensa MinHash", lambda t, _: MinHashed(t), tenths),
    ]
    if find_spec("sklearn"):
        ways += [
            Contender("scikit-learn hashing", lambda t, _: Hashed(t), tenths),
            Contender("scikit-learn hashing, own words", lambda t, _: Hashed(t, True), tenths),
            Contender("scikit-learn tf-idf, fitted to all", Foreseen, tenths, costed=False),
        ]
    return ways
