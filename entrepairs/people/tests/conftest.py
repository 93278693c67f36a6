"""This room alone: what the rooms above add to its pages is tested there."""

import pytest

from entrepairs.people import hooks


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "person_actions",
        "me_actions",
        "affiliate_actions",
        "organisation_events",
        "on_block",
    ):
        monkeypatch.setattr(hooks, name, [])
