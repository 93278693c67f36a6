"""A plan for two actions at one moment: who enters, who is kept apart from whom, who is removed."""

from typing import Any

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Organisation, Person
from entrepairs.plans.actions import invitations, members, plans, sections, stays_out
from entrepairs.plans.models import Participant
from entrepairs.plans.tests.making import invited, plan_started, section_of, with_people
from entrepairs.tests.two_at_once import deed


def a_plan(network: Network) -> dict[str, Any]:
    """Amel's, in which Bruno is; Eve is invited as a peer, Farid for a service from which Eve keeps
    apart."""
    with hats.system("test"):
        rows: dict[str, Any] = {
            name: Person.objects.create(name=name, audience=4)
            for name in ("amel", "bruno", "eve", "farid")
        }
        service = Organisation.objects.create(name=f"Service {rows['amel'].pk}")
        Affiliation.objects.create(person=rows["farid"], organisation=service)
    with hats.person(rows["eve"].pk):
        stays_out.keep_apart(organisation=service, once=None, by=rows["eve"])
    plan = rows["plan"] = plan_started(rows["amel"])
    with_people(plan, peer=rows["bruno"])
    rows["section"] = section_of(plan, "helps")
    rows["asks_eve"] = invited(plan, rows["eve"])
    rows["asks_farid"] = invited(plan, rows["farid"], "service", service)
    with hats.system("test"):
        rows["bruno_in"] = Participant.objects.select_related("plan__circle").get(plan=plan)
    return rows


IN_A_PLAN = [
    deed(
        "Eve enters",
        "eve",
        lambda w, me, o: invitations.enter_plan(invitation=w["asks_eve"], once=o, by=me),
    ),
    deed(
        "Farid enters for the service",
        "farid",
        lambda w, me, o: invitations.enter_plan(invitation=w["asks_farid"], once=o, by=me),
    ),
    deed(
        "Bruno leaves",
        "bruno",
        lambda w, me, o: members.leave_plan(circle=w["plan"].circle, once=o, by=me),
    ),
    deed(
        "Amel removes Bruno",
        "amel",
        lambda w, me, o: members.remove_from_plan(participant=w["bruno_in"], once=o, by=me),
    ),
    deed(
        "Amel gives Bruno a part to read",
        "amel",
        lambda w, me, o: sections.write_section(
            section=w["section"], words="x", audience=1, readers=[w["bruno"]], once=o, by=me
        ),
    ),
    deed(
        "Amel ends it",
        "amel",
        lambda w, me, o: plans.end_plan(circle=w["plan"].circle, once=o, by=me),
    ),
]
