"""What every room holds about a person, and the page that tells it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import BigIntegerField, ForeignKey, OneToOneField

from entrepairs.conversations.tests.making import make
from entrepairs.core import hats
from entrepairs.core.contributions import refuse_to_start
from entrepairs.ledger import held
from entrepairs.ledger.held import Held, Table
from entrepairs.ledger.looks import note_look
from entrepairs.people.models import Block, Person
from entrepairs.people.tests.telling import tell
from entrepairs.tests.posting import As

# Numbers that are no person's.
OTHER_NUMBERS = {
    "conversations_reading.message_id",
    "decisions_namelessanswer.id",
    "library_file.size",
    "library_file.received",
    "minutes_sittingfile.size",
    "minutes_sittingfile.received",
    "pairs_invitation.round_id",
    "people_searchterm.scope",
    "rights_export.size",
    "rounds_round.seed",
    "search_entry.series_id",
    "sharing_sharedfile.size",
    "sharing_sharedfile.received",
    "suggestions_finderrow.scope",
    "suggestions_termposition.concept",
    "suggestions_weights.learnt_up_to",
}


def columns_that_name_a_person() -> Iterator[str]:
    for model in apps.get_models():
        if not model.__module__.startswith("entrepairs."):
            continue
        for field in model._meta.concrete_fields:
            to_person = isinstance(field, ForeignKey) and field.related_model is Person
            number = isinstance(field, BigIntegerField) and not field.primary_key
            if to_person or (number and not isinstance(field, ForeignKey | OneToOneField)):
                name = f"{model._meta.db_table}.{field.column}"
                if name not in OTHER_NUMBERS:
                    yield name


def test_no_table_names_a_person_that_no_room_declares() -> None:
    """Declare yours in held.py of your room: in words, with the column that names the person."""
    declared = {
        f"{one.name}.{column}"
        for kind in held.all_held()
        for one in kind.tables
        for column in (*one.persons, *one.unseen)
    }
    assert set(columns_that_name_a_person()) - declared == set()


def test_each_declared_table_is_asked_in_a_statement_that_runs(amel: Person) -> None:
    with hats.system("test"), connection.cursor() as cursor:
        for kind in held.all_held():
            for one in kind.tables:
                for condition in filter(None, (one.condition, one.more)):
                    cursor.execute(f"select count(*) from {one.name} where {condition}")
                    assert cursor.fetchone()


def test_a_room_that_does_not_say_how_it_names_a_person_does_not_start() -> None:
    words: dict[str, Any] = {"words": "x", "seen_by": "x", "until": "x"}
    forgot = Held("people", "forgot", tables=(Table("people_person"),), **words)
    empty = Held("people", "empty", tables=(), **words)
    half = Table("people_facet", persons=("person_id",), mine="place_id = 1")
    partly = Held("people", "partly", tables=(half,), **words)
    for kind, why in ((forgot, "person"), (empty, "empty"), (partly, "leaves out who it names")):
        with pytest.raises(ImproperlyConfigured, match=why):
            refuse_to_start(held.find_faults([kind]))
    with pytest.raises(ValueError, match="held twice"):
        held.add(Held("rights", "person", tables=(), **words))


def test_i_read_what_is_held_who_looked_and_what_i_share(
    amel: Person, bruno: Person, network: Any, as_person: As
) -> None:
    make(network.pair, amel)
    tell(amel, "voices")
    note_look(viewer=bruno.pk, owner=amel.pk)
    page = as_person(amel).get("/me/data/")
    assert page.status_code == 200
    text = " ".join(page.text.split())
    assert 'My messages<br> <span class="meta">1 in all</span>' in text
    assert 'What I share<br> <span class="meta">1 in all</span>' in text
    assert "Bruno" in text.partition('id="looked"')[2].partition('id="shared"')[0]
    for act in ("Prepare my copy", "Pause", "Leave the network", "Erase everything"):
        assert act in text


def test_that_somebody_blocked_me_is_counted_nowhere_on_my_page(
    amel: Person, bruno: Person, as_person: As
) -> None:
    client = as_person(amel)
    before = client.get("/me/data/").text
    with hats.system("test"):
        Block.objects.create(person=bruno, blocked=amel)
    after = client.get("/me/data/").text
    assert "People I blocked" in after
    hidden = [re_once(page) for page in (before, after)]
    assert hidden[0] == hidden[1]


def re_once(page: str) -> str:
    """Without the keys that are new at each showing."""
    return "\n".join(
        line for line in page.splitlines() if "csrf" not in line and 'name="once"' not in line
    )


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_same_whatever_there_is(
    amel: Person, bruno: Person, network: Any, as_person: As, queries: Any, number: int
) -> None:
    for _ in range(number):
        make(network.pair, amel)
    client = as_person(amel)
    client.get("/me/data/")
    with queries() as made:
        assert client.get("/me/data/").status_code == 200
    assert len(made) <= 10
