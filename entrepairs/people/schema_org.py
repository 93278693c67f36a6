"""An organisation in the words of schema.org, as search engines read it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from entrepairs.people.hooks import NextEvent
from entrepairs.people.models import Organisation
from entrepairs.people.opening_hours import Hours, Week
from entrepairs.ui.schema_org import SCHEMA
from entrepairs.vocabulary.queries import Term

Absolute = Callable[[str], str]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TYPES = {
    Organisation.Kind.HOSPITAL: "Hospital",
    Organisation.Kind.UNIVERSITY: "CollegeOrUniversity",
    Organisation.Kind.ASSOCIATION: "NGO",
    Organisation.Kind.MUTUAL_AID: "NGO",
}


def describe_organisation(
    organisation: Organisation,
    week: Week,
    languages: Sequence[Term],
    events: Iterable[NextEvent],
    absolute: Absolute,
) -> dict[str, Any]:
    url = absolute(f"/organisations/{organisation.key}/")
    kind = TYPES.get(organisation.kind, "Organization")  # type: ignore[call-overload]
    found: dict[str, Any] = {"@type": kind, "@id": url, "url": url, "name": organisation.name}
    found |= {"description": organisation.about} if organisation.about else {}
    found |= {"telephone": organisation.telephone} if organisation.telephone else {}
    if address := describe_address(organisation):
        found["address"] = address
    found |= {"knowsLanguage": [term.key for term in languages]} if languages else {}
    if week:
        place: dict[str, Any] = {"@type": "Place", "name": organisation.name}
        place |= {"address": address} if address else {}
        found["location"] = place | describe_hours(week)
    told = [
        {
            "@type": "Event",
            "name": event.title,
            "url": absolute(event.url),
            "startDate": event.starts_on.isoformat(),
        }
        for event in events
    ]
    return found | ({"event": told} if told else {})


def describe_address(owner: Any) -> dict[str, str]:
    """Of an organisation or a group."""
    found = {"streetAddress": owner.address} if owner.address else {}
    if owner.place:
        found["addressLocality"] = str(owner.place)
        found["addressCountry"] = owner.place.country
    return {"@type": "PostalAddress"} | found if found else {}


def describe_hours(week: Week) -> dict[str, Any]:
    """What a place says of its hours, holidays of the coming year included."""
    days = [
        _specify(hours) | {"dayOfWeek": f"{SCHEMA}{WEEKDAYS[number]}"}
        for number, day in enumerate(week.days)
        for hours in day
    ]
    special = [
        _specify(hours) | {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
        for day in sorted({*week.exceptions, *week.holidays})
        for hours in week.on(day) or [None]
    ]
    found: dict[str, Any] = {"openingHoursSpecification": days} if days else {}
    return found | ({"specialOpeningHoursSpecification": special} if special else {})


def _specify(hours: Hours | None) -> dict[str, str]:
    """Closed all day is told as opening and closing at once."""
    opens, closes = (f"{one:%H:%M}" for one in hours) if hours else ("00:00", "00:00")
    return {"@type": "OpeningHoursSpecification", "opens": opens, "closes": closes}
