"""A row of measurements, made from the texts of its cells as the program reads them."""

from __future__ import annotations

from typing import Any

from hcroadmap.model.observation import COLUMNS, Observation, cell_reader

_READERS = {name: cell_reader(name) for name in COLUMNS}


def observation_of(cells: dict[str, Any]) -> Observation:
    """An observation; what is no column, such as its members, is taken as it is."""
    return Observation(
        **{name: _READERS[name](cell) if name in _READERS else cell for name, cell in cells.items()}
    )
