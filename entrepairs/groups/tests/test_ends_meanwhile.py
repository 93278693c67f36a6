"""A visit that ends while its group is together: nothing typed is lost, and a sentence says why."""

from datetime import timedelta

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.meetings.tests.making import a_meeting
from entrepairs.people.models import Membership, Person
from entrepairs.tests.posting import As, once, text


def test_a_visit_that_ends_during_a_gathering_keeps_that_gathering_and_what_was_typed(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group, now = group_of(amel, david), timezone.now()
    visiting(group, eve, days=3)
    client, talk = as_person(eve), f"{group.path}talk/"
    with hats.system("test"):
        visit = Membership.objects.filter(circle=group.circle, person=eve)
        visit.update(since=now - timedelta(days=9))
    here = a_meeting(group.circle, amel, -timedelta(hours=1), agreed_by=david, minutes=120)
    after = a_meeting(group.circle, amel, timedelta(days=1), agreed_by=david, proposed_at=now)
    assert client.get(talk).status_code == 200
    with hats.system("test"):
        visit.update(until=now - timedelta(minutes=30))
    answer = client.post(talk, once(body="Je reste jusqu’à la fin."))
    assert answer.status_code == 422
    assert "Je reste jusqu’à la fin." in text(answer)
    assert "Your message was not sent." in text(answer)
    assert client.get(f"/meetings/{here.key}/").status_code == 200
    assert client.get(f"/meetings/{after.key}/").status_code == 404
    assert "no longer in this group" in text(client.get(talk))
