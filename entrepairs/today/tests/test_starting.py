"""A room that forgets a part of what it contributes does not start, and is told which."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from entrepairs.notices import kinds
from entrepairs.people import my_organisation
from entrepairs.ui import duties, nav


@pytest.mark.parametrize(
    ("room", "module"),
    [("notices", kinds), ("today", duties), ("today", nav), ("today", my_organisation)],
)
def test_what_a_room_forgets_keeps_it_from_starting(
    monkeypatch: pytest.MonkeyPatch, room: str, module: Any
) -> None:
    told = [f"gardens/{module.__name__} forgot its texts", "and something else"]
    monkeypatch.setattr(module, "find_faults", lambda _declared: iter(told))
    with pytest.raises(ImproperlyConfigured) as refused:
        apps.get_app_config(room).ready()
    assert str(refused.value) == "\n".join(told)
