"""Byte ranges."""

from hypothesis import given
from hypothesis import strategies as st

from entrepairs.files.byte_ranges import Part, Unsatisfiable, asked

SIZES = st.integers(0, 10**12)
NUMBERS = st.integers(0, 10**13)


def outcome(header: str | None, size: int) -> Part | str | None:
    try:
        return asked(header, size)
    except Unsatisfiable:
        return "416"


@given(SIZES, NUMBERS, NUMBERS)
def test_a_range_gives_what_is_there_of_it(size: int, first: int, last: int) -> None:
    found = outcome(f"bytes={first}-{last}", size)
    if last < first:
        assert found is None  # not a range: the whole
    elif first >= size:
        assert found == "416"
    else:
        assert found == Part(first, min(last + 1, size))


@given(SIZES, NUMBERS)
def test_an_open_range_goes_to_the_end_and_a_suffix_comes_from_there(
    size: int, number: int
) -> None:
    assert outcome(f"bytes={number}-", size) == (Part(number, size) if number < size else "416")
    assert outcome(f"bytes=-{number}", size) == (
        Part(max(size - number, 0), size) if number and size else "416"
    )


@given(st.text(alphabet="bytes=-,0123456789 \x00٣²", max_size=40), SIZES)
def test_whatever_is_asked_what_is_given_is_there(header: str, size: int) -> None:
    found = outcome(header, size)
    assert found in (None, "416") or (
        isinstance(found, Part) and 0 <= found.start < found.stop <= size
    )


def test_several_at_once_other_units_and_nonsense_give_the_whole() -> None:
    for header in (
        None,
        "",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-2",
        "bytes=0-" + "9" * 30,
    ):
        assert outcome(header, 100) is None
