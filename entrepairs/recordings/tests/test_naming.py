"""The name of the person who is heard is theirs to choose and to change, also after they answered,
everywhere at once."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.library import channels
from entrepairs.library.models import Resource
from entrepairs.library.tests.making import a_series
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.recordings.models import Voice
from entrepairs.recordings.tests.making import again, asked, heard_by_all, recording
from entrepairs.tests.posting import As


def naming(name: str) -> dict[str, Any]:
    return {"what": "name", "name": name, "once": uuid4()}


def test_another_name_is_the_one_that_everyone_reads_from_now_on(
    client: Client, as_person: As, claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    made, mine, _other = heard_by_all(claire, amel, bruno, network, series=a_series())
    ways = (
        made.path,
        f"{made.path}captions.fr.vtt",
        f"{made.path}podcast/captions.fr.vtt",
        "/library/series/expeerts/podcast.xml",
    )
    assert all("Amel" in body(client.get(way)) for way in ways)
    before = again(made).changed_at
    assert as_person(amel).post(mine.path, naming("  <Une>\n  paire ")).status_code == 302
    assert not any("Amel" in body(client.get(way)) for way in ways)
    assert "&lt;v" not in body(client.get(ways[1]))
    assert "<v &lt;Une&gt; paire>" in body(client.get(ways[1]))
    assert "<v Bruno>" in body(client.get(ways[1]))
    assert made.path in body(client.get("/library/?q=paire"))
    assert made.path not in body(client.get("/library/?q=Amel"))
    with hats.system("test"):
        assert (
            Resource.objects.get(pk=made.pk, state="published").changed_at > before
        )  # harvesters ask by it


def test_the_person_who_holds_a_private_address_chooses_their_name_there(
    client: Client, claire: Person, network: Any
) -> None:
    voice = asked(claire, recording(claire, network), "Zoé Lefèvre")
    page = f"/library/voice/{channels.private_address(voice.key, 0)}/"
    assert 'value="Zoé Lefèvre"' in body(client.get(page))
    assert client.post(page, naming("Z.")).status_code == 302
    assert again(voice).name == "Z."


@pytest.mark.parametrize("name", ["", "  ", "x" * 301])
def test_a_name_that_is_none_comes_back_in_its_form(
    as_person: As, claire: Person, amel: Person, network: Any, name: str
) -> None:
    voice = asked(claire, recording(claire, network), "Amel", amel)
    answer = as_person(amel).post(voice.path, naming(name))
    assert answer.status_code == 422
    assert again(voice).name == "Amel"


def test_it_is_nobody_elses_to_change(
    as_person: As, claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    _made, mine, _other = heard_by_all(claire, amel, bruno, network)
    assert as_person(bruno).post(mine.path, naming("Une autre")).status_code == 404
    as_person(claire).post(
        f"{_made.path}voices/{mine.key}/", {"what": "change", "name": "Une autre", "once": uuid4()}
    )
    with hats.system("test"):
        assert Voice.objects.get(pk=mine.pk).name == "Amel"
