"""Duplicates are found among more rows than are compared at one time."""

from __future__ import annotations

import pytest

from hcroadmap.read.measurements.row_keys import AT_ONCE, RowKeys


@pytest.mark.parametrize("twice", [[], [7], [0, -5, AT_ONCE, 2 * AT_ONCE + 1, 1 << 40]])
def test_a_key_that_comes_again_far_behind_is_found(twice: list[int]) -> None:
    """And no other is."""
    keys = RowKeys({})
    keys.keys.extend(range(-10, 2 * AT_ONCE + 10))
    keys.keys.append(1 << 40)
    keys.keys.extend(twice)
    assert keys.repeated() == frozenset(twice)
