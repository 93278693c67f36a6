"""What was submitted leaves its table: for the programme, or a spreadsheet; and nothing else."""

import csv
import io

from django.test import Client
from django.utils import timezone

from entrepairs.calls.models import Call, SubmissionDecision
from entrepairs.calls.tests.calling import (
    a_decision,
    a_reader,
    a_submission,
    at,
    coming,
)
from entrepairs.core import hats
from entrepairs.events.models import Session, Speaker, Talk
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text


def test_those_who_come_are_put_in_the_programme_once_without_hours(
    desk: Client, client: Client, call: Call
) -> None:
    with hats.system("test"):
        workshop = call.kinds.get(name_fr="Atelier")
    coming(call, None, "Lise Martin", "Ali Benali", title="Marcher")
    coming(call, None, "Lise Martin", title="Walking", language="en", kind=workshop)
    a_decision(a_submission(call, title="N’a pas répondu"))
    assert "Add 2 to the programme" in text(desk.get(at(call, "contributions/")))
    for _ in range(2):
        desk.post(at(call, "contributions/place/"), once())
    with hats.system("test"):
        talks = {talk.title.text: talk for talk in Talk.objects.all()}
        assert set(talks) == {"Marcher", "Walking"}
        assert (
            talks["Walking"].title_en,
            talks["Walking"].language,
            talks["Walking"].session.kind,
        ) == (
            "Walking",
            "en",
            "workshop",
        )
        assert (talks["Marcher"].starts_at, talks["Marcher"].session.starts_at) == (None, None)
        assert [s.speaker.name for s in talks["Marcher"].speakings.all()] == [
            "Lise Martin",
            "Ali Benali",
        ]
        assert Speaker.objects.count() == 2
        assert not Speaker.objects.exclude(affiliation="Université de Lille", person=None).exists()
    assert "Marcher" in text(client.get(call.event.path))


def test_one_is_put_in_a_session_and_leads_to_the_person_who_said_so(
    desk: Client, as_person: As, call: Call, amel: Person, bruno: Person
) -> None:
    with hats.system("test"):
        session = Session.objects.create(event=call.event, title_fr="Plénière")
    one, two = coming(call, amel, "Amel B."), coming(call, bruno, "Bruno")
    with hats.system("test"):
        for each, who in ((one, amel), (two, bruno)):
            each.authors.update(person=who, linked=who == amel)
    for each in (one, two):
        form = {"one": each.key, "session": session.key, **once()}
        assert desk.post(at(call, "contributions/place/"), form)["Location"] == at(
            call, f"contributions/{each.key}/"
        )
    with hats.system("test"):
        assert session.talks.count() == 2
        assert set(Speaker.objects.values_list("name", "person__name")) == {
            ("Amel B.", "Amel"),
            ("Bruno", None),
        }
        Talk.objects.all()[0].delete()
        assert SubmissionDecision.objects.filter(talk=None).count() == 1


def test_nothing_waits_says_so(desk: Client, call: Call) -> None:
    a_decision(a_submission(call, comes_at=timezone.now()), "refused")
    answer = desk.post(at(call, "contributions/place/"), once(), follow=True)
    assert "Nothing waits to be put in the programme" in text(answer)
    with hats.person(1):
        assert SubmissionDecision.objects.waiting_to_be_placed(call).count() == 0


def test_the_export_is_safe_in_a_spreadsheet_and_without_names_for_the_person_who_reads(
    desk: Client, as_person: As, david: Person, call: Call
) -> None:
    a_submission(call, None, "@Zoé", title="=1+1", summary="+33 et la suite")
    a_reader(call, david)
    rows = {}
    for who in (desk, as_person(david)):
        answer = who.get(at(call, "contributions.csv"))
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        [heads, line] = list(
            csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff")))
        )
        rows[who] = dict(zip(heads, line, strict=True))
    assert (rows[desk]["Title"], rows[desk]["Summary"], rows[desk]["Authors"]) == (
        "'=1+1",
        "'+33 et la suite",
        "'@Zoé (Université de Lille, FR)",
    )
    mine = list(rows.values())[1]
    assert (mine["Authors"], mine["Repas"], mine["Matériel"]) == ("", "", "Un tableau")


def test_what_is_sent_is_in_no_feed_search_or_count(
    client: Client, as_person: As, amel: Person, call: Call
) -> None:
    for state in ("draft", "sent"):
        one = a_submission(call, amel, title="Secretissime", state=state)
    a_decision(one)
    event = call.event
    roads = (
        "/library/?q=secretissime",
        "/library/new.atom",
        "/sitemap.xml",
        "/events/",
        event.path,
        f"{event.path}schedule.xml",
        f"{event.path}schedule.json",
        f"{event.path}calendar.ics",
        f"{event.path}call/",
    )
    for road in roads:
        page = text(client.get(road))
        assert "Secretissime" not in page, road
        assert one.key not in page, road
