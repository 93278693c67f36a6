"""A group in the words of schema.org, as search engines read it."""

from typing import Any

from entrepairs.groups import page_hooks
from entrepairs.groups.models import Group
from entrepairs.people.opening_hours import Week
from entrepairs.people.schema_org import describe_address, describe_hours


def describe_group(group: Group, week: Week, url: str) -> dict[str, Any]:
    name = group.name
    found: dict[str, Any] = {"@type": "Organization", "@id": url, "url": url, "name": name}
    found |= {"description": group.circle.about} if group.circle.about else {}
    found |= {"telephone": group.phone} if group.phone else {}
    found |= {"email": group.email} if group.email else {}
    found |= {"knowsLanguage": group.languages} if group.languages else {}
    address = describe_address(group)
    found |= {"address": address} if address else {}
    if week:
        place: dict[str, Any] = {"@type": "Place", "name": name}
        place |= {"address": address} if address else {}
        found["location"] = place | describe_hours(week)
    events = [one for part in page_hooks.described for one in part(group, url)]
    return found | ({"event": events} if events else {})
