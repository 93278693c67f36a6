"""What rounds say to those who may be in them."""

from typing import Any

from entrepairs.core import hats
from entrepairs.ledger.models import Consent
from entrepairs.pairs.models import Invitation, RoundOptIn
from entrepairs.people.models import Facet, Person
from entrepairs.rounds.tests.making import (
    STREET,
    Join,
    form,
    join,
    joins,
    released,
    text,
    worked_out,
)
from entrepairs.tests.posting import As

__all__ = ["join"]


def test_a_person_says_with_their_wish_in_whose_rounds_they_may_be(
    network: Any, amel: Person, as_person: As
) -> None:
    client = as_person(amel)
    said = {"audience": "4", "words": "", "room_for": "1"}
    page = text(client.get("/pairs/looking/"))
    assert "Matching rounds: GEM L’Escale" in page
    assert f'value="{network.escale.pk}" checked' not in page
    client.post("/pairs/looking/", form(**said, rounds=str(network.escale.pk)))
    with hats.person(amel.pk):
        assert [one.organisation_id for one in RoundOptIn.objects.all()] == [network.escale.pk]
        assert Consent.objects.filter(
            what=f"rounds:{network.escale.key}", withdrawn_at=None
        ).exists()
    assert (
        client.post("/pairs/looking/", form(**said, rounds=str(network.university.pk))).status_code
        == 422
    )
    client.post("/pairs/looking/", form(**said))
    with hats.person(amel.pk):
        assert not RoundOptIn.objects.exists()
        assert not Consent.objects.filter(
            what=f"rounds:{network.escale.key}", withdrawn_at=None
        ).exists()


def test_the_person_who_is_in_no_organisation_is_asked_nothing_about_rounds(
    farid: Person, as_person: As
) -> None:
    page = text(as_person(farid).get("/pairs/looking/"))
    assert "How many peers do you have time for?" in page
    assert "Which organisations may suggest" not in page


def test_whom_a_round_found_nobody_for_reads_what_would_help_once_it_is_released(
    network: Any, claire: Person, as_person: As, join: Join
) -> None:
    nora = alone_at_night(network)
    for name in ("Ines", "Lou"):
        with hats.system("test"):
            Facet.objects.create(
                person=join(name, **STREET), kind="availability", slots=0b010, audience=3
            )
    found = worked_out(network, claire)
    assert "found no match for you" not in text(as_person(nora).get("/pairs/looking/"))
    released(found, claire)
    page = text(as_person(nora).get("/pairs/looking/"))
    assert "More free times, a longer distance or another language may help" in page
    assert "Monday afternoon" not in page  # it is Ines and Lou who are free then
    assert "Monday afternoon" not in text(as_person(claire).get(found.path))


def alone_at_night(network: Any) -> Person:
    from entrepairs.accounts.models import Account

    nora = joins(network, "Nora", **STREET)
    with hats.system("test"):
        Facet.objects.create(person=nora, kind="availability", slots=0b100, audience=3)
        Account.objects.create(person=nora, username="nora")
    return nora


def test_an_invitation_of_a_round_says_whose_it_is_and_is_answered(
    network: Any, claire: Person, amel: Person, as_person: As, join: Join
) -> None:
    from entrepairs.rounds.tests.making import be_in

    join("Nora", **STREET)
    with hats.system("test"):
        be_in(network, amel)
    released(worked_out(network, claire), claire)
    client = as_person(amel)
    assert "You and Nora?" in text(client.get("/today/"))
    page = text(client.get("/pairs/invitations/"))
    assert "This organisation suggested it to both of you: GEM L’Escale" in page
    with hats.person(amel.pk):
        key = Invitation.objects.get(to=amel, organisation__isnull=False).key
    page = text(client.post(f"/pairs/invitations/{key}/yes/", form(), follow=True))
    assert "You will be in contact as soon as Nora says yes too" in page
    assert "You said yes. The other person has not answered yet" in page
    assert "You and Nora?" not in text(client.get("/today/"))
    client.post(f"/pairs/invitations/{key}/not-now/", form())
    assert "You said yes. The other person has not answered yet" not in text(
        client.get("/pairs/invitations/")
    )
