"""Expressions that are compiled when they are first used."""

import copy
import re

import pytest

from coopdata.expressions import later


def test_an_expression_is_compiled_at_its_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_at_once = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_at_once(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    word = later(r"[a-z]+", re.IGNORECASE)
    assert compiled == []
    assert word.findall("One TWO") == ["One", "TWO"]
    assert word.sub("-", "One TWO") == "- -"
    match = word.search("3 Four", 1)
    assert match is not None
    assert match.span() == (2, 6)
    assert compiled == [r"[a-z]+"]


def test_a_wrong_expression_is_told_of_at_its_first_use() -> None:
    wrong = later("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_an_expression_can_be_copied_before_and_after_its_first_use() -> None:
    digits = later(r"\d+")
    assert copy.deepcopy(digits).fullmatch("12") is not None
    assert digits.fullmatch("12") is not None
    assert copy.deepcopy(digits).fullmatch("1a") is None
