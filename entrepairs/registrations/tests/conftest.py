"""A study day that takes registrations."""

import datetime as dt

import pytest
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Circle, Membership, Person


@pytest.fixture
def event(network: Network, claire: Person) -> Event:
    """A study day in ten days, with two places; Claire prepares it."""
    with hats.system("test"):
        circle = Circle.objects.create(kind="event", name="Journée", organisation=network.escale)
        Membership.objects.create(circle=circle, person=claire)
        day = timezone.localdate() + dt.timedelta(days=10)
        return Event.objects.create(
            key=circle.key,
            circle=circle,
            kind="study_day",
            state="published",
            title_fr="Ce que nous savons",
            starts_on=day,
            ends_on=day,
            registers=True,
            capacity=2,
            published_at=timezone.now(),
        )
