"""Events: both EXPEERTs, as their data file tells them, and two study days of an association."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from entrepairs import schedules
from entrepairs.events import actions, search_entries
from entrepairs.events.models import Event, Material, Session, Speaker, Talk
from entrepairs.library.indexing import entry_of
from entrepairs.library.models import Resource, Series
from entrepairs.library.queries import PUBLIC
from entrepairs.people.models import Affiliation, Circle, Organisation, Person
from entrepairs.schedules import import_plan
from entrepairs.schedules.actions import import_programmes
from entrepairs.search.index import index_entries
from entrepairs.search.models import Entry
from entrepairs.simulation import calls
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance
from entrepairs.vocabulary.queries import place_named

EXPEERTS = Path(schedules.__file__).parent / "data" / "expeerts.json"
PARIS = ZoneInfo("Europe/Paris")
AHEAD = timedelta(days=75)
HALL, SMALL = "Grande salle", "Petite salle"
# What, its kind, where, from, to, its talks with who speaks.
PROGRAMME = (
    ("Accueil, café", "break", HALL, (9, 0), (9, 30), ()),
    (
        "Ce que nous apprenons ensemble",
        "plenary",
        HALL,
        (9, 30),
        (11, 0),
        (
            ("Dix ans de cafés du mardi", ("Nadia Ferhat",)),
            ("Être pair dans une équipe de soins", ("Karim Lebreton", "Solène Diallo")),
        ),
    ),
    (
        "Écrire sa boîte à outils",
        "workshop",
        SMALL,
        (11, 15),
        (12, 30),
        (("Écrire sa boîte à outils", ("Solène Diallo",)),),
    ),
    (
        "Porter une parole à l’hôpital",
        "round_table",
        HALL,
        (11, 15),
        (12, 30),
        (("Ce que la commission a changé", ("Nadia Ferhat",)),),
    ),
)


def build_events(world: World, seed: int, until: datetime) -> None:
    """A chance of its own: what came before stays as it was."""
    chance = Chance(f"{seed} events")
    eve, claire = world.six["Eve"], world.six["Claire"]
    university = Organisation.objects.create(
        key=chance.new_key(),
        name="Université de Rennes",
        about="Recherche avec des pairs, sur l’entraide et la participation.",
        place=place_named("Rennes"),
    )
    Affiliation.objects.create(
        person=eve, organisation=university, coordinator=True, since=eve.created_at
    )
    import_expeerts(university, eve)
    build_study_day(world.organisations[0], claire, (until + AHEAD).date())
    calls.announce_event(world.organisations[0], world, until)
    _draw_keys(chance)
    Event.objects.filter(published_at__isnull=False).update(published_at=until, changed_at=until)


def import_expeerts(organisation: Organisation, by: Person) -> None:
    found = import_plan.plan_for_organisation(
        EXPEERTS.read_bytes(), organisation, by.pk, without_gone=False
    )
    made = import_programmes(
        comparisons=found.comparisons,
        organisation=organisation,
        without_gone=False,
        once=None,
        by=by,
    )
    for event in made:
        actions.publish_event(event=event, once=None, by=by)
    Series.objects.filter(slug="expeerts").update(title_fr="EXPAIRs", title_en="EXPEERTs")


def build_study_day(organisation: Organisation, by: Person, day: date) -> None:
    told = {
        "kind": Event.Kind.STUDY_DAY,
        "title_fr": "Entre pairs : ce que nous apprenons ensemble",
        "starts_on": day,
        "ends_on": day,
        "about_fr": "Une journée pour dire ce que l’entraide nous apprend, "
        "et ce que les équipes de soins peuvent en apprendre.",
        "for_whom_fr": "Toute personne concernée, ses proches, les équipes. Entrée libre.",
        "language": "fr",
        "time_zone": "Europe/Paris",
        "venue": "Maison des associations",
        "place": place_named("Rennes"),
        "step_free": True,
        "capacity": 120,
    }
    event = actions.begin_event(organisation=organisation, told=told, once=None, by=by)
    rooms = {
        name: actions.add_room(event=event, name=name, once=None, by=by) for name in (HALL, SMALL)
    }
    for title, kind, room, starts, ends, talks in PROGRAMME:
        hours = {
            name: datetime.combine(day, time(*clock), PARIS)
            for name, clock in (("starts_at", starts), ("ends_at", ends))
        }
        row: dict[str, Any] = {"title_fr": title, "kind": kind, "room": rooms[room], **hours}
        session = actions.add_session(event=event, told=row, once=None, by=by)
        for talk, names in talks:
            actions.add_talk(
                session=session, told={"title_fr": talk}, speakers=names, once=None, by=by
            )


def _draw_keys(chance: Chance) -> None:
    """The same addresses for the same seed. An event's is its circle's."""
    for event in Event.objects.order_by("pk"):
        event.key = chance.new_key()
        event.save(update_fields=["key"])
        Circle.objects.filter(pk=event.circle_id).update(key=event.key)
    listed = Resource.objects.filter(pk__in=Material.objects.values("resource"))
    told = (kind.objects for kind in calls.KEYED)
    named: tuple[Any, ...] = (
        Session.objects,
        Talk.objects,
        Speaker.objects,
        listed,
        Series.objects,
        *told,
    )
    for found in named:
        rows = list(found.order_by("pk"))
        for row in rows:
            row.key = chance.new_key()
        found.bulk_update(rows, ["key"])
    # The search leads to the new addresses.
    Entry.objects.all().delete()
    for event in Event.objects.all():
        search_entries.index_event(event)
    index_entries(*(entry_of(row) for row in Resource.objects.filter(PUBLIC)))
