"""What is withdrawn after it was put in the programme: its authors leave it at once, everywhere."""

from django.test import Client

from entrepairs.calls.models import Call
from entrepairs.calls.tests.calling import a_decision, a_submission, at, coming
from entrepairs.core import hats
from entrepairs.events.models import Speaker, Talk
from entrepairs.people.models import Person
from entrepairs.search.models import Entry
from entrepairs.tests.posting import As, once, text


def test_its_names_and_its_summary_leave_the_programme_and_its_organisers_are_told(
    desk: Client, client: Client, as_person: As, call: Call, amel: Person
) -> None:
    mine = coming(
        call, amel, "Amel B.", "Lise Martin", title="Marcher", summary="Au bord du canal, le mardi."
    )
    coming(call, None, "Lise Martin", title="Écrire", summary="Des ateliers.")
    desk.post(at(call, "contributions/place/"), once())
    with hats.system("test"):
        talk = Talk.objects.get(title_fr="Marcher")
        gone = Speaker.objects.get(name="Amel B.")
    ways = (
        talk.path,
        f"{talk.path}cite.json",
        "/library/?q=canal",
        "/library/?q=Amel",
        f"{call.event.path}schedule.json",
        call.event.path,
    )
    assert "Amel B." in text(client.get(talk.path))
    assert "still in the programme" not in text(desk.get(at(call)))
    hers = as_person(amel)
    assert "It is in the programme" in text(hers.get(f"/events/contribution/{mine.key}/withdraw/"))
    hers.post(f"/events/contribution/{mine.key}/withdraw/", once())
    for way in ways:
        page = text(client.get(way))
        assert "Amel B." not in page
        assert "bord du canal" not in page
    assert client.get(gone.path).status_code == 404
    with hats.system("test"):
        assert Entry.objects.get(kind="talk", key=talk.key).names == ""
        assert [one.name for one in Speaker.objects.all()] == [
            "Lise Martin"
        ]  # she speaks in the other one
        assert Talk.objects.get(title_fr="Écrire").about_fr == "Des ateliers."
    page = text(desk.get(at(call)))
    assert "still in the programme" in page
    assert f"{call.event.path}prepare/talks/{talk.key}/remove/" in page


def test_what_was_never_placed_is_withdrawn_as_before(
    desk: Client, as_person: As, call: Call, amel: Person
) -> None:
    mine = a_submission(call, amel, "Amel B.")
    a_decision(mine)
    hers = as_person(amel)
    assert "It is in the programme" not in text(
        hers.get(f"/events/contribution/{mine.key}/withdraw/")
    )
    assert hers.post(f"/events/contribution/{mine.key}/withdraw/", once()).status_code == 302
    assert "still in the programme" not in text(desk.get(at(call)))
