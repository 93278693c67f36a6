"""What peers say to a body is carried, answered, decided, done, and told back to those who said
it; names stay behind."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.items.actions.items import erase_words, leave_item, merge_item, reword_item
from entrepairs.items.actions.stages import StageFacts, correct_stage, undo_stage
from entrepairs.items.models import Item, Raiser, Stage, Version
from entrepairs.items.tests.making import DAY, joined, led, main_of, noted, row, said
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.actions.mandates import end_mandate
from entrepairs.mandates.models import Body, Mandate
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today


def readers(item: Item, *people: Person) -> set[str]:
    found = set()
    for person in people:
        with hats.person(person.pk):
            if Item.objects.filter(pk=item.pk).exists():
                found.add(person.name)
    return found


def told(person: Person, item: Item) -> int:
    with hats.system("test"):
        rows = Notice.objects.filter(person=person, kind="item", about__startswith=item.key)
        return rows.filter(seen_at=None).count()


def test_amel_says_something_and_hears_what_became_of_it_and_nobody_reads_that_she_did(
    body: Body, amel: Person, david: Person, bruno: Person, as_person: As
) -> None:
    amels, davids, brunos = as_person(amel), as_person(david), as_person(bruno)
    form = once(title="Afficher les horaires", words="Personne ne lit", source="me", tell="each")
    where = f"{body.path}items/new/"
    path = amels.post(where, form | {"said_on": today().isoformat()})["Location"]
    assert "Something was said to a body where you sit" in text(davids.get("/today/"))
    assert brunos.get(path).status_code == 404
    for kind in ("carry", "agenda", "answered", "decided", "done", "told"):
        facts = {"answer": "yes", "words": f"mot de {kind}", "by_whom": "Direction", "how": "all"}
        answer = davids.post(f"{path}steps/{kind}/", once(day=today().isoformat(), **facts))
        assert answer.status_code == 302, (kind, text(answer))
        assert "Something you said takes a step" in text(amels.get("/today/"))
    for reader in (davids, brunos):
        page = main_of(reader.get(path))
        assert "Someone" in page
        assert "David" in page
        assert "mot de decided" in page
        assert "Amel" not in page
    assert "Tell it back" not in text(davids.get("/today/"))
    assert amels.get(path).status_code == 200
    assert "takes a step" not in text(amels.get("/today/"))


def test_it_is_read_by_the_delegation_and_those_who_said_it_then_by_the_network(
    body: Body,
    network: Any,
    amel: Person,
    bruno: Person,
    claire: Person,
    david: Person,
    eve: Person,
) -> None:
    everyone = (amel, bruno, claire, david, eve)
    mine = said(body, amel)
    groups = said(body, amel, circle=network.group)
    assert readers(mine, *everyone) == {"Amel", "David"}
    assert readers(groups, *everyone) == {"Amel", "Claire", "David"}
    agenda = led(mine, david, "agenda")
    assert readers(mine, *everyone) == {"Amel", "Bruno", "Claire", "David", "Eve"}
    assert readers(groups, *everyone) == {"Amel", "Claire", "David"}
    with hats.system("test"):
        stage = Stage.objects.select_related("item").get(item=mine, kind="agenda")
    with hats.person(david.pk):
        undo_stage(stage=stage, once=uuid4(), by=david)
    assert readers(mine, *everyone) == {"Amel", "David"}
    assert (agenda.state, row(mine).state) == ("agenda", "carry")


def test_who_sits_there_no_more_reads_only_what_everyone_reads(
    body: Body, amel: Person, david: Person
) -> None:
    private, public = said(body, amel), led(said(body, amel), david, "agenda")
    assert readers(private, david) == readers(public, david) == {"David"}
    with hats.person(david.pk):
        mandate = Mandate.objects.get(person=david)
        end_mandate(mandate=mandate, once=uuid4(), by=david)
    assert readers(private, david) == set()
    assert readers(public, david) == {"David"}
    with pytest.raises(NotPossible):
        noted(public, david, "answered")


def test_the_words_before_the_agenda_stay_with_those_who_said_them(
    body: Body, amel: Person, bruno: Person, david: Person
) -> None:
    item = said(body, amel, title="Le docteur B. ne répond pas")
    with hats.person(amel.pk):
        seen = Item.objects.select_related("body").get(pk=item.pk)
        reword_item(
            item=seen, after=1, title="Répondre aux appels", words="", once=uuid4(), by=amel
        )
    led(item, david, "agenda")
    for person, numbers in ((amel, {1, 2}), (david, {1, 2}), (bruno, {2})):
        with hats.person(person.pk):
            assert set(Version.objects.values_list("number", flat=True)) == numbers
            assert Item.objects.get(pk=item.pk).title == "Répondre aux appels"
            assert set(Version.objects.values_list("made_by", flat=True)) == {None}


def test_a_no_needs_its_reason_and_nothing_is_done_after_it(
    body: Body, amel: Person, david: Person, as_person: As
) -> None:
    item = led(said(body, amel), david, "agenda")
    client = as_person(david)
    form = {"answer": "no", "how": "alone", "day": today().isoformat()}
    answer = client.post(f"{item.path}steps/decided/", once(**form))
    assert "Write the reason for the no" in text(answer)
    with pytest.raises(NotPossible, match="reason"):
        noted(item, david, "decided", answer="no", words="")
    client.post(f"{item.path}steps/decided/", once(words="Trop cher", **form))
    page = text(client.get(item.path))
    assert "Decided: no" in page
    assert "Trop cher" in page
    assert "Write what was done" not in page
    with pytest.raises(NotPossible, match="Another step"):
        noted(item, david, "done")
    noted(item, david, "told")
    assert row(item).state == "told"


@pytest.mark.parametrize(
    ("kind", "days"), [("answered", 1), ("answered", -2), ("carry", 3), ("agenda", -30)]
)
def test_a_day_that_cannot_be_is_refused(
    body: Body, amel: Person, david: Person, kind: str, days: int
) -> None:
    """An answer to come or before its sitting, what is carried tomorrow, an agenda before a word
    was said."""
    item = said(body, amel)
    noted(item, david, "carry", day=today() - 5 * DAY)
    noted(item, david, "agenda")
    assert noted(item, david, "agenda", day=today() + 40 * DAY)
    with pytest.raises(NotPossible, match="This day cannot be"):
        noted(item, david, kind, day=today() + timedelta(days=days))


def test_a_step_noted_by_mistake_is_corrected_or_taken_back_from_the_last(
    body: Body, amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    item = led(said(body, amel), david, "decided")
    stages = {}
    with hats.system("test"):
        for stage in Stage.objects.select_related("item").filter(item=item):
            stages[stage.kind] = stage
    client = as_person(david)
    for kind in ("agenda", "carry"):
        client.post(f"{item.path}steps/{stages[kind].pk}/undo/", once())
        assert "depends on it" in text(client.get(item.path))
    facts = StageFacts(day=today(), answer="no", words="Refusé, faute de place")
    with hats.person(david.pk):
        correct_stage(stage=stages["decided"], facts=facts, once=uuid4(), by=david)
    page = text(as_person(eve).get(item.path))
    assert "Refusé, faute de place" in page
    assert "corrected on" in page
    with hats.person(eve.pk), pytest.raises(NotPossible):
        correct_stage(stage=stages["decided"], facts=facts, once=uuid4(), by=eve)
    client.post(f"{item.path}steps/{stages['decided'].pk}/undo/", once())
    assert row(item).state == "answered"
    assert "Withdrawn steps" in text(client.get(item.path))
    assert "Withdrawn steps" not in text(as_person(eve).get(item.path))


def test_an_item_is_put_into_another_and_who_said_it_follows_without_their_name(
    body: Body, amel: Person, bruno: Person, david: Person, as_person: As
) -> None:
    public = led(said(body, amel, title="Horaires"), david, "agenda")
    other = said(body, bruno, title="Les horaires encore", by_name=True)
    page = text(as_person(david).get(other.path))
    assert "Bruno" in page
    as_person(david).post(f"{other.path}merge/", once(into=public.key))
    with hats.system("test"):
        rows = Raiser.objects.filter(item=public)
        assert set(rows.values_list("person", "is_named")) == {(amel.pk, False), (bruno.pk, False)}
    assert told(bruno, other) == 1
    noted(public, david, "answered")
    assert told(bruno, public) == 1
    page = text(as_person(bruno).get(other.path))
    assert "put into another" in page
    assert public.path in page
    assert other.path not in text(as_person(amel).get(public.path))  # it was never on an agenda
    with hats.person(david.pk), pytest.raises(NotPossible):
        merge_item(item=public, into=row(other), once=uuid4(), by=david)


def test_what_was_on_an_agenda_is_never_erased_but_its_text_can_be(
    body: Body, amel: Person, bruno: Person, david: Person, as_person: As
) -> None:
    early, public = said(body, amel), led(said(body, amel), david, "answered")
    with hats.person(amel.pk):
        assert leave_item(item=early, once=uuid4(), by=amel)
        assert not leave_item(item=public, once=uuid4(), by=amel)
    with hats.system("test"):
        assert set(Item.objects.values_list("pk", flat=True)) == {public.pk}
        assert not Raiser.objects.exists()
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        erase_words(item=public, once=uuid4(), by=bruno)
    page = text(as_person(david).get(f"{public.path}erase/"))
    assert "You cannot undo this" in page
    as_person(david).post(f"{public.path}erase/", once())
    page = text(as_person(bruno).get(public.path))
    assert "Text erased" in page
    assert "Afficher les horaires" not in page
    assert "Les affiches datent" in page
    with hats.system("test"):
        assert set(Version.objects.values_list("title", "words")) == {("", "")}


def test_what_two_said_stays_when_one_withdraws(
    body: Body, network: Any, amel: Person, claire: Person
) -> None:
    item = said(body, amel, circle=network.group)
    joined(item, claire)
    with hats.person(amel.pk):
        assert not leave_item(item=item, once=uuid4(), by=amel)
    assert readers(item, claire) == {"Claire"}


@pytest.mark.parametrize(("tell", "steps", "end"), [("each", 1, 1), ("end", 0, 1), ("never", 0, 0)])
def test_each_is_told_as_they_chose(
    body: Body, amel: Person, david: Person, tell: str, steps: int, end: int
) -> None:
    item = said(body, amel, tell=tell)
    noted(item, david, "carry")
    assert told(amel, item) == steps
    for kind in ("agenda", "answered", "told"):
        noted(item, david, kind)
    assert told(amel, item) == end  # what is told back closes the steps before it


def test_nobody_knows_who_said_it_by_any_road(
    body: Body, amel: Person, bruno: Person, claire: Person, david: Person, as_person: As
) -> None:
    """Pages, search, what is carried, notices: her name is nowhere, nor in what the six can read.
    What David's hat reads of those who said it is nothing."""
    item = led(said(body, amel), david, "told")
    for person in (bruno, david):
        client = as_person(person)
        for path in (item.path, f"{body.path}items/", "/items/search/?q=horaires"):
            page = main_of(client.get(path))
            assert "Afficher les horaires" in page
            assert "Amel" not in page
        with hats.person(person.pk):
            assert not Raiser.objects.exists()
            ids = Stage.objects.filter(kind="said").values_list("noted_by", flat=True)
            assert set(ids) == {None}
            assert set(Version.objects.values_list("made_by", flat=True)) == {None}
    named = said(body, claire, title="Avec mon nom", by_name=True)
    led(named, david, "agenda")
    assert "Claire" in text(as_person(bruno).get(named.path))
    as_person(claire).post(f"{named.path}follow/", once(tell="each"))
    assert "Avec mon nom" in (page := main_of(as_person(bruno).get(named.path)))
    assert "Claire" not in page
    with hats.person(bruno.pk):
        assert not Raiser.objects.exists()
        assert not Stage.objects.filter(item=named, noted_by=claire).exists()
        assert not Version.objects.filter(item=named, made_by=claire).exists()
