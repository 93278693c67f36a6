"""Reporting words from where they stand; deciding by two who are strangers to it; appealing."""

import datetime as dt
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.rights import retention
from entrepairs.safeguarding.models import Appeal, Outcome, Report, Ruling, SentReport, ShownWords
from entrepairs.safeguarding.tests.making import (
    appealed,
    decided,
    on_rota,
    readings_of,
    reported,
    said,
    strangers,
)
from entrepairs.tests.posting import As, english


def test_a_message_is_reported_from_where_it_stands_and_kept_as_it_stood(
    circle: Circle, judges: list[Person], amel: Person, eve: Person, as_person: As
) -> None:
    message = said(circle, eve)
    said(circle, amel, "Un autre message")
    client = english(as_person(amel))
    talk = client.get(circle.talk_path).text
    path = f"/reports/of/message/{message.once.hex}/"
    assert talk.count("/reports/of/message/") == 1
    assert path in talk
    page = client.get(path).text
    assert "Je dirai tout devant eux" in page
    main = page.split("<main")[1]
    assert main.index("tel:112") < main.index("<form method")
    assert "checked" not in page.split("<main")[1].split("</main")[0]
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once
    told = {"once": once[1], "why": "threat", "more": "Elle a peur"}
    answer = client.post(path, told)
    assert answer.status_code == 302
    assert client.post(path, told)["Location"] == answer["Location"]  # sent twice: one
    with hats.system("test"):
        assert Report.objects.count() == 1
        Message.objects.filter(pk=message.pk).update(body="autre chose")
    kept = client.get(answer["Location"]).text
    assert "Je dirai tout devant eux" in kept
    assert "Received" in kept
    assert "It is read by" in kept
    assert client.get("/reports/").text.count("being read") == 1


def test_what_one_does_not_see_cannot_be_reported_nor_ones_own_words(
    circle: Circle, judges: list[Person], amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    message = said(circle, eve)
    path = f"/reports/of/message/{message.once.hex}/"
    assert as_person(bruno).get(path).status_code == 404
    assert as_person(amel).get(path).status_code == 200
    assert "These words are yours" in english(as_person(eve)).get(path).text
    as_person(eve).post(path, {"once": str(uuid4()), "why": "threat"})
    with hats.system("test"):
        assert not Report.objects.exists()
    for strange in (
        "message/nothing",
        "nothing/x",
        "person/nobody",
        "entry/x",
        "event/x",
        "group/x",
    ):
        assert as_person(amel).get(f"/reports/of/{strange}/").status_code == 404


def test_who_rules_is_never_of_that_circle_nor_with_that_person(
    circle: Circle, amel: Person, eve: Person, david: Person, network: Any
) -> None:
    near, out, two, free, far = strangers("Proche", "Parti", "Pair", "Libre", "Loin")
    with hats.system("test"):
        team = Circle.objects.create(kind="team", name="Équipe", organisation=network.escale)
        pair = Circle.objects.create(kind="pair")
        for person, where in ((near, team), (eve, team), (two, pair), (amel, pair)):
            Membership.objects.create(circle=where, person=person)
        left = Membership.objects.create(circle=circle, person=out)
        left.until = left.since
        left.save()
    for person in (near, out, two, david, eve, amel, free):
        on_rota(person)
    report = reported(said(circle, eve), amel)
    assert [one.person for one in readings_of(report)] == [free]
    on_rota(far)
    with hats.system("test"):
        from entrepairs.core.sql_functions import call_function

        call_function("give_out_waiting")
    assert {one.person for one in readings_of(report)} == {free, far}


def test_those_who_rule_read_the_words_reported_and_no_others(
    circle: Circle, judges: list[Person], amel: Person, eve: Person, as_person: As
) -> None:
    said(circle, eve, "Avant tout")
    hidden = reported(said(circle, eve), amel)
    said(circle, eve, "Après tout")
    one = readings_of(hidden)[0].person
    page = english(as_person(one)).get(f"/reports/read/{hidden.key}/").text
    assert "Je dirai tout devant eux" in page
    assert "Avant tout" not in page
    assert "Après tout" not in page
    assert "Amel" not in page
    assert as_person(one).get(f"/reports/read/{hidden.key}/shown/").status_code == 404
    shown = reported(said(circle, eve, "Encore"), amel, show_before=True)
    other = readings_of(shown)[0].person
    client = english(as_person(other))
    assert "Après tout" not in client.get(f"/reports/read/{shown.key}/").text
    assert "Après tout" in client.get(f"/reports/read/{shown.key}/shown/").text
    with hats.person(one.pk):
        assert not Message.objects.filter(circle=circle).exists()
        assert not SentReport.objects.exists()


def test_without_account_a_public_page_is_reported_and_followed_by_its_address(
    client: Client, judges: list[Person], farid: Person
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=farid.pk).update(audience=5)
    path = f"/reports/of/person/{farid.key}/"
    english(client)
    told = {"once": str(uuid4()), "why": "asking"}
    answer = client.post(path, told)
    assert answer["Location"].startswith("/reports/door/")
    assert client.post(path, told)["Location"] == answer["Location"]
    page = client.get(answer["Location"]).text
    assert "the only way back" in page
    assert client.get("/reports/door/abcdefghijkmnpqrstuv/").status_code == 404
    with hats.system("test"):
        report = Report.objects.get()
    decided(report, "ask")
    page = client.get(answer["Location"]).text
    assert "The author is asked to change it" in page
    assert client.post(answer["Location"], {"once": str(uuid4()), "words": ""}).status_code == 302
    assert len(readings_of(report, 2)) == 2
    assert "Two others read it again" in client.get(answer["Location"]).text


def test_figures_are_of_eleven_people_at_least(
    client: Client, judges: list[Person], circle: Circle, amel: Person
) -> None:
    english(client)
    for number in range(11):
        page = client.get("/reports/figures/").text
        assert "Fewer than 11 people so far" in page
        (author,) = strangers(f"Auteur {number}")
        with hats.system("test"):
            Membership.objects.create(circle=circle, person=author)
        decided(reported(said(circle, author), amel), "ask" if number else "nothing")
    page = client.get("/reports/figures/").text
    assert "Fewer than 11 people so far" not in page
    assert str(Outcome.ASK.label) not in page  # ten: with the one other, or nobody would be hidden


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_of_reports_asks_as_much_of_one_as_of_thirty(
    circle: Circle,
    judges: list[Person],
    amel: Person,
    eve: Person,
    as_person: As,
    queries: Any,
    rows: int,
) -> None:
    for _ in range(rows):
        reported(said(circle, eve), amel)
    client = as_person(amel)
    client.get("/reports/")
    with queries() as found:
        client.get("/reports/")
    assert len(found) <= 10


def test_who_is_reported_sees_the_same_who_reported_it(
    circle: Circle, amel: Person, eve: Person, david: Person, as_person: As
) -> None:
    """Played twice: by Amel, and by David. What Eve reads cannot tell which."""
    for one in strangers("Nadège", "Yvonne"):
        on_rota(one)
    message = said(circle, eve)

    def seen_by_eve(by: Person) -> list[str]:
        pages: list[str] = []
        with transaction.atomic():
            ruling = decided(reported(message, by, show_before=True), "ask")
            client = english(as_person(eve))
            for path in (
                "/today/",
                "/reports/",
                f"/reports/decisions/{ruling.key}/",
                "/me/views/",
                "/me/activity/",
                circle.talk_path,
            ):
                answer = client.get(path)
                assert answer.status_code == 200, path
                main = answer.text.split("<main")[1].split("</main")[0]
                pages.append(re.sub(r"[a-z2-9]{14}|[0-9a-f]{32}|value=\"[^\"]+\"", "key", main))
            assert any("A decision about your words" in page for page in pages)
            transaction.set_rollback(True)
        return pages

    assert seen_by_eve(amel) == seen_by_eve(david)


def test_words_and_reasons_are_erased_after_a_year_and_the_result_stays(
    circle: Circle, judges: list[Person], amel: Person, eve: Person
) -> None:
    said(circle, eve, "Avant")
    ruling = decided(reported(said(circle, eve), amel, show_before=True), "ask")
    appealed(ruling, eve)
    retention.forget_old(timezone.now() + dt.timedelta(days=300))
    with hats.system("test"):
        assert Report.objects.get().stood == "Je dirai tout devant eux"
    retention.forget_old(timezone.now() + dt.timedelta(days=370))
    with hats.system("test"):
        report, ruling = Report.objects.get(), Ruling.objects.get()
        assert (report.stood, report.more, report.place) == ("", "", "")
        assert (ruling.outcome, ruling.rule, ruling.facts) == ("ask", "equals", "")
        assert Appeal.objects.get().words == ""
        assert not ShownWords.objects.exists()
