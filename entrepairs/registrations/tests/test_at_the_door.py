"""The list, badges and attestations: for those who prepare the event, and those who came."""

import datetime as dt
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Person
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.tests.pdf_fonts import embedded_fonts

DAY = dt.timedelta(days=1)


def without_keys(html: str) -> str:
    """Forms have other keys each time they are shown."""
    return re.sub(r'value="[^"]{20,}"', "", html)


def test_those_who_prepare_read_the_list_and_note_who_came(
    client: Client, as_person: As, claire: Person, amel: Person, event: Event
) -> None:
    one = register(as_person(amel), event, needs="Une chaise", agreed="on")
    page = text(as_person(claire).get(f"{event.path}registrations/"))
    assert "Amel" in page or one.name in page
    assert "Une chaise" in page
    answer = as_person(claire).post(f"{one.door_path}came/", once(came="yes"))
    assert answer.status_code == 302
    with hats.system("test"):
        one.refresh_from_db()
    assert one.came_at is not None
    part = as_person(claire).post(
        f"{one.door_path}came/",
        once(came="no"),
        headers={"hx-request": "true"},
    )
    whole = text(as_person(claire).get(f"{event.path}registrations/"))
    assert without_keys(text(part)).strip() in without_keys(whole)


def test_what_was_noted_of_a_person_without_an_account_is_said_of_them(
    client: Client, as_person: As, claire: Person, event: Event
) -> None:
    one = register(client, event)
    for came in ("yes", "no"):
        as_person(claire).post(f"{one.door_path}came/", once(came=came))
    deeds = text(as_person(claire).get("/me/activity/"))
    assert "You recorded that a person without an account attended" in deeds
    assert "You recorded that a person without an account did not attend" in deeds
    french = text(as_person(claire).get("/me/activity/", headers={"accept-language": "fr"}))
    assert "Vous avez noté cette absence : une personne sans compte" in french


def test_others_neither_read_the_list_nor_note_who_came(
    client: Client, as_person: As, amel: Person, bruno: Person, event: Event
) -> None:
    one = register(as_person(amel), event)
    for who in (as_person(bruno), as_person(amel)):
        assert who.get(f"{event.path}registrations/").status_code == 404
    assert as_person(bruno).post(f"{one.door_path}came/", {"came": "yes"}).status_code == 404
    as_person(amel).post(f"{one.door_path}came/", once(came="yes"))
    with hats.system("test"):
        one.refresh_from_db()
    assert one.came_at is None
    assert client.get("/events/registration/nobody/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_much_for_thirty_as_for_one(
    as_person: As, claire: Person, event: Event, queries: Any, rows: int
) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(capacity=None)
        Registration.objects.bulk_create(
            Registration(event=event, name=f"Nom {n}", state="place") for n in range(rows)
        )
    signed_in = as_person(claire)
    signed_in.get(f"{event.path}registrations/")
    with queries() as made:
        assert signed_in.get(f"{event.path}registrations/").status_code == 200
    assert len(made) == 7


def words_of(pdf: Any) -> str:
    assert pdf["Content-Type"] == "application/pdf", pdf
    read = PdfReader(BytesIO(pdf.content))
    assert embedded_fonts(read) == {"AtkinsonHyperlegibleNext"}
    return " ".join(page.extract_text() for page in read.pages)


def test_the_list_and_the_badges_are_on_paper_without_what_people_need(
    client: Client, as_person: As, claire: Person, event: Event
) -> None:
    for name in ("Zoé", "Aïcha", "Marc"):
        register(client, event, name=name, needs="Une chaise", agreed="on")
    for paper in ("list.pdf", "badges.pdf"):
        found = words_of(as_person(claire).get(f"{event.path}registrations/{paper}"))
        assert found.index("Aïcha") < found.index("Zoé")
        assert "Marc" not in found  # waits
        assert "chaise" not in found
        assert client.get(f"{event.path}registrations/{paper}").status_code == 302
        assert (
            as_person(event_stranger()).get(f"{event.path}registrations/{paper}").status_code == 404
        )


def event_stranger() -> Person:
    with hats.system("test"):
        return Person.objects.get(name="Eve")


def test_the_person_who_came_has_an_attestation_and_nobody_else(
    client: Client, as_person: As, claire: Person, event: Event
) -> None:
    one, absent = register(client, event, name="Zoé Le Goff"), register(client, event)
    assert "Arrived" in text(as_person(claire).get(one.door_path))
    assert client.get(f"{one.path}attestation.pdf").status_code == 404
    as_person(claire).post(f"{one.door_path}came/", once(came="yes"))
    found = words_of(client.get(f"{one.path}attestation.pdf"))
    assert "Zoé Le Goff" in found
    assert "GEM L’Escale certifies that" in found
    assert "Ce que nous savons" in found
    assert client.get(f"{absent.path}attestation.pdf").status_code == 404


def test_the_square_on_a_badge_opens_only_to_those_who_prepare(
    client: Client, as_person: As, claire: Person, amel: Person, event: Event
) -> None:
    one = register(as_person(amel), event, needs="Une chaise", agreed="on")
    assert as_person(amel).get(one.door_path).status_code == 404
    assert client.get(one.door_path).status_code == 302
    assert "chaise" in text(as_person(claire).get(one.door_path))
    form = once(came="yes", door="1")
    assert as_person(claire).post(f"{one.door_path}came/", form)["Location"] == one.door_path
    assert client.get(f"/events/registration/{one.door}/").status_code == 404


def test_a_list_of_those_who_prepare_holds_no_key_and_a_certificate_is_not_named_after_it(
    client: Client, as_person: As, amel: Person, claire: Person, event: Event
) -> None:
    """With it they would cancel as the person does, and nobody would be told."""
    one = register(as_person(amel), event)
    page = text(as_person(claire).get(f"{event.path}registrations/"))
    assert one.door in page
    assert one.key not in page
    as_person(claire).post(f"{one.door_path}came/", once(came="yes"))
    answer = as_person(amel).get(f"{one.path}attestation.pdf")
    assert one.code in answer["Content-Disposition"]
    assert one.key not in answer["Content-Disposition"]
