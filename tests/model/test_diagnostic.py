"""A finding says where, what and what to do; words are compared the way people mistype them."""

from __future__ import annotations

from hcroadmap.model.diagnostic import (
    Diagnostic,
    Location,
    did_you_mean,
    expected,
    has_errors,
    quoted,
)


def test_a_place_is_written_as_editors_read_it() -> None:
    """`file:line:column`, which a terminal turns into a link."""
    assert str(Location("targets.yaml", 9, 5)) == "targets.yaml:9:5"


def test_findings_are_ordered_by_place_then_code() -> None:
    """Lines count as numbers, and the width of the caret means nothing."""
    places = [("b", 1, 1, "x"), ("a", 10, 1, "x"), ("a", 9, 2, "x"), ("a", 9, 1, "y"), ("a", 9, 1, "x")]
    findings = [
        Diagnostic(Location(path, line, column, length), "error", code, "")
        for length, (path, line, column, code) in enumerate(places, 1)
    ]
    assert sorted(findings, key=lambda finding: finding.order) == findings[::-1]


def test_warnings_alone_are_no_errors() -> None:
    """Only an error stops an assessment."""
    warning = Diagnostic(Location("a"), "warning", "no-observations", "")
    error = Diagnostic(Location("a"), "error", "bad-id", "")
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, error])


def test_the_closest_word_is_offered() -> None:
    """Whatever its case; nothing when nothing is close, or when the word is no word."""
    assert did_you_mean("Stay-Rat", ["stay-rate", "stem"]) == "did you mean “stay-rate”?"
    assert not did_you_mean("xyz", ["stay-rate"])
    assert not did_you_mean("stay-rate" * 10_000_000, ["stay-rate"])


def test_else_all_words_are_listed() -> None:
    """A short list says more than a bad guess."""
    assert expected("level", ["levels"]) == "did you mean “levels”?"
    assert expected("x", ["increase", "decrease"]) == "use one of: increase, decrease."
    assert not expected("x", [])


def test_a_quotation_fits_on_a_line() -> None:
    """Line breaks become spaces; what is very long is cut."""
    assert quoted("a\n b") == "“a b”"
    assert quoted("x" * 60) == f"“{'x' * 60}”"
    assert quoted("x" * 50_000_000) == f"“{'x' * 60}…”"
