"""Where the rows of a download go."""

from __future__ import annotations

from hcroadmap.model.source import Column, Extract


def test_an_extract_with_further_columns_leaves_the_original_as_it_was() -> None:
    """Two entries may share one extract; what one adds is not seen by the other."""
    extract = Extract.model_validate({"indicator": "x", "level": "hbo"})
    added = extract.with_columns({"region": Column(column="Region")}, "Value")
    assert extract.dimensions == {"level": "hbo"}
    assert added.dimensions == {"level": "hbo", "region": Column(column="Region")}
    assert (extract.value, added.value) == ((), ("Value",))
