"""Files of a group: who opens them, and until when; what is said of them; what comes back."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.engine import doctor_files
from entrepairs.files import jobs, partial_uploads, storage
from entrepairs.groups.actions.entries import leave_group
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of, told_of, visiting
from entrepairs.library.tests.posting import body, form
from entrepairs.library.tests.sending import announce, piece, shelves
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Membership
from entrepairs.rights.erasing import erase_person
from entrepairs.sharing import tidying
from entrepairs.sharing.tests.making import WORDS, again, path_of, rows_of, shared
from entrepairs.vocabulary.models import Concept

__all__ = ["shelves"]
AFTER_ANSWER = 4  # that what was told is seen
pytestmark = pytest.mark.usefixtures("shelves", "network")


def files_of(group: Group) -> str:
    return f"{group.path}files/"


def met(group: Group, by: Any, days: int) -> Meeting:
    """A meeting of the group, so many days ago."""
    at = timezone.now() - dt.timedelta(days=days)
    told: Any = {"asked_by": by, "proposed_by": by, "proposed_at": at, "agreed_at": at}
    with hats.system("test"):
        members = Membership.objects.filter(circle=group.circle, role=None)
        members.update(since=timezone.now() - dt.timedelta(days=100))
        return Meeting.objects.create(
            circle=group.circle, title="Mardi", means="in_person", starts_at=at, **told
        )


def test_a_member_shares_a_file_with_a_form_and_every_member_opens_it_also_a_part(
    amel: Any, david: Any, as_person: Any
) -> None:
    group = group_of(amel, david)
    page = as_person(amel)
    assert "No file yet" in body(page.get(files_of(group)))
    given = form(chosen=SimpleUploadedFile("tuesday.txt", WORDS), words="Minutes", meeting="")
    assert page.post(files_of(group), given).status_code == 302
    [file] = rows_of(group)
    assert (file.state, file.words) == ("ready", "Minutes")
    assert told_of(david, group.circle.key) == [group.circle.key]
    assert told_of(amel, group.circle.key) == []
    other = as_person(david)
    assert "tuesday.txt" in body(other.get(files_of(group)))
    whole = other.get(path_of(again(file)))
    assert b"".join(whole) == WORDS
    assert "private" in whole.headers["Cache-Control"]
    part = other.get(path_of(again(file)), HTTP_RANGE="bytes=0-3")
    assert (part.status_code, b"".join(part)) == (206, WORDS[:4])
    assert "attachment" in other.get(path_of(again(file)) + "?download")["Content-Disposition"]


def test_nobody_else_opens_it_and_who_leaves_opens_it_no_more(
    amel: Any, david: Any, eve: Any, client: Any, as_person: Any
) -> None:
    group = group_of(amel, david)
    file = shared(group, amel)
    assert as_person(david).get(path_of(file)).status_code == 200
    assert as_person(eve).get(path_of(file)).status_code == 404
    assert as_person(eve).get(files_of(group)).status_code == 404
    assert client.get(path_of(file)).status_code == 302  # to the sign-in
    with hats.person(david.pk):
        leave_group(circle=group.circle, once=uuid4(), by=david)
    assert as_person(david).get(path_of(file)).status_code == 404
    assert as_person(david).get(files_of(group)).status_code == 404
    assert as_person(amel).get(path_of(file)).status_code == 200


def test_a_visitor_opens_what_is_of_a_meeting_they_were_at_and_nothing_else(
    amel: Any, david: Any, eve: Any, as_person: Any
) -> None:
    group = group_of(amel, david)
    visiting(group, eve, days=30)  # since sixty days
    before, at_it = met(group, amel, 80), met(group, amel, 3)
    hers = shared(group, amel, "hers.txt", meeting=at_it)
    others = [shared(group, amel, "before.txt", meeting=before), shared(group, amel, "all.txt")]
    page = as_person(eve)
    shown = body(page.get(files_of(group)))
    assert "hers.txt" in shown
    assert "all.txt" not in shown
    assert 'id="send"' not in shown
    assert page.get(path_of(hers)).status_code == 200
    assert [page.get(path_of(one)).status_code for one in others] == [404, 404]
    assert page.post(files_of(group), form(chosen="")).status_code != 302
    assert page.post(f"{files_of(group)}{hers.key}/remove/", form()).status_code == 404
    assert told_of(eve, group.circle.key) == []


def test_what_is_removed_is_closed_at_once_and_comes_back_for_a_week(
    amel: Any, david: Any, as_person: Any, django_capture_on_commit_callbacks: Any
) -> None:
    group = group_of(amel, david)
    file = shared(group, amel)
    page, other = as_person(amel), as_person(david)
    asks = body(page.get(f"{files_of(group)}{file.key}/remove/"))
    assert "its sender and those who keep the page can bring it back" in asks
    page.post(f"{files_of(group)}{file.key}/remove/", form())
    assert other.get(path_of(file)).status_code == page.get(path_of(file)).status_code == 404
    assert "You removed it." in body(page.get(files_of(group)))
    page.post(f"{files_of(group)}{file.key}/back/", form())
    assert other.get(path_of(file)).status_code == 200
    page.post(f"{files_of(group)}{file.key}/remove/", form())
    jobs.check_stopped_files(timezone.now() + dt.timedelta(days=6))
    assert again(file).removed_at
    with django_capture_on_commit_callbacks(execute=True):
        jobs.check_stopped_files(timezone.now() + dt.timedelta(days=8))
    assert rows_of(group) == []
    assert not storage.is_kept(file.place)
    assert dt.timedelta(days=7) == tidying.BROUGHT_BACK_WITHIN


def test_who_keeps_the_page_removes_a_file_and_a_member_who_does_not_removes_only_theirs(
    amel: Any, david: Any, bruno: Any, as_person: Any
) -> None:
    group = group_of(amel, david, bruno)
    with hats.system("test"):
        keeper = Concept.objects.get(scheme="role", key="keeper")
        Membership.objects.create(circle=group.circle, person=bruno, role=keeper)
    file = shared(group, amel)
    assert as_person(david).post(f"{files_of(group)}{file.key}/remove/", form()).status_code == 404
    as_person(bruno).post(f"{files_of(group)}{file.key}/remove/", form())
    assert again(file).removed_by_id == bruno.pk
    shown = body(as_person(amel).get(files_of(group)))
    assert "Bruno removed it." in shown  # nothing goes behind somebody's back
    as_person(amel).post(f"{files_of(group)}{file.key}/back/", form())
    assert again(file).removed_at is None


def test_what_is_said_of_it_is_changed_and_another_takes_its_place_by_its_sender_alone(
    amel: Any, david: Any, as_person: Any, django_capture_on_commit_callbacks: Any
) -> None:
    group = group_of(amel, david)
    meeting = met(group, amel, 3)
    file = shared(group, amel, words="Minutes", meeting=meeting)
    page, change = as_person(amel), f"{files_of(group)}{file.key}/"
    page.post(change, form(name="plans", words="What we plan", meeting=""))
    changed = again(file)
    assert (changed.name, changed.words, changed.meeting_id) == ("plans.txt", "What we plan", None)
    page.post(change, form(name="a\u202eb", words="What we plan", meeting=""))
    assert again(file).name == "ab.txt"  # no sign that writes backwards
    new = form(chosen=SimpleUploadedFile("new.txt", b"Other words, and more of them. " * 9))
    with django_capture_on_commit_callbacks(execute=True):
        assert page.post(f"{change}replace/", new).status_code == 302
    [now] = rows_of(group)
    assert (now.name, now.words, now.state) == ("new.txt", "What we plan", "ready")
    assert not storage.is_kept(file.place)
    for path in (f"{files_of(group)}{now.key}/", f"{files_of(group)}{now.key}/replace/"):
        assert as_person(david).get(path).status_code == 404


def test_it_comes_in_pieces_goes_on_and_is_taken_back(
    amel: Any, david: Any, as_person: Any
) -> None:
    group = group_of(amel, david)
    page = as_person(amel)
    answer = announce(page, group, len(WORDS), words="Minutes")
    assert answer.status_code == 201
    address = answer.headers["Location"]
    assert piece(page, address, 0, WORDS[:100]).headers["Upload-Offset"] == "100"
    assert piece(page, address, 5, WORDS[100:]).status_code == 409
    assert "100" in body(page.get(files_of(group)))
    assert body(as_person(david).get(files_of(group))).count("notes.txt") == 0
    assert piece(page, address, 100, WORDS[100:]).status_code == 204
    [file] = rows_of(group)
    assert (file.state, file.words) == ("ready", "Minutes")
    other = announce(page, group, 9)
    path = "/" + other.headers["Location"].split("/", 3)[3]
    assert page.delete(path, HTTP_TUS_RESUMABLE="1.0.0").status_code == 204
    assert [row.pk for row in rows_of(group)] == [file.pk]
    assert announce(as_person(david), group, 9).status_code == 201


def test_what_is_refused_says_why_and_the_room_of_a_group_has_an_end(
    amel: Any, david: Any, as_person: Any, settings: Any
) -> None:
    group = group_of(amel, david)
    page = as_person(amel)
    page.post(files_of(group), form(chosen=SimpleUploadedFile("x.txt", b"<html><script>")))
    shown = body(page.get(files_of(group)))
    assert "Not accepted." in shown
    assert "This file is a web page" in shown
    assert body(as_person(david).get(files_of(group))).count("x.txt") == 0
    settings.FILES_OF_GROUP = len(WORDS)
    shared(group, david)
    full = page.post(files_of(group), form(chosen=SimpleUploadedFile("x.txt", WORDS)))
    assert "There is no room left for the files of this group." in body(full, 422)
    assert announce(page, group, 9).status_code == 413


def test_the_page_asks_as_much_for_thirty_files_as_for_one(
    amel: Any, david: Any, as_person: Any, queries: Any
) -> None:
    group = group_of(amel, david)
    page = as_person(amel)
    shared(group, david, "0.txt")
    with queries() as one:
        page.get(files_of(group))
    for number in range(31):
        shared(group, david, f"{number}.txt")
    with queries() as many:
        assert "?page=2" in body(page.get(files_of(group)))
    assert len(one) == len(many) <= 10 + AFTER_ANSWER


def test_who_is_erased_takes_their_files_along(
    amel: Any, david: Any, django_capture_on_commit_callbacks: Any
) -> None:
    group = group_of(amel, david)
    file, kept = shared(group, amel), shared(group, david, "kept.txt")
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(amel.pk)
    assert [row.pk for row in rows_of(group)] == [kept.pk]
    assert not storage.is_kept(file.place)
    assert storage.is_kept(kept.place)
    assert not partial_uploads.part_of(file.key).exists()


def test_doctor_warns_of_a_group_whose_room_is_nearly_full(
    amel: Any, david: Any, settings: Any
) -> None:
    group = group_of(amel, david)
    shared(group, amel)
    assert not [one for one in doctor_files.examined()[1] if group.circle.name in one.what]
    settings.FILES_OF_GROUP = len(WORDS)
    [told] = [one for one in doctor_files.examined()[1] if group.circle.name in one.what]
    assert "ENTREPAIRS_FILES_OF_GROUP_MB" in told.mend
    assert not told.grave
