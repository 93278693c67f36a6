"""The search index after an upgrade: in the words of this version."""

from typing import Any

import pytest
from django.db.models import CharField
from django.db.models.expressions import RawSQL
from django.test import Client

from entrepairs.core import hats
from entrepairs.engine import prepare
from entrepairs.events import search_entries
from entrepairs.events.tests.making import an_event
from entrepairs.library.tests.making import published
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.search.models import Entry


def rows_of_index() -> dict[str, str]:
    """By key, where the row lies: what is not written again stays there."""
    lies = RawSQL("ctid::text", [], output_field=CharField())
    with hats.system("test"):
        return dict(Entry.objects.values_list("key", lies))


def count_found(client: Client, words: str) -> int:
    return body(client.get("/library/", {"q": words})).count('class="hit"')


def test_things_are_found_by_what_this_version_calls_them_and_the_rest_is_left(
    monkeypatch: pytest.MonkeyPatch, claire: Person, network: Any, client: Client
) -> None:
    told, written = published(claire, network, kind="testimony"), published(claire, network)
    event = an_event(network.escale)
    with hats.system("test"):
        search_entries.index_event(event)
        for entry in Entry.objects.exclude(key=written.key):  # as the version before called them
            entry.text_fr = entry.text_fr.replace("témoignage", "parole").replace("journée", "jour")
            entry.text_en = entry.text_en.replace("testimony", "saying").replace("day", "sitting")
            entry.save(update_fields=["text_fr", "text_en"])
    assert (count_found(client, "saying"), count_found(client, "testimony")) == (1, 0)
    kept: list[str] = []
    monkeypatch.setattr(prepare, "write_state", lambda _link, state: kept.append(state.words))
    before, state = (
        rows_of_index(),
        prepare.State(words='{"library": "former", "events": "former"}'),
    )
    link: Any = None
    prepare._rewrite_index(link, state)
    assert (count_found(client, "saying"), count_found(client, "testimony")) == (0, 1)
    assert count_found(client, "sitting") == 0
    after = rows_of_index()
    assert after[written.key] == before[written.key]
    assert {told.key, event.key} <= {key for key in after if after[key] != before[key]}
    prepare._rewrite_index(link, state)
    assert len(kept) == 1, "nothing is called otherwise any more"
    assert rows_of_index() == after
