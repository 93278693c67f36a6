"""Sliders: what is used counts, the slider or the number, without a script."""

import pytest
from django import forms

from entrepairs.ui.forms import PlainForm
from entrepairs.ui.sliders import SliderWidget


class Weighing(PlainForm):
    weight = forms.FloatField(
        min_value=0,
        max_value=5,
        widget=SliderWidget(label="Near", least=0, most=5, step=0.1),
    )


def sent(number: str, slider: str | None = None, shown: str | None = None) -> Weighing:
    data = {"weight": number, "weight-slider": slider, "weight-shown": shown}
    return Weighing({name: value for name, value in data.items() if value is not None})


@pytest.mark.parametrize(
    ("number", "slider", "shown", "found"),
    [
        ("3.013", "3", "3.013", 3.013),  # neither was used: what the slider cannot show stays
        ("3.013", "4.2", "3.013", 4.2),  # the slider was moved
        ("1", "3", "3.013", 1.0),  # the number was written
        ("1", "4.2", "3.013", 1.0),  # both: the number, as it is what is read
        ("2", None, None, 2.0),  # a page without sliders
        ("", "2.5", "", 2.5),  # nothing was there yet
    ],
)
def test_what_was_used_counts(
    number: str, slider: str | None, shown: str | None, found: float
) -> None:
    form = sent(number, slider, shown)
    assert form.is_valid()
    assert form.cleaned_data["weight"] == found


@pytest.mark.parametrize("number", ["six", "nan", "7"])
def test_a_wrong_number_comes_back_as_it_was_written_and_the_slider_mends_it(number: str) -> None:
    form = sent(number, "3", "3")
    assert not form.is_valid()
    page = str(form["weight"])
    assert page.count(f'value="{number}"') == 2  # the number, and what was shown
    at = "5" if number == "7" else "0"
    assert f'value="{at}"' in page
    mended = sent(number, "1.5", number)
    assert mended.is_valid()
    assert mended.cleaned_data["weight"] == 1.5


def test_slider_and_number_are_named_and_bounded() -> None:
    page = str(Weighing(initial={"weight": 3.013})["weight"])
    assert 'type="range" name="weight-slider" min="0" max="5" step="0.1"' in page
    assert 'aria-label="Near: slider"' in page
    assert 'type="number" name="weight" value="3.013"' in page
    assert "style=" not in page
