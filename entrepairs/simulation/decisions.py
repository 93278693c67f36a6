"""What the groups of the sample network decide: one decision that holds, one that is open; and a
date that each looks for."""

from datetime import datetime, timedelta
from typing import Any

from entrepairs.decisions.models import (
    Answered,
    Choice,
    Coming,
    Date,
    Decision,
    NamelessAnswer,
    Poll,
    Remark,
    Version,
)
from entrepairs.people.models import Circle, Person
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance

DAY = timedelta(days=1)


def decide(
    circle: Circle, people: list[Person], texts: dict[str, Any], until: datetime, chance: Chance
) -> None:
    """One was adopted five weeks ago; another is open for a week, and some have answered."""
    adopted, going = texts["decided"], texts["proposed"]
    first = until - 60 * DAY
    before = [person for person in people if person.created_at < first]
    version = put(circle, before[0], adopted, (first, first + 3 * DAY, until - 35 * DAY), chance)
    drop_answers(version, before, chance)
    opened = until - 5 * DAY
    asking, *others = [person for person in people if person.name not in ("Amel", "Claire")]
    version = put(circle, asking, going, (opened, until - 2 * DAY, until + 7 * DAY), chance)
    drop_answers(version, [asking, *others[: len(others) // 3]], chance)
    ask(version, going, people, opened, chance)


def put(
    circle: Circle,
    by: Person,
    texts: dict[str, Any],
    days: tuple[datetime, datetime, datetime],
    chance: Chance,
) -> Version:
    made_at, opens_at, closes_at = days
    decision = Decision.objects.create(
        key=chance.new_key(),
        circle=circle,
        title=texts["title"],
        proposed_by=by,
        made_at=made_at,
    )
    return Version.objects.create(
        decision=decision,
        number=1,
        words=texts["words"],
        made_by=by,
        made_at=made_at,
        opens_at=opens_at,
        closes_at=closes_at.replace(hour=18, minute=0),
        review_on=(closes_at + 150 * DAY).date(),
        needed=2,
    )


def drop_answers(version: Version, people: list[Person], chance: Chance) -> None:
    """Without a name, and nobody objects."""
    choices = [Choice.FINE, Choice.FINE, Choice.FINE, Choice.LIVE, Choice.PASS]
    pour_rows(Answered(version_id=version.pk, person_id=person.pk) for person in people)
    NamelessAnswer.objects.bulk_create(  # their numbers are drawn, not given by the table
        NamelessAnswer(
            id=chance.getrandbits(62), version_id=version.pk, choice=chance.choice(choices)
        )
        for _person in people
    )


def ask(
    version: Version, texts: dict[str, Any], people: list[Person], at: datetime, chance: Chance
) -> None:
    """Questions, each with its reply by who proposed."""
    for number, (question, reply) in enumerate(texts["asked"]):
        said = {"decision_id": version.decision_id, "written_at": at + (number + 1) * DAY}
        asked = Remark.objects.create(
            key=chance.new_key(),
            kind=Remark.Kind.QUESTION,
            author=people[(number + 2) % len(people)],
            words=question,
            **said,
        )
        Remark.objects.create(
            key=chance.new_key(),
            kind=Remark.Kind.REPLY,
            to=asked,
            author=version.made_by or people[0],
            words=reply,
            **said,
        )


def look_for_a_date(
    circle: Circle, people: list[Person], texts: dict[str, Any], until: datetime, chance: Chance
) -> None:
    """Three dates, asked two days ago; half of the members have said which ones suit them."""
    poll = Poll.objects.create(
        key=chance.new_key(),
        circle=circle,
        title=texts["poll"],
        minutes=120,
        means="in_person",
        where=texts["address"],
        made_by=people[0],
        made_at=until - 2 * DAY,
        closes_at=(until + 6 * DAY).replace(hour=18, minute=0),
    )
    day = (until + 14 * DAY).replace(minute=0)
    dates = [
        Date.objects.create(poll=poll, starts_at=day.replace(hour=hour) + number * DAY)
        for number, hour in enumerate((10, 14, 18))
    ]
    fits = [Coming.Fits.YES, Coming.Fits.YES, Coming.Fits.MAYBE, Coming.Fits.NO]
    said = [person for person in people if person.name != "Amel"][: max(1, len(people) // 2)]
    pour_rows(
        Coming(date_id=date.pk, person_id=person.pk, fits=chance.choice(fits))
        for date in dates
        for person in said
    )
