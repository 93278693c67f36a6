"""What everyone reads of an event."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event, Speaker
from entrepairs.events.tests.making import a_material, a_session, a_speaker, an_event, at
from entrepairs.events.tests.reading import read_page
from entrepairs.library.models import Series
from entrepairs.people.models import Person
from entrepairs.tests.posting import As
from entrepairs.ui import formats


def test_a_stranger_reads_when_where_and_by_whom(client: Client, day: Event) -> None:
    page = read_page(client, day.path)
    for words in (
        "Among peers: what one knows",
        "12\u00a0May 2083",
        "Maison des associations",
        "GEM L’Escale",
        "9:30",
    ):
        assert words in page or words.replace("9:30", "09:30") in page, words
    for words in (
        "What peers know",
        "Lise Martin",
        "sociologue, Université de Lille, France",
        "pair-aidant, Belgium",
    ):
        assert words in page, words


def test_words_in_the_other_language_are_marked_and_said(client: Client, network: Network) -> None:
    event = an_event(network.escale, title_fr="Savoirs de la rue")
    page = read_page(client, event.path)
    assert '<span lang="fr">Savoirs de la rue</span>' in page
    assert "Written in French only." in page
    french = read_page(client, event.path, headers={"accept-language": "fr"})
    assert "Savoirs de la rue" in french
    assert 'lang="fr">Savoirs' not in french


def test_a_session_a_talk_and_a_speaker_have_their_pages(client: Client, day: Event) -> None:
    with hats.system("test"):
        session = day.sessions.get(title_fr="Ce que savent les pairs")
        quiet = session.talks.get(not_recorded=True)
        tom = Speaker.objects.get(name="Tom Okafor")
    page = read_page(client, session.path)
    assert "Lived knowledge" in page
    assert "Grande salle" in page
    assert "This session is recorded" in page
    page = read_page(client, quiet.path)
    assert "The speaker asked that this talk is not recorded." in page
    assert "10:15" in page
    page = read_page(client, tom.path)
    assert "Two years in a team" in page
    assert "What peers know" in page  # which he chairs


def test_hours_are_those_of_the_place_and_of_the_reader_where_they_differ(
    client: Client, as_person: As, day: Event, eve: Person
) -> None:
    with hats.system("test"):
        session = day.sessions.get(title_fr="Ce que savent les pairs")
        Person.objects.filter(pk=eve.pk).update(time_zone="America/Montreal")
    assert "where you are" not in read_page(client, session.path)
    page = read_page(as_person(eve), session.path)
    assert "09:30" in page
    assert "03:30 – 05:00 your time" in page


def test_the_day_is_said_too_when_it_is_another_one(
    as_person: As, network: Network, eve: Person
) -> None:
    event = an_event(network.escale, time_zone="Asia/Tokyo")
    from zoneinfo import ZoneInfo

    tokyo = ZoneInfo("Asia/Tokyo")
    session = a_session(event, starts_at=at(5, zone=tokyo), ends_at=at(6, zone=tokyo))
    evening_here = formats.day_short(at(5, zone=tokyo))
    assert f"{evening_here}, 22:00 – 23:00 your time" in read_page(as_person(eve), session.path)


def test_sessions_without_hours_stand_in_their_order(client: Client, network: Network) -> None:
    event = an_event(network.escale)
    for order, title in ((2, "Deuxième"), (1, "Premier"), (3, "Troisième")):
        a_session(event, title_fr=title, order=order)
    page = read_page(client, event.path)
    assert page.index("Premier") < page.index("Deuxième") < page.index("Troisième")


def test_a_programme_still_to_come_says_so(client: Client, network: Network) -> None:
    assert "The programme is not available yet" in read_page(client, an_event(network.escale).path)


def test_a_cancelled_event_says_so_everywhere(client: Client, network: Network, day: Event) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=day.pk).update(state="cancelled")
        session, talk, speaker = day.sessions.all()[0], day.talks.all()[0], day.speakers.all()[0]
    for path in (day.path, session.path, talk.path, speaker.path, f"{day.path}mine/"):
        assert "This event is cancelled." in read_page(client, path), path
    assert "Cancelled" in read_page(client, "/events/")


def test_a_speaker_is_linked_to_their_page_for_those_who_may_see_them(
    client: Client,
    as_person: As,
    day: Event,
    network: Network,
    amel: Person,
    bruno: Person,
    farid: Person,
) -> None:
    speaker = a_speaker(day, "A. M.", person=amel)
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(audience=2)
    link = f"/people/{amel.key}/"
    assert link in read_page(as_person(bruno), speaker.path)
    assert link not in read_page(as_person(farid), speaker.path)
    assert amel.key not in read_page(client, speaker.path)


def test_materials_are_those_the_library_shows(
    client: Client, as_person: As, day: Event, claire: Person
) -> None:
    a_material(day, "Affiche du jour")
    a_material(day, "Brouillon des actes", state="draft", published_at=None)
    page = read_page(client, day.path)
    assert "Affiche du jour" in page
    assert "Brouillon des actes" not in page
    assert "Brouillon des actes" in read_page(as_person(claire), day.path)


# The list


def test_events_to_come_are_first_the_nearest_first_then_past_ones_by_year(
    client: Client, network: Network
) -> None:
    today = timezone.localdate()
    for title, days in (
        ("Loin", 90),
        ("Bientôt", 9),
        ("Hier", -1),
        ("Jadis", -900),
        ("Pendant", 0),
    ):
        date = today + dt.timedelta(days=days)
        an_event(network.escale, title_fr=title, starts_on=date, ends_on=date)
    page = read_page(client, "/events/", headers={"accept-language": "fr"})
    places = [page.index(title) for title in ("Pendant", "Bientôt", "Loin", "Hier", "Jadis")]
    assert places == sorted(places)


def test_the_list_is_that_of_a_series_and_of_a_year(client: Client, network: Network) -> None:
    with hats.system("test"):
        series = Series.objects.create(slug="expeerts", title_fr="EXPEERTs")
    an_event(network.escale, title_fr="Dedans", series=series)
    an_event(
        network.escale,
        title_fr="Dehors",
        starts_on=dt.date(2019, 1, 2),
        ends_on=dt.date(2019, 1, 2),
    )
    page = read_page(client, "/events/?series=expeerts")
    assert "Dedans" in page
    assert "Dehors" not in page
    assert "Dehors" in read_page(client, "/events/?year=2019")
    assert "No events for this choice." in read_page(client, "/events/?series=nothing")


@pytest.mark.parametrize(
    "asked", ["?page=0", "?page=x", "?page=99999999", "?year=12345", "?year=²²²²", "?series=%00"]
)
def test_an_address_that_makes_no_sense_is_no_trouble(
    client: Client, day: Event, asked: str
) -> None:
    assert client.get(f"/events/{asked}").status_code in {200, 400}


def test_a_long_list_has_pages(client: Client, network: Network) -> None:
    for n in range(31):
        an_event(network.escale, title_fr=f"Journée {n}")
    assert "page=2" in read_page(client, "/events/")
    assert read_page(client, "/events/?page=2").count('class="when"') == 1


# Now and next


def test_what_goes_on_and_what_comes_next_are_said_while_it_is_held(
    client: Client, network: Network
) -> None:
    now = timezone.now()
    today = timezone.localdate()
    event = an_event(
        network.escale, starts_on=today - dt.timedelta(days=1), ends_on=today + dt.timedelta(days=1)
    )
    minutes = dt.timedelta(minutes=10)
    a_session(event, title_fr="Fini", starts_at=now - 3 * minutes, ends_at=now - minutes)
    a_session(event, title_fr="En cours", starts_at=now - minutes, ends_at=now + minutes)
    a_session(event, title_fr="Juste après", starts_at=now + minutes, ends_at=now + 2 * minutes)
    a_session(event, title_fr="Bien après", starts_at=now + 3 * minutes, ends_at=now + 4 * minutes)
    page = read_page(client, event.path)
    section = page[
        page.index("Now and next") : page.index("</section>", page.index("Now and next"))
    ]
    assert "En cours" in section
    assert "Juste après" in section
    assert "Fini" not in section
    assert "Bien après" not in section


def test_after_midnight_the_last_night_is_not_over(client: Client, network: Network) -> None:
    """In the zone where it is between midnight and one, whatever the hour here."""
    now = timezone.now()
    zone = f"Etc/GMT+{now.hour}" if now.hour <= 12 else f"Etc/GMT-{24 - now.hour}"
    days = [(now.astimezone(ZoneInfo(zone)) - dt.timedelta(days=n)).date() for n in (2, 1)]
    event = an_event(network.escale, starts_on=days[0], ends_on=days[1], time_zone=zone)
    hour = dt.timedelta(hours=1)
    a_session(event, title_fr="La veille", starts_at=now - 26 * hour, ends_at=now - 25 * hour)
    a_session(event, title_fr="La nuit entière", starts_at=now - 2 * hour, ends_at=now + hour)
    page = read_page(client, event.path)
    assert "Now and next" in page
    assert page.count("La nuit entière") > 1  # above, and in the programme of that night
    assert "La veille" not in page


def test_before_and_after_nothing_is_going_on(client: Client, day: Event) -> None:
    assert "Now and next" not in read_page(client, day.path)
