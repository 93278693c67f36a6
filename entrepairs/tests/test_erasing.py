"""What goes with a person who is erased, and what stays: it belongs to others too, by nobody."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.apps import apps
from django.db.models import CASCADE, ForeignKey
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.decisions.models import Remark
from entrepairs.decisions.tests.making import answered, proposed, stand_of, wait
from entrepairs.groups.models import Agreement as Promise
from entrepairs.groups.models import Backing
from entrepairs.groups.tests.making import group_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import DAY, a_held_meeting, a_line, a_meeting
from entrepairs.pairs.actions.agreements import accept_agreement
from entrepairs.pairs.models import Agreement
from entrepairs.people.models import Membership, Person
from entrepairs.plans.tests.making import plan_started
from entrepairs.rights.erasing import erase_person
from entrepairs.tests.posting import As


def erase(person: Person) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=person.pk).delete()


def test_only_what_is_theirs_alone_goes_with_a_person() -> None:
    """A new key to a person that cascades has its reason in the list."""
    going = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is Person
        if field.remote_field.on_delete is CASCADE
    }
    reasons = yaml.safe_load(Path(__file__).with_name("goes_with_a_person.yaml").read_text())
    assert going == set(reasons)
    assert all(reasons.values())


def test_what_others_did_together_stays_when_one_of_them_is_erased(
    amel: Person, eve: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, eve, david)
    now = timezone.now()
    with hats.system("test"):
        Membership.objects.filter(circle=group.circle).update(since=now - 30 * DAY)
    held = a_held_meeting(group.circle, amel, eve)
    uncounted = a_held_meeting(
        group.circle, eve, amel, uncounted_by=amel, uncounted_at=now, held=False
    )
    cancelled = a_meeting(group.circle, amel, cancelled_by=amel, cancelled_at=now)
    waiting = a_meeting(group.circle, amel, title="Balade au canal")
    line = a_line(held, eve, david, eve, confirmed_by=david)
    with hats.system("test"):
        promise = {"words": "On s’écoute", "review_on": now.date(), "number": 2}
        Promise.objects.create(circle=group.circle, made_by=amel, **promise)
    erase(amel)
    with hats.person(eve.pk):
        rows = {row.pk: row for row in Meeting.objects.all()}
        assert rows[held.pk].held
        assert rows[held.pk].proposed_by_id is rows[held.pk].asked_by_id is None
        assert rows[uncounted.pk].uncounted_at is not None
        assert rows[uncounted.pk].agreed_at is not None
        assert rows[cancelled.pk].cancelled_at is not None
        assert rows[held.pk].contributions.get().pk == line.pk
        assert rows[waiting.pk].agreed_at is None
    assert "On s’écoute" in as_person(eve).get(f"{group.path}agreement/").text
    assert "Balade au canal" in as_person(eve).get(f"{group.path}meetings/").text
    assert as_person(eve).get(waiting.path).status_code == 200


def test_the_yes_of_an_organisation_stays_when_who_said_it_is_erased(
    amel: Person, eve: Person, david: Person, claire: Person, network: Any, client: Client
) -> None:
    group = group_of(eve, amel, david)
    asked = {"circle": group.circle, "organisation": network.escale, "role": "sponsor"}
    with hats.system("test"):
        Backing.objects.create(
            **asked, asked_by=amel, accepted_by=claire, accepted_at=timezone.now()
        )
    erase(amel)
    erase(claire)
    assert network.escale.name in client.get(group.path).text


@pytest.mark.parametrize("named", [True, False])
def test_what_was_decided_stays_when_one_who_answered_is_erased(
    amel: Person, eve: Person, david: Person, as_person: As, named: bool
) -> None:
    group = group_of(amel, eve, david)
    adopted, stopped = proposed(group, amel), proposed(group, eve)
    answered(adopted, amel, named=named)
    answered(adopted, david, named=named)
    answered(stopped, amel, "objection", "C’est trop loin", named=named)
    with hats.system("test"):
        Remark.objects.create(decision=stopped, kind="question", author=amel, words="Où donc ?")
    wait(adopted)
    wait(stopped)
    erase(amel)
    assert stand_of(adopted, eve) == "adopted"
    assert stand_of(stopped, eve) == "objection"
    page = as_person(eve).get(stopped.path).text
    assert "C’est trop loin" in page
    assert "Où donc ?" in page
    assert page.count("Without a name") == 2
    assert "Amel" not in page


def test_who_answered_and_is_erased_still_counts_among_those_asked(
    amel: Person, eve: Person, david: Person, bruno: Person, as_person: As
) -> None:
    group = group_of(amel, eve, david, bruno)
    decision = proposed(group, eve)
    for person in (amel, bruno):
        answered(decision, person)
        erase(person)
    assert "2 answers of 4" in as_person(eve).get(decision.path).text


def test_what_two_agreed_stays_the_other_s_and_what_waits_is_accepted_with_nobody(
    amel: Person, bruno: Person, network: Any, as_person: As
) -> None:
    said = {"circle": network.pair, "proposed_by": amel}
    with hats.system("test"):
        yes = {"accepted_by": bruno, "accepted_at": timezone.now()}
        agreed = Agreement.objects.create(words="Le mardi", **said, **yes)
        waiting = Agreement.objects.create(words="Le lundi", **said)
    erase(amel)
    with hats.person(bruno.pk):
        assert set(Agreement.objects.values_list("pk", "accepted_at")) == {
            (agreed.pk, agreed.accepted_at),
            (waiting.pk, None),
        }
        with pytest.raises(NotPossible):
            accept_agreement(agreement=waiting, once=uuid4(), by=bruno)
    assert "suggests" not in as_person(bruno).get("/today/").text


def test_members_of_a_plan_are_told_that_it_ended_when_its_holder_is_erased(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel, "Plan : Amel")
    with hats.system("test"):
        Membership.objects.create(circle=plan.circle, person=bruno)
    erase_person(amel.pk)
    page = as_person(bruno).get("/today/").text
    assert "A plan that you were in has ended" in page
    assert "Plan : Amel" not in page  # nothing of what was in it
