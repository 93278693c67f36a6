"""What is said is found, at its second, by those who may hear it."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from entrepairs.core import hats
from entrepairs.library.tests.making import published
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.recordings import captions
from entrepairs.recordings.actions import transcripts
from entrepairs.recordings.tests.making import asked, heard_by_all, recording, says
from entrepairs.search.models import Entry

TALK = "\n".join(
    f"{minute}:00 Amel: Minute {minute}, la persévérance de mes pairs m’a portée."
    for minute in range(12)
)


def test_a_word_that_is_said_leads_to_its_second(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network)
    page = client.get("/library/?q=attendu").content.decode()
    assert f'href="{made.path}?t=0#t-0"' in page
    assert "La marche" in page
    assert "<mark>attendu</mark>" in page


def test_the_moments_of_one_recording_are_one_line(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network)
    published(claire, network, title_fr="Persévérance")
    with hats.person(claire.pk):
        transcripts.write_captions(
            resource=made,
            language="fr",
            cues=captions.read_captions(TALK.encode()).cues,
            by=claire.pk,
        )
    page = client.get("/library/?q=persévérance").content.decode()
    assert "2 results" in page
    assert "11 more moments of this recording" in page
    there = client.get(f"{made.path}?q=persévérance").content.decode()
    assert there.count('class="here"') == 12
    assert re.search(r't=660#t-660"\s+data-second="660">11:00</a>', there)
    assert client.get(f"{made.path}?q=%00le&t=1").status_code == 200


def test_what_is_said_anew_is_found_anew(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network)
    with hats.person(claire.pk):
        transcripts.write_captions(
            resource=made,
            language="fr",
            cues=captions.read_captions(TALK.encode()).cues,
            by=claire.pk,
        )
    assert made.path not in body(client.get("/library/?q=attendu"))
    with hats.person(claire.pk):
        transcripts.remove_captions(resource=made, language="fr", by=claire.pk)
    with hats.system("test"):
        assert not Entry.objects.filter(kind="segment").exists()


def test_what_waits_for_a_yes_is_found_by_those_who_may_hear_it_alone(
    claire: Person,
    amel: Person,
    bruno: Person,
    eve: Person,
    network: Any,
    client: Client,
    as_person: Callable[[Person], Client],
) -> None:
    made = recording(claire, network)
    says(amel, asked(claire, made, "Amel", amel), "yes")
    asked(claire, made, "Bruno", bruno)
    found = {
        name: made.path in who.get("/library/?q=attendu").content.decode()
        for name, who in {
            "nobody": client,
            "eve": as_person(eve),
            "bruno": as_person(bruno),
            "claire": as_person(claire),
        }.items()
    }
    assert found == {"nobody": False, "eve": False, "bruno": True, "claire": True}
