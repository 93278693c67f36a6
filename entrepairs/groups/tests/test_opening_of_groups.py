"""A group opens to more people, or shows its page to them, a week after all in it were told."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.groups.actions.entries import enter_group, leave_group
from entrepairs.groups.actions.groups import change_group
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import come_in, group_of, told_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.tests.posting import As


def day_of(group: Group) -> dt.datetime | None:
    with hats.system("test"):
        return Group.objects.get(pk=group.pk).wider_from


def test_a_group_opens_a_week_after_all_in_it_were_told(
    amel: Person, david: Person, eve: Person, farid: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(audience=2)

    def open_it() -> tuple[int, bool]:
        with hats.person(amel.pk):
            now = Group.objects.select_related("circle").get(pk=group.pk)
            said: dict[str, Any] = {
                "name": "Les voix",
                "about": "",
                "page": {"audience": 5, "phone": "1"},
            }
            change_group(group=now, open=True, **said, once=uuid4(), by=amel)
            now = Group.objects.select_related("circle").get(pk=group.pk)
            assert now.phone == "1"
            return now.audience, now.circle.open

    assert open_it() == (2, False)
    day = day_of(group)
    assert open_it() == (2, False)
    assert day_of(group) == day, "asking again puts off nothing"
    assert len(told_of(david, group.circle.key)) == 1
    assert told_of(amel, group.circle.key) == []
    assert "A group may open to more people" in as_person(david).get("/today/").text
    assert "This group may open" in as_person(david).get(group.path).text
    assert "A group may open to more people" not in as_person(david).get("/today/").text, "read"
    with hats.person(amel.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.filter(pk=group.pk).update(audience=5)
        words = (group.pk, "Les voix", "", True)
        assert call_function("change_group", *words), "its words change"
        assert not Circle.objects.get(pk=group.pk).open, "and nobody comes in"
    assert as_person(eve).get(group.path).status_code == 404
    with hats.person(eve.pk), pytest.raises(NotPossible):
        enter_group(circle=group.circle, role="visitor", once=uuid4(), by=eve)
    with hats.person(david.pk):
        leave_group(circle=group.circle, once=uuid4(), by=david)
    with hats.system("test"):
        Membership.objects.create(circle=group.circle, person=farid)
        Group.objects.filter(pk=group.pk).update(wider_from=timezone.now())
    assert open_it() == (5, True)
    come_in(group, eve, "visitor")
    page = as_person(eve).get(f"{group.path}people/").text
    assert "Amel" in page
    assert "David" not in page, "who left before is not read by who comes later"


def test_an_opening_is_called_off_by_who_keeps_the_page(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(audience=4)
    said: dict[str, Any] = {"name": "Les voix", "about": "", "page": {"audience": 5}}
    with hats.person(amel.pk):
        group = Group.objects.select_related("circle").get(pk=group.pk)
        change_group(group=group, open=False, **said, once=uuid4(), by=amel)
        assert call_function("change_group", group.pk, "Les voix", "", True)
        assert not Circle.objects.get(pk=group.pk).open, "by no other road"
    path = f"{group.path}call-off/"
    assert path in as_person(amel).get(group.path).text
    page = as_person(david).get(group.path).text
    assert "This group may open" in page
    assert path not in page
    assert as_person(david).post(path, {"once": str(uuid4())}).status_code == 404
    assert "This group may open" in as_person(david).get(group.path).text
    as_person(amel).post(path, {"once": str(uuid4())})
    assert "This group may open" not in as_person(david).get(group.path).text
    assert "A group may open to more people" not in as_person(david).get("/today/").text
    with hats.person(amel.pk):
        change_group(group=group, open=False, **said, once=uuid4(), by=amel)
        again = Group.objects.get(pk=group.pk)
    assert again.audience == 4
    assert again.wider_from is not None
    assert again.wider_from > timezone.now() + dt.timedelta(days=6), "a week again"


def test_what_is_called_off_before_it_was_read_is_told_no_more(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(audience=4)
    with hats.person(amel.pk):
        group = Group.objects.select_related("circle").get(pk=group.pk)
        said: dict[str, Any] = {"name": "Les voix", "about": "", "page": {"audience": 5}}
        change_group(group=group, open=False, **said, once=uuid4(), by=amel)
    today = as_person(david).get("/today/")
    assert "A group may open to more people" in today.text
    as_person(amel).post(f"{group.path}call-off/", {"once": str(uuid4())})
    today = as_person(david).get("/today/")
    assert today.status_code == 200
    assert "A group may open to more people" not in today.text
