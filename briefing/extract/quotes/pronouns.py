"""Whom a pronoun that speaks stands for."""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.antecedents import OBJECTS, PRONOUNS, SPOKE, SUBJECT, Antecedent
from briefing.extract.quotes.clauses import own_subject
from briefing.extract.quotes.resolution import Resolution


def pronoun_at(resolution: Resolution, row: int, rank: int) -> Antecedent | None:
    """Whom a "he" or "she" stands for, which makes it an antecedent for the next one."""
    gender = (PRONOUNS | OBJECTS)[resolution.context.tokens.lower[row]]
    one = resolution.antecedents.single(row, gender)
    if one is None:
        return None
    if one.person is not None:
        resolution.antecedents.learn(one.person, gender)
    here = Antecedent(row, rank, one.person, one.gender or gender, row_of=one.origin)
    resolution.pronouns[row] = here
    resolution.antecedents.add(here)
    return here


def matrix_subject(resolution: Resolution, row: int) -> Antecedent | None:
    """ "The chip maker shook markets when it announced the sale": the subject of that sentence."""
    context, tokens = resolution.context, resolution.context.tokens
    clause = tokens.head[row]
    above = tokens.head[clause]
    if tokens.dep[clause] != "advcl" or above >= clause:
        return None
    subject = own_subject(context, above)
    if subject is None or tokens.tag[subject] != "NN" or context.inside[subject] >= 0:
        return None
    return Antecedent(subject, SUBJECT, body=True) if subject < row else None


def own_subject_of_content(resolution: Resolution, row: int) -> Antecedent | None:
    """ "Harbour Inc will split in two, it said", "Lind will resign, he said": of oneself."""
    s, tokens = resolution.context, resolution.context.tokens
    verb = tokens.head[row]
    clauses = [k for k in tokens.kids[verb] if tokens.dep[k] == "ccomp" and k < row]
    clauses += [k for c in clauses for k in tokens.kids[c] if tokens.dep[k] == "conj" and k < row]
    subjects = [k for c in clauses if (k := own_subject(s, c)) is not None and s.inside[k] < 0]
    gender = PRONOUNS.get(tokens.lower[row])
    fits = []
    for subject in subjects:
        person = resolution.people.at.get(subject)
        if gender is not None and person is not None and person.gender in (None, gender):
            fits.append(Antecedent(subject, SPOKE, person, gender))
        if gender is not None and person is None and is_role(tokens.lower[subject]):
            fits.append(Antecedent(subject, SPOKE, gender=gender))  # "The envoy will go, he said"
        body = tokens.entity[subject] == "ORG" or tokens.lower[subject] in lists().bodies
        single = tokens.tag[subject] in ("NN", "NNP") and not resolution.people.furniture[subject]
        if gender is None and person is None and body and single:
            fits.append(Antecedent(subject, SPOKE, body=True))
    return fits[0] if len(fits) == 1 else None
