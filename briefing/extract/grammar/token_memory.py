"""Answers that are looked up once an article: several rules ask the same of the same word."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from spacy.tokens import Token

Answer = TypeVar("Answer")


def once_a_token(question: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """The question with its answers kept beside the parsed article.

    Answers are plain values: a token in them would keep its article alive for good.
    """
    name = f"brief {question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answered(token: Token) -> Answer:
        kept = token.doc.user_data
        try:
            answers: dict[int, Answer] = kept[name]
        except KeyError:
            answers = kept[name] = {}
        row = token.i
        try:
            return answers[row]
        except KeyError:
            answer = answers[row] = question(token)
            return answer

    return answered
