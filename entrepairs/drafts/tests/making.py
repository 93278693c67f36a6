"""Events with pictures, for tests."""

import random

from entrepairs.core import hats
from entrepairs.drafts.models import Picture
from entrepairs.events.models import Event
from entrepairs.events.tests.making import an_event
from entrepairs.files.checks.image import COVERS
from entrepairs.people.models import Organisation


def pictured_events(organisation: Organisation, count: int) -> list[Event]:
    """With pictures as heavy as they may be."""
    chance = random.Random(8)
    drawn = {size: chance.randbytes(most) for size, (_pixels, most) in COVERS.items()}
    made = [an_event(organisation) for _ in range(count)]
    with hats.system("test"):
        for event in made:
            Picture.objects.create(event=event, shows_fr="mots", **drawn)
    return made
