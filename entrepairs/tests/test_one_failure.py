"""One item of every job fails for ever, and the others get theirs. Every job of every room is in
one of three lists here.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from entrepairs.core import hats
from entrepairs.core.jobs import RETRIES, GivenUp, SomeFailed
from entrepairs.tests.access.rows import Rows, make_rows
from entrepairs.tests.failing import (
    Scene,
    authors_to_tell,
    codes_to_forget,
    departures_to_settle,
    drafts_to_forget,
    files_to_tidy,
    lines_to_align,
    needs_to_forget,
    notices_to_forget,
    notices_to_mail,
    organisations_to_learn_from,
    registrations_to_tell,
    voices_to_tell,
)

# About one thing: tried again later and later, then a dead letter.
ABOUT_ONE = {
    *("files.jobs.check_file", "pairs.jobs.predict_invitation", "rounds.jobs.count_round"),
    *("rounds.jobs.measure_round", "notices.jobs.tell_person", "registrations.jobs.tell_one"),
    *("calls.jobs.tell_author", "recordings.jobs.tell_voice", "pairs.jobs.learn_from_answers_of"),
    *("rights.jobs.make_export", "rights.jobs.settle_one"),
}
# Neither: why.
OTHERS = {
    "registrations.jobs.tell_registered_soon": "what tell_registered does, asked for at once",
    "notices.jobs.text_code": "that it did not leave is on the page of who waits for it",
    "rounds.jobs.find_pairs": "a round that fails says so to its coordinator, who presses again",
    "observatory.jobs.publish_figures": "it is about everybody at once, in one transaction",
    "rights.jobs.watch_clocks": "one step for each request: one that fails stops no other",
    "rights.jobs.warn_idle": "each person apart, and each night again",
    "rights.jobs.forget_old": "three steps, each for all rows by statements of its own",
    "safeguarding.jobs.find_again": "one step for each thing: one that fails stops no other",
    "core.jobs.forget_old_jobs": "rows of the library, deleted by its own statement",
    "core.jobs.take_up_lost_jobs": "below, with a queue of its own",
}
ABOUT_MANY: dict[str, Callable[[Rows], Scene]] = {
    "notices.jobs.send_notices": notices_to_mail,
    "notices.jobs.forget_notices": notices_to_forget,
    "registrations.jobs.tell_registered": registrations_to_tell,
    "registrations.jobs.forget_needs": needs_to_forget,
    "calls.jobs.tell_authors": authors_to_tell,
    "calls.jobs.tell_authors_soon": authors_to_tell,
    "calls.jobs.forget_contributions": drafts_to_forget,
    "recordings.jobs.tell_voices": voices_to_tell,
    "pairs.jobs.learn_from_answers": organisations_to_learn_from,
    "pairs.jobs.refresh_finding": lines_to_align,
    "files.jobs.tidy_files": files_to_tidy,
    "rights.jobs.settle_departures": departures_to_settle,
    "accounts.jobs.sweep_the_gate": codes_to_forget,
}


def tasks() -> dict[str, Any]:
    """Every job of the rooms, found as the worker finds them."""
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    return {
        name.removeprefix("entrepairs."): task
        for name, task in app.tasks.items()
        if name.startswith("entrepairs.") and name == task.name
    }


def test_every_job_is_about_one_or_about_many() -> None:
    assert set(tasks()) == {*ABOUT_ONE, *ABOUT_MANY, *OTHERS}
    assert settings.ROOMS


@pytest.mark.parametrize("name", sorted(ABOUT_ONE))
def test_what_fails_for_one_is_tried_again_later_and_later_then_given_up(name: str) -> None:
    task = tasks()[name]
    assert task.retry_strategy is RETRIES
    waits = []
    for attempts in range(10):
        job = type("Job", (), {"attempts": attempts})()
        decision = RETRIES.get_retry_decision(exception=ValueError(), job=job)
        if decision is None:
            break
        waits.append(decision.retry_at)
    assert len(waits) == 6
    assert waits == sorted(waits)
    job = type("Job", (), {"attempts": 0})()
    assert RETRIES.get_retry_decision(exception=GivenUp(), job=job) is None


@pytest.mark.parametrize("name", sorted(ABOUT_MANY))
def test_one_fails_for_ever_and_the_others_get_theirs(
    network: Any, name: str, monkeypatch: Any
) -> None:
    monkeypatch.setattr("entrepairs.notices.due.Due.is_quiet", lambda due, now: False)
    with hats.system("test"):
        scene = ABOUT_MANY[name](make_rows(network))
        assert len(scene.left()) > 1
    task = tasks()[name]
    primitives = {} if name.endswith("soon") else {"timestamp": 0}
    with scene.poison:
        try:
            task(**primitives)
        except SomeFailed:
            assert not scene.alone
    with hats.system("test"):
        assert scene.left() == {scene.failing}
        queued = list(ProcrastinateJob.objects.values_list("args", flat=True))
    assert [list(args.values()) for args in queued] == ([[scene.failing]] if scene.alone else [])
