"""The pages of roles: mine, those of an organisation, their sums, their table."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Person
from entrepairs.people.my_organisation import read_tiles
from entrepairs.roles import queries
from entrepairs.roles.models import HeldRole
from entrepairs.roles.tests.making import A_YEAR, held_role, offered_role, terms_of
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today

DAY = dt.timedelta(days=1)


def list_of(network: Any) -> str:
    return f"/organisations/{network.escale.key}/roles/"


def tile_of(network: Any, who: Person) -> tuple[str, str, str]:
    with hats.person(who.pk):
        said = next(one.said for one in read_tiles(network.escale) if one.tile.name == "roles")
        return str(said.figure), str(said.unit), str(said.words)


def test_one_and_a_half_full_time_and_two_volunteers_need_no_spreadsheet(
    network: Any, amel: Person, bruno: Person, claire: Person, david: Person, as_person: As
) -> None:
    assert tile_of(network, claire) == ("", "", "No role yet.")
    held_role(network.escale, bruno, claire, share=100)
    held_role(network.escale, claire, claire, role="coordinator", hours=Decimal("17.5"))
    for person in (amel, david):
        held_role(network.escale, person, claire, role="facilitator", statute="volunteer", share=50)
    offered_role(network.escale, amel, claire)
    assert tile_of(network, claire) == (
        "1.5",
        "FTE, and 2 volunteers",
        "Counted on dated roles. 1 offer has no answer.",
    )
    with hats.person(claire.pk):
        sums = queries.add_up(network.escale, today())
        assert (sums.people, sums.employees, sums.volunteers, sums.unsaid) == (4, 2, 2, 0)
        listed = queries.roles_in(network.escale).filter(queries.is_held_on(today()))
        assert len({role.person_id for role in listed}) == sums.people
        assert queries.add_up(network.escale, today() - A_YEAR - DAY).people == 0
    page = f"{list_of(network)}?on={(today() - A_YEAR - DAY).isoformat()}"
    assert "No role that day" in text(as_person(claire).get(page))
    for other in (amel, bruno):
        with hats.person(other.pk):
            assert queries.add_up(network.escale, today()).people <= 1  # their own


def test_its_person_ends_a_role_in_one_press_and_keeps_its_history(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    role = held_role(network.escale, bruno, claire)
    person = as_person(bruno)
    assert "End this role" in text(person.get("/me/roles/"))
    person.post(f"/me/roles/{role.key}/end/", once())
    mine = text(person.get("/me/roles/"))
    assert "Past roles" in mine
    assert "End this role" not in mine
    assert "No role now" in text(person.get("/me/"))
    with hats.person(claire.pk):
        assert queries.add_up(network.escale, today()).people == 0
    assert "past" in text(as_person(claire).get(f"{list_of(network)}?all=1"))
    again = person.post(f"/me/roles/{role.key}/end/", once(), follow=True)
    assert "This role has already ended" in text(again)


def test_a_role_that_has_not_begun_never_was(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    role = held_role(network.escale, bruno, claire, since=today() + 9 * DAY)
    assert "from" in text(as_person(bruno).get("/me/roles/"))
    as_person(bruno).post(f"/me/roles/{role.key}/end/", once())
    assert "No role yet" in text(as_person(bruno).get("/me/roles/"))


def test_who_coordinates_ends_a_role_after_a_question_and_its_person_is_told(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    role = held_role(network.escale, bruno, claire)
    coordinator, page = as_person(claire), f"{list_of(network)}{role.key}/end/"
    asked = text(coordinator.get(page))
    assert "This person is told that you did this" in asked
    coordinator.post(page, once())
    assert "A role that you held has ended" in text(as_person(bruno).get("/today/"))
    assert "ended a role that you held" in text(as_person(bruno).get("/me/activity/"))


def test_nobody_answers_or_ends_the_role_of_another(
    network: Any, amel: Person, claire: Person, bruno: Person, as_person: As
) -> None:
    role = held_role(network.escale, bruno, claire)
    offer = offered_role(network.escale, amel, claire)
    for path in (f"/me/roles/{role.key}/end/", f"/me/roles/{offer.key}/answer/"):
        assert as_person(claire).post(path, once(answer="yes")).status_code == 404
    for act in ("end", "withdraw"):
        page = f"{list_of(network)}{role.key}/{act}/"
        assert as_person(amel).post(page, once()).status_code == 404
    with hats.system("test"):
        assert HeldRole.objects.get(pk=role.pk).ended_at is None
        assert HeldRole.objects.get(pk=offer.pk).accepted_at is None


def test_bruno_reads_what_coordinators_see_of_his_roles(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    held_role(network.escale, bruno, claire, hours=35)
    offered_role(network.escale, bruno, claire, role="facilitator", statute="volunteer")
    page = f"/organisations/{network.escale.key}/people/{bruno.key}/"
    for answer in (as_person(claire).get(page), as_person(bruno).get("/me/coordinators/")):
        seen = text(answer)
        assert "peer worker · employment · 35 hours a week" in seen
        assert "<dt>Role offered</dt>" in seen


def test_the_table_is_all_of_them_for_a_spreadsheet(
    network: Any, amel: Person, claire: Person, bruno: Person, as_person: As
) -> None:
    held_role(network.escale, bruno, claire, hours=Decimal("17.5"))
    offered_role(network.escale, amel, claire)
    answer = as_person(claire).get(f"{list_of(network)}table.csv")
    lines = answer.content.decode().splitlines()
    assert len(lines) == 3
    assert '"Amel","peer worker"' in lines[1]
    assert lines[1].endswith('"no answer yet"')
    assert '"Bruno","peer worker","employment","17.5"' in lines[2]


def test_thirty_roles_ask_as_much_as_one(
    network: Any, claire: Person, bruno: Person, as_person: As, queries: Callable[[], Any]
) -> None:
    held_role(network.escale, bruno, claire)
    client, mine = as_person(claire), as_person(bruno)
    counts = []
    for number in (0, 29):
        with hats.system("test"):
            terms = terms_of(statute="volunteer")
            for _row in range(number):
                person = Person.objects.create(name="Zoé")
                Affiliation.objects.create(person=person, organisation=network.escale)
                yes = {"accepted_at": dt.datetime.now(dt.UTC), "offered_by": claire}
                for who, since in ((person, today()), (bruno, today() - number * A_YEAR)):
                    HeldRole.objects.create(
                        organisation=network.escale,
                        person=who,
                        role_id=terms.role_id,
                        statute_id=terms.statute_id,
                        since=since - _row * DAY,
                        until=since - _row * DAY,
                        **yes,
                    )
        with queries() as listed:
            assert client.get(f"{list_of(network)}?all=1").status_code == 200
        with queries() as of_one:
            assert mine.get("/me/roles/").status_code == 200
        counts.append((len(listed), len(of_one)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10
