"""A file comes back from each step of an import as it was sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.ui.file_steps import pack_file, unpack_file


@given(st.binary(max_size=2000))
def test_a_file_carried_from_step_to_step_comes_back_whole(content: bytes) -> None:
    assert unpack_file(pack_file(content), 2_000_000) == content


@pytest.mark.parametrize("text", ["", "%%%", "QUJD", pack_file(b"x" * 2_000_001)])
def test_a_carried_file_that_was_damaged_is_nothing(text: str) -> None:
    assert unpack_file(text, 2_000_000) is None
