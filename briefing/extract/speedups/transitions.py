"""The parser and the entity recogniser of spaCy, with a quicker way through their transitions.

Both choose one transition after another by a score, for a batch of documents at a time. spaCy's
own loop does so without the interpreter's lock, but takes it anew each time it asks whether a
transition is valid, which is some eighty times a token, and works on a quarter of the batch at a
time. Here the lock is kept, and the batch is left whole. What is chosen is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer, TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model

FACTORIES = {"parser": "brief_parser", "ner": "brief_ner"}
"""The factory to use in a model's configuration instead of one of spaCy's."""


class _Quick:
    """What both do otherwise than the classes of spaCy that they are made of."""

    moves: Any
    model: Model[Any, Any]
    transition_states: Callable[[list[Any], Any], list[Any]]

    def greedy_parse(self, docs: Sequence[Doc], drop: float = 0.0) -> list[Any]:  # noqa: ARG002  (as above)
        """The final state of each document; ``drop`` is for training and has no effect here."""
        finals: list[Any] = self.moves.init_batch(docs)
        scorer = self.model.predict(docs)
        scores = scores_of(scorer)
        states = [state for state in finals if not state.is_final()]
        while states:
            states = self.transition_states(states, scores(states))
        # It refers to itself, and to all that its layers worked out: some 15 KB a token.
        scorer.clear_memory()
        return finals

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate documents, in order, ``batch_size`` of them at a time."""
        yield from TrainablePipe.pipe(self, stream, batch_size=batch_size)


def scores_of(scorer: Any) -> Callable[[list[Any]], Any]:
    """``scorer.predict``; without its look for classes never seen in training where there are none.

    It is called some two times a word of the longest document.
    """
    upper = scorer.vec2scores
    if upper is None or upper.name != "linear" or not scorer._class_mask.all():
        return scorer.predict  # type: ignore[no-any-return]  # it has no types
    weights, bias, gemm = upper.get_param("W"), upper.get_param("b"), upper.ops.gemm

    def scores(states: list[Any]) -> Any:
        vectors = scorer.state2vec.predict(scorer.get_token_ids(states))
        found = gemm(vectors, weights, trans2=True)
        found += bias
        return found

    return scores


class QuickParser(_Quick, DependencyParser):  # type: ignore[misc]  # the base is compiled
    """A dependency parser."""


class QuickEntityRecognizer(_Quick, EntityRecognizer):  # type: ignore[misc]  # the base is compiled
    """A recogniser of named entities."""


@Language.factory(FACTORIES["parser"])
def _make_parser(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any = None,
    update_with_oracle_cut_size: int = 100,
    min_action_freq: int = 30,
    learn_tokens: bool = False,
    scorer: Any = None,
) -> QuickParser:
    return QuickParser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        min_action_freq=min_action_freq,
        learn_tokens=learn_tokens,
        scorer=scorer,
    )


@Language.factory(FACTORIES["ner"])
def _make_ner(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any = None,
    update_with_oracle_cut_size: int = 100,
    incorrect_spans_key: str | None = None,
    scorer: Any = None,
) -> QuickEntityRecognizer:
    return QuickEntityRecognizer(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
