"""How long a recording lasts, in words."""

import pytest

from entrepairs.ui.formats import length


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (5, "5 s"), (59.4, "59 s"), (59.6, "1 min"), (150, "2 min"), (8100, "2 h 15")],
)
def test_a_recording_lasts_as_long_as_it_says(seconds: float, words: str) -> None:
    assert length(seconds).replace("\xa0", " ") == words
