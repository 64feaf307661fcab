"""Whether two mentions within an article are of one meeting."""

from __future__ import annotations

from datetime import date

from briefing.extract.places.countries import country_name, nation_of
from briefing.extract.talks.mention import Mention
from briefing.extract.talks.persons import Party
from briefing.extract.talks.status import LONGEST, status_of
from briefing.extract.word_lists import word_lists
from briefing.names.bodies import UNIONS

# Nouns that one article uses of one meeting in turn; "a seminar" and "the meeting" are two.
_ANY_MEETING = frozenset("meeting talks session discussions negotiations round".split())
_SITTINGS = frozenset({"session", "sessions", "proceedings", "proceeding", "briefing"})
# People without an office: none of them is the president, or the minister, who is met by name.
_PRIVATE = word_lists("meeting_words")["private"]
_NEXT = 2  # sentences within which a court that sits is still the same
_TABLE = 3  # parties of which a clause that names two or three leaves none out
_FAR = 8  # sentences after which words that point back need more than a day or a place in common


def is_same_meeting(old: Mention, new: Mention, day: date | None) -> bool:
    """Whether a later mention can only be, or is best read as, of the meeting of an earlier one.

    ``day`` is that of publication.
    """
    if (old.sort == "call") != (new.sort == "call"):
        return _is_said_there(old, new)
    if old.verbal and new.verbal and "interview" in {old.noun, new.noun} and old.noun != new.noun:
        return False  # whom the police questioned, and a jury that was convened
    if (old.sort == "hearing") != (new.sort == "hearing") and not _may_be_hearing(old, new):
        return False
    if old.round and new.round and old.round != new.round:
        return False
    if not _places_agree(old, new) or _meet_apart(old, new) or _are_two_journeys(old, new):
        return False
    if new.distinct and old.verbal and new.verbal and old.sentence == new.sentence:
        return False  # "met the king on Sunday and will later meet the premier"
    if is_put_in_names(old, new) or _is_nested(old, new):
        return True
    if _are_set_beside(old, new):
        return False
    if _is_one_past_one_ahead(old, new, day):
        return False
    if old.start and new.start:
        return days_agree(old, new) and _parties_agree(old, new) and _sorts_agree(old, new)
    timeless = new.start is None and new.modality.direction in {"present", None}
    if new.until is None and not timeless and not _statuses_agree(old, new, day):
        return False
    if not _parties_agree(old, new):
        return False
    return _is_taken_up(old, new)


def _is_one_past_one_ahead(old: Mention, new: Mention, day: date | None) -> bool:
    """ "met Lind on Tuesday", "would meet Vik this week": two, though the week holds the day."""
    told = status_of(old, day) == "held" and new.modality.direction == "future"
    loose = old.precision == "day" and new.precision == "week"
    return told and loose and not (new.definite or new.rescheduled or old.modality.opened)


def _may_be_hearing(old: Mention, new: Mention) -> bool:
    """Whether one mention is of a hearing and the other calls what it is of a session."""
    other = new if old.sort == "hearing" else old
    return other.noun in _SITTINGS or other.verbal


def is_put_in_names(old: Mention, new: Mention) -> bool:
    """ "The bank's chief will meet the envoy this week. Ana Lind will meet Bo Berg on Thursday"."""
    pairs = len(old.parties) == len(new.parties) == 2 and all(p.person for p in new.parties)
    described = not any(p.person or nation_of(p.name) for p in old.parties)
    if not (pairs and described and old.verbal and new.verbal and old.sort == new.sort):
        return False
    if old.precision != "week" or new.sentence - old.sentence > _NEXT:
        return False
    ahead = old.modality.direction == new.modality.direction == "future"
    return ahead and old.start is not None and new.start is not None and _is_within(old, new)


def _are_two_journeys(old: Mention, new: Mention) -> bool:
    """ "Lind's visit to Cuba was called off", "ahead of Vik's visit to the island"."""
    people = [[p for p in m.parties if p.person] for m in (old, new)]
    visits = old.sort == new.sort == "visit" and all(people)
    return visits and not shared_parties(old.parties, new.parties)


def _is_said_there(old: Mention, new: Mention) -> bool:
    """ "Lind met Vik in Oslo", "She spoke with him for five minutes": face to face, not by wire."""
    spoken, met = (old, new) if old.sort == "call" else (new, old)
    if spoken.noun != "conversation" or met.sort != "meeting" or met.distinct or not met.verbal:
        return False
    if {spoken.modality.direction, met.modality.direction} != {"past"} or spoken.start:
        return False
    return shared_parties(old.parties, new.parties) >= max(2, len(spoken.parties))


def is_one_sitting(one: Mention, other: Mention) -> bool:
    """Whether two meetings of an article fall on one day, at one place, with the same people."""
    if one.start is None or other.start is None or not _is_within(one, other):
        return False
    if one.sort != other.sort or one.distinct or other.distinct or one.precision != "day":
        return False
    if not _places_agree(one, other) or _meet_apart(one, other) or not _parties_agree(one, other):
        return False
    fewer = min(len(one.parties), len(other.parties))
    if not fewer:
        if one.sort == "hearing" and None in (one.place, other.place):
            return True  # "appeared before the court" and "the hearings", both since Monday
        return one.place == other.place is not None
    return shared_parties(one.parties, other.parties) >= fewer


def _is_within(one: Mention, other: Mention) -> bool:
    """Whether the days of one are those of the other, or some of them."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    inside = one.start <= other.start and other.end <= one.end
    return inside or (other.start <= one.start and one.end <= other.end)


def _is_taken_up(old: Mention, new: Mention) -> bool:
    """Whether a mention that lacks days, as the meeting told of before may, points back to it."""
    shared = shared_parties(old.parties, new.parties)
    distance = new.sentence - old.sentence
    mixed = "visit" in {old.sort, new.sort} and old.sort != new.sort
    if (
        mixed
        and not shared
        and ((old.parties and new.parties) or new.gathering or old.gathering or not new.definite)
    ):
        return False  # "on a visit to Mongolia", "at the summit"
    if mixed and new.verbal and not shared and new.place is None:
        return False  # "They were briefed" is of no journey of somebody else
    if mixed and old.modality.tentative != new.modality.tentative and not new.definite:
        return False  # "could visit Lima when he attends the summit"
    apart = new.sort != old.sort and "visit" not in {old.sort, new.sort}
    if distance == 0 and apart and not new.definite and new.place is None:
        return False  # "will meet to discuss efforts to convene delayed talks"
    if new.start is None and new.place is None:
        if new.distinct:
            return False
        if shared:
            near = new.definite or distance <= 1 or _is_with_same_group(old, new)
            return shared > 1 or near or _is_by_name(old, new)
        return new.definite or (distance <= 1 and not new.parties)
    if new.distinct:
        return _is_next_of_all(old, new)
    if _is_visit_of_same(old, new, shared) or _are_both_off(old, new):
        return True
    if old.sort == new.sort == "hearing" and distance <= _NEXT and not (old.start and old.place):
        return bool(shared) or not (old.parties and new.parties)
    if old.place and new.place:
        return new.definite or old.start is None or new.sort == old.sort or shared > 1
    if shared > 1 and old.sort != "visit":
        return True
    fewer = min(len(old.parties), len(new.parties))
    if shared == fewer > 0 and old.sort == new.sort and distance <= _FAR and not new.place:
        return True
    return new.definite and not old.distinct and old.sort != "visit" and distance <= _FAR


def _is_with_same_group(old: Mention, new: Mention) -> bool:
    """ "Talks with creditors stalled", "since the firm and its creditors began talks": one round,
    where those many are all of whom one of the mentions says that they take part."""
    if old.sort != "talks" or new.sort != "talks" or old.verbal or new.verbal or old.round:
        return False
    shared = [p for p in new.parties if any(is_same_party(p, other) for other in old.parties)]
    many = all(not p.person and not p.named and nation_of(p.name) is None for p in shared)
    return many and len(shared) >= min(len(old.parties), len(new.parties))


def _is_next_of_all(old: Mention, new: Mention) -> bool:
    """ "upcoming talks in Geneva", "the next round, due on April 9 in Geneva": one, to come."""
    ahead = old.modality.direction == new.modality.direction == "future"
    sited = old.place == new.place is not None and old.start is None and not old.distinct
    return ahead and sited and old.sort == new.sort == "talks"


def _is_visit_of_same(old: Mention, new: Mention, shared: int) -> bool:
    """ "plans to visit Lima to meet officials", "During his Peru visit": one journey to come."""
    ahead = "past" not in {old.modality.direction, new.modality.direction}
    return "visit" in {old.sort, new.sort} and ahead and bool(shared and old.place and new.place)


def _are_both_off(old: Mention, new: Mention) -> bool:
    """Talks called off in Geneva, and talks that an envoy halted on Wednesday."""
    off = old.modality.cancelled and new.modality.cancelled
    return off and old.sort == new.sort == "talks" and not (old.parties and new.parties)


def _meet_apart(old: Mention, new: Mention) -> bool:
    """ "Park met Xi on the sidelines of the summit": two persons, and the summit of many."""
    if old.gathering == new.gathering:
        return False
    apart = old if new.gathering else new
    there = old.place == new.place is not None and old.sentence == new.sentence
    if there and apart.verbal and apart.parties:
        return True
    if apart.verbal and apart.parties and not apart.definite and _are_strangers(old, new):
        return True  # "met lawmakers in Lima", "Vik spoke at a conference there"
    of_two = sum(p.person for p in apart.parties) == len(apart.parties) == 2
    return of_two and (apart.verbal or apart.place is None)


def _are_strangers(old: Mention, new: Mention) -> bool:
    """Whether two mentions name persons, none of them the same."""
    named = all(any(p.person for p in m.parties) for m in (old, new))
    return named and not shared_parties(old.parties, new.parties)


def _places_agree(old: Mention, new: Mention) -> bool:
    if not old.place or not new.place or old.place == new.place:
        return True
    if "visit" in {old.sort, new.sort} and not shared_parties(old.parties, new.parties):
        return False
    return is_country_of(old, new) or is_country_of(new, old)


def is_country_of(one: Mention, other: Mention) -> bool:
    """Whether one meeting is said to be in the country in which the place of the other lies."""
    within = one.country is not None and one.country == other.country
    return within and one.place == country_name(one.country) != other.place


def _is_nested(old: Mention, new: Mention) -> bool:
    """Two clauses of one sentence that share their day, one within the other."""
    overlap = old.span.contains(new.span) or new.span.contains(old.span)
    return overlap and old.start is not None and (old.start, old.end) == (new.start, new.end)


def _are_set_beside(old: Mention, new: Mention) -> bool:
    """ "the aviation talks are stuck, while the Paris talks made headway": two in one sentence."""
    nouns = old.sentence == new.sentence and not (old.verbal or new.verbal)
    return nouns and old.place != new.place and old.what != new.what and old.word < new.word


def days_agree(old: Mention, new: Mention) -> bool:
    if old.start is None or new.start is None or old.end is None or new.end is None:
        return True
    if new.rescheduled and (new.definite or shared_parties(old.parties, new.parties)):
        return True  # "The talks have been put off to Friday"
    if is_begun_before(old, new) or _runs_on(old, new):
        return True
    told_where = bool(old.place and new.place)  # which agree, or they would be two by that
    vague = old.precision != new.precision and not new.definite and not told_where
    if vague and new.place != old.place and not _have_one_name(old, new):
        return bool(shared_parties(old.parties, new.parties)) and old.start <= new.end <= old.end
    return old.start <= new.end and new.start <= old.end


def _have_one_name(old: Mention, new: Mention) -> bool:
    """ "peace talks set to begin on Monday", "peace talks in Geneva this week"."""
    nouns = not (old.verbal or new.verbal) and old.firm and new.firm
    one, other = _noun_with_kind(old), _noun_with_kind(new)
    return nouns and len(one) > 1 and one == other and not new.distinct


def _noun_with_kind(mention: Mention) -> list[str]:
    """ "peace talks" of "new peace talks set to begin on Monday"."""
    words = mention.what.casefold().split()
    return words[: words.index(mention.noun) + 1][-2:] if mention.noun in words else []


def is_begun_before(old: Mention, new: Mention) -> bool:
    """ "The court sat on Monday ... The hearing, which began last Tuesday": one, from then on."""
    if old.start is None or new.start is None or "day" not in {old.precision, new.precision}:
        return False
    same = old.sort == new.sort and old.place == new.place and new.definite
    span = (old.start - new.start).days
    return same and new.modality.opened and 0 < span <= LONGEST


def _runs_on(old: Mention, new: Mention) -> bool:
    """Meetings of the same parties at one place on one day and on the next: one meeting."""
    if old.start is None or new.start is None or old.end is None or new.end is None:
        return False
    if old.place is None or old.place != new.place or {old.precision, new.precision} != {"day"}:
        return False
    if "visit" in {old.sort, new.sort}:
        return False
    if not (new.definite or shared_parties(old.parties, new.parties)):
        return False
    if "future" in {old.modality.direction, new.modality.direction} and not new.definite:
        return False  # "will meet in Seoul on Thursday", "met an envoy there on Wednesday"
    return 1 in {(new.start - old.end).days, (old.start - new.end).days}


def _parties_agree(old: Mention, new: Mention) -> bool:
    """Whether the parties of two mentions can be those of one meeting."""
    if not old.parties or not new.parties:
        return True
    if _meet_private_people(old, new) or _meet_private_people(new, old):
        return False
    shared = shared_parties(old.parties, new.parties)
    alike = old.noun == new.noun or {old.noun, new.noun} <= _ANY_MEETING
    if new.definite and alike and (new.attended or old.attended):
        return True  # "is going to the meeting": who comes to it as well
    if new.verbal and new.definite and all(len(p.keys) == 1 for p in new.parties):
        return True  # "The two negotiators, X and Y, met": nothing says for whom they act
    if _is_table(old) and _is_table(new) and shared < 2:
        return _is_by_name(old, new)  # Kerry and Lavrov, Kerry and Putin
    if _is_pair(old) and not shared and _is_crowd(new):
        return False  # two premiers, and "the 28 European ministers"
    if shared or old.place == new.place is not None:
        return True
    if new.distinct and not new.definite:
        return False
    return not (_is_named(old) and _is_named(new))


def _meet_private_people(one: Mention, other: Mention) -> bool:
    """ "met the king", "met families of the victims": whom one person met in turn."""
    rest, others = _unshared(one, other), _unshared(other, one)
    if not rest or not others or len(rest) == len(one.parties) or other.definite:
        return False
    named = all(p.person or nation_of(p.name) for p in others)
    return named and all(p.keys & _PRIVATE for p in rest)


def _unshared(one: Mention, other: Mention) -> list[Party]:
    return [p for p in one.parties if not any(is_same_party(p, o) for o in other.parties)]


def _is_by_name(old: Mention, new: Mention) -> bool:
    """ "China's minister called Lind on Friday", "In his call with Lind, Wang ..."."""
    if old.sort != new.sort or new.distinct or not (new.definite or new.sort == "call"):
        return False
    shared = [p for p in new.parties if any(is_same_party(p, other) for other in old.parties)]
    rest = [p for p in new.parties if p not in shared]
    state = [p for p in old.parties if not any(is_same_party(p, other) for other in shared)]
    alone = len(shared) == len(rest) == len(state) == 1
    return alone and rest[0].person and len(rest[0].keys) == 1 and not state[0].person


def shared_parties(some: tuple[Party, ...], others: tuple[Party, ...]) -> int:
    """How many of some parties are among the others, a state being there by its minister."""
    return sum(any(is_same_party(one, other) for other in others) for one in some)


def is_same_party(one: Party, other: Party) -> bool:
    """Whether two names mean one party: two persons only by name, else by any word in common."""
    if one.person and other.person:
        return one.surname == other.surname
    return bool(one.keys & other.keys)


def _is_pair(mention: Mention) -> bool:
    named = all(p.named for p in mention.parties)
    return len(mention.parties) == 2 and named and mention.sort != "visit"


def _is_table(mention: Mention) -> bool:
    """Whether the words say by name of two or three who they are that meet."""
    few = 2 <= len(mention.parties) <= _TABLE and not mention.attended
    return few and all(p.named for p in mention.parties) and mention.sort != "visit"


def _is_crowd(mention: Mention) -> bool:
    """Whether the words say of which many alone it is a meeting ("European ministers")."""
    party = mention.parties[0]
    many = len(mention.parties) == 1 and party.named and not party.person
    return many and mention.verbal and " " in party.name and nation_of(party.name) is None


def _is_named(mention: Mention) -> bool:
    """Whether persons, states or unions are named, as against groups that take part too."""
    return any(p.person or nation_of(p.name) or p.name in UNIONS.values() for p in mention.parties)


def _sorts_agree(old: Mention, new: Mention) -> bool:
    if old.sort == new.sort or "talks" in {old.sort, new.sort}:
        return True
    return bool(old.place and new.place) or new.definite


def _statuses_agree(old: Mention, new: Mention, day: date | None) -> bool:
    one, other = status_of(old, day), status_of(new, day)
    ahead = {"planned", "postponed", "cancelled"}
    if one == "under way" and other == "planned" and old.start == day and new.definite:
        return True  # "is hosting a summit on Thursday", "The summit will bring together ..."
    over = day is not None and new.end is not None and (day - new.end).days > LONGEST
    if one == "under way" and other == "held" and over:
        return False  # "The panel, meeting in Lima", "At its first meeting, in February"
    return (one in ahead) == (other in ahead)
