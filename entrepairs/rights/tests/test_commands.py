"""The administrator's commands on requests and breaches, and what the page of the machine tells."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs import cli_rights
from entrepairs.core import hats
from entrepairs.engine.errors import Trouble
from entrepairs.engine.machine_state import read_state
from entrepairs.people.models import Person
from entrepairs.rights import breaches
from entrepairs.rights.models import ANSWER_WITHIN, Breach, DataRequest

NOW = timezone.now()
NOTHING: dict[str, Any] = {"why": "", "longer": "", "answer": "", "refuse": "", "copy": None}


@pytest.fixture
def asked(amel: Person) -> DataRequest:
    with hats.system("test"):
        told = {"due_at": NOW + ANSWER_WITHIN, "words": "Mon nom est mal écrit"}
        return DataRequest.objects.create(person=amel, kind="correct", **told)


def test_a_request_is_read_with_a_reason_made_longer_and_answered(
    asked: DataRequest, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    do = cli_rights.do_with_request
    with pytest.raises(Trouble, match="Say why you read"):
        do(asked.key, **NOTHING | {"copy": tmp_path / "x.zip"})
    do(asked.key, **NOTHING | {"why": "Pour corriger"})
    do(asked.key, **NOTHING | {"longer": "Trois listes"})
    do(asked.key, **NOTHING | {"refuse": "Le nom est celui de la carte"})
    said = capsys.readouterr().err
    for words in ("Mon nom est mal écrit", "To be answered before", "Refused, with the reason."):
        assert words in said
    with hats.system("test"):
        asked.refresh_from_db()
    assert (asked.outcome, asked.answer) == ("refused", "Le nom est celui de la carte")
    assert [one["why"] for one in asked.openings] == ["Pour corriger"]


def test_a_breach_is_noted_whole_and_added_to_at_moments_of_the_place(db: None) -> None:
    told = {"what": "Une clé perdue", "of_data": "noms", "people": 30, "risk": "some"}
    given = cli_rights.told_of_breach(**told, found=None, close=False)
    cli_rights.note(given | {"exercise": True})
    with pytest.raises(Trouble, match="Say also: people, risk"):
        cli_rights.note({"what": "x", "data": "x"})
    with hats.system("test"):
        row = Breach.objects.get()
    noon = cli_rights.told_of_breach(told_authority=datetime(2026, 11, 3, 12), close=True)  # noqa: DTZ001 (as it is typed)
    assert timezone.localtime(noon["told_authority_at"]).hour == 12
    breaches.change_breach(row.pk, measures="Clés changées", **noon)
    assert breaches.list_breaches()[0].closed_at


def test_the_page_of_the_machine_tells_kinds_and_clocks_and_no_words(
    asked: DataRequest, tmp_path: Path
) -> None:
    hour = timedelta(hours=1)
    breaches.note_breach(what="x", data="x", people=3, risk="some", found_at=NOW - hour)
    with hats.system("test"), connection.cursor() as cursor:
        state = read_state(cursor, tmp_path)
    assert "clocks" in state.troubles
    assert [row.key for row in state.requests] == [asked.key]
    assert "words" not in vars(state.requests[0])
    assert [due for _row, due in state.breaches] == [NOW + 71 * hour]
