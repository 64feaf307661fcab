"""Where a place that findings name lies on the earth."""

from __future__ import annotations

from briefing.extract.places.gazetteer import fold, gazetteer


def coordinates(place: str, country: str | None = None) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of a place as findings call it; None if it is unknown.

    ``country`` is the code of the country that it is in, where that is given. Of several places so
    named it is the largest, as in the reading of articles; a country lies where its capital does.
    """
    entries = [
        entry
        for entry in gazetteer().names.get(fold(place.removeprefix("the ")))
        if entry.place.latitude is not None and country in (None, entry.place.country)
    ]
    if not entries:
        return None
    largest = max(entries, key=lambda entry: (entry.capital, entry.population)).place
    if largest.latitude is None or largest.longitude is None:
        return None
    return largest.latitude, largest.longitude
