"""The request as views get it: with the person who asks, and htmx."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


# Those that only read: what they ask for is shown, and nothing is written.
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class Request(HttpRequest):
    """What the middleware adds to Django's request. Only a type: Django makes the object."""

    person_id: int | None
    person: Any  # people.Person, of a room above; None for a stranger
    htmx: "HtmxDetails"
    # Numbers beside places of the navigation, by their keys, when a page knows them already.
    counted: Mapping[str, int]


class SignedInRequest(Request):
    """The same on a page for those who are signed in, which is the rule: views for strangers say so
    themselves."""

    person_id: int
