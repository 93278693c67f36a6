"""What is brought in a group, visits of groups and co-reflection in a browser: few and many, in
both languages, by keyboard alone and without scripts."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.gatherings.actions import bringing, visits
from entrepairs.gatherings.actions.reflections import tell_organisation
from entrepairs.gatherings.models import ToldOrganisation
from entrepairs.gatherings.tests.making import begun_before, rhythm_of
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import a_held_meeting, a_meeting
from entrepairs.people.models import Membership, Person
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser
CALM: dict[str, Any] = {"size": PHONE, "java_script_enabled": False}


def long_there(group: Group) -> None:
    with hats.system("test"):
        since = timezone.now() - dt.timedelta(days=90)
        Membership.objects.filter(circle=group.circle).update(since=since)


@pytest.fixture
def met(site: Site) -> tuple[Group, Meeting, dict[str, Any]]:
    """Four people; Amel noted what she brought to Eve, and to all."""
    people = site.network.people
    amel, eve = people["Amel"], people["Eve"]
    group = group_of(amel, people["Bruno"], people["David"], eve)
    long_there(group)
    rhythm = begun_before(rhythm_of(group, amel), 1)
    time: dict[str, Any] = {"of": rhythm, "day": rhythm.starts_on}
    lines: Any = [("given", "listening", 30)]
    with hats.person(amel.pk):
        for named in ([eve], []):
            meeting = bringing.note_brought(
                **time, people=named, lines=lines, once=uuid4(), by=amel
            )
    return group, meeting, time


def crowd(group: Group, time: dict[str, Any]) -> None:
    """Thirty more people, with long names; each brought something to all."""
    since = timezone.now() - dt.timedelta(days=90)
    for number in range(30):
        with hats.system("test"):
            person = Person.objects.create(name=f"{'Wilhelmine' * 4} نادية {number}")
            Membership.objects.create(circle=group.circle, person=person, since=since)
        with hats.person(person.pk):
            lines: Any = [("given", "company", 15)]
            bringing.note_brought(**time, people=[], lines=lines, once=uuid4(), by=person)


@pytest.mark.nightly
@each_look
def test_the_pages_of_what_was_brought_are_well_made_for_few_and_for_many(
    site: Site, met: tuple[Group, Meeting, dict[str, Any]], look: dict[str, Any]
) -> None:
    group, meeting, time = met
    paths = [f"/gatherings/{meeting.key}/", f"/gatherings/{meeting.key}/brought/", group.path]
    for many in (False, True):
        if many:
            crowd(group, time)
        for name in ("Amel", "Eve"):
            with site.visit(site.network.people[name], **look) as page:
                for path in paths:
                    page.goto(path)
                    assert faults(page) == [], (name, path)


def test_what_was_brought_is_noted_by_keyboard_and_confirmed_without_scripts(
    site: Site, met: tuple[Group, Meeting, dict[str, Any]]
) -> None:
    _group, meeting, _time = met
    at = f"/gatherings/{meeting.key}/"
    with site.visit(site.network.people["Bruno"]) as page:
        page.goto(at)
        page.get_by_role("link", name="Say what you brought and received").focus()
        page.keyboard.press("Enter")
        page.locator("input[name=received]").first.focus()
        page.keyboard.press("Space")
        page.locator("#id_received_minutes_1").focus()
        page.keyboard.press("Space")
        page.get_by_role("checkbox", name="Eve").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Save").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("It counts once the people you named confirm it.")).to_be_visible()
    with site.visit(site.network.people["Eve"], **CALM) as page:
        page.goto("/today/")
        asked = page.get_by_text("filled in what you brought each other")
        expect(asked.first).to_be_visible()
        page.goto(at)
        waits = page.locator("section", has_text="Bruno filled in what you brought each other")
        waits.get_by_role("button", name="Yes, I confirm").click()
        expect(page.get_by_text("Confirmed. It now counts")).to_be_visible()
        page.get_by_role("button", name="Yes Amel").click()
        expect(page.get_by_text("You said yes")).to_be_visible()


@pytest.mark.nightly
@each_look
def test_the_pages_of_a_visit_are_well_made_and_it_is_agreed_without_scripts(
    site: Site, look: dict[str, Any]
) -> None:
    people = site.network.people
    host = group_of(people["Amel"], people["David"], name="Escale " * 8)
    guest = group_of(people["Eve"], people["Farid"], name="Fougères " * 8)
    soon = dt.timedelta(days=4)
    meeting = a_meeting(host.circle, people["Amel"], soon, agreed_by=people["David"])
    with site.visit(people["Amel"], **look) as page:
        for path in (f"/gatherings/{meeting.key}/", f"/gatherings/{meeting.key}/invite/"):
            page.goto(path)
            assert faults(page) == [], path
    with hats.person(people["Amel"].pk):
        visit = visits.invite_group(
            meeting=meeting, guest=guest.circle, once=uuid4(), by=people["Amel"]
        )
    with site.visit(people["Eve"], **look) as page:
        page.goto(f"/gatherings/visits/{visit.key}/")
        assert faults(page) == []
    with site.visit(people["Farid"], **CALM) as page:
        page.goto(f"/gatherings/visits/{visit.key}/")
        page.locator("button[name=answer][value=yes]").click()
        page.wait_for_load_state()
    with hats.system("test"):
        assert Meeting.objects.filter(circle=guest.circle, same_as=meeting).exists()
    with site.visit(people["Amel"], **look) as page:
        page.goto(f"/gatherings/{meeting.key}/")
        assert faults(page) == []


@pytest.mark.nightly
@each_look
def test_the_pages_of_co_reflection_are_well_made_and_its_organisation_sees_that_it_met(
    site: Site, look: dict[str, Any]
) -> None:
    people = site.network.people
    group = group_of(people["Bruno"], people["Amel"], name="Recul")
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(kind="reflection")
    long_there(group)
    with site.visit(people["Bruno"], **look) as page:
        for path in (group.path, f"{group.path}people/"):
            page.goto(path)
            assert faults(page) == [], path
    escale = site.network.escale
    with hats.person(people["Bruno"].pk):
        tell_organisation(
            circle=group.circle, organisation=escale, once=uuid4(), by=people["Bruno"]
        )
    with hats.system("test"):
        since = timezone.now() - dt.timedelta(days=30)
        ToldOrganisation.objects.filter(circle=group.circle).update(since=since)
    a_held_meeting(group.circle, people["Bruno"], people["Amel"])
    with site.visit(people["Bruno"], **look) as page:
        page.goto(f"{group.path}people/")
        assert faults(page) == []
    with site.visit(people["Claire"], **look) as page:
        page.goto(f"/gatherings/met/{escale.key}/")
        expect(page.get_by_text("Recul")).to_be_visible()
        assert faults(page) == []
