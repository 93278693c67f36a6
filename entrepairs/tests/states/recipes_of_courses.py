"""Recipes of courses; see recipes.py."""

from entrepairs.courses.models import KeptCourse
from entrepairs.people.models import Person
from entrepairs.tests.states.recipes import Rows, of, row


def _note(rows: Rows, me: Person) -> dict[str, object]:
    minutes = {rows["amel_registers"].pk: 30}
    return {"session": rows["published_session"], "minutes": minutes, "by_peer": True}


def _keep(rows: Rows, me: Person) -> dict[str, object]:
    from entrepairs.core import hats

    with hats.system("test"):
        KeptCourse.objects.all().delete()
    return {"registration": rows["amel_registers"]}


of(
    "courses.actions",
    describe_course=("claire", row("event", "published_event", told={"kind": "training"})),
    note_attendance=("claire", _note),
    keep_course=("amel", _keep),
)
