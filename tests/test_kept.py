"""What was worked out once is kept, and nothing that is damaged is trusted."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.kept import FILE, Kept, KeptFileError, key_of


def contents(folder: Path, *keys: bytes) -> list[bytes | None]:
    with Kept(folder) as kept:
        return list(kept.get(keys))


def filled(folder: Path) -> None:
    with Kept(folder) as kept:
        kept.put({b"a": b"first", b"b": b"second"})


def test_values_come_back_in_the_order_of_their_keys(tmp_path: Path) -> None:
    filled(tmp_path)

    assert contents(tmp_path, b"b", b"none", b"a", b"b") == [b"second", None, b"first", b"second"]


def test_more_values_are_found_than_are_asked_for_at_once(tmp_path: Path) -> None:
    keys = [f"key {number}".encode() for number in range(1201)]
    with Kept(tmp_path) as kept:
        kept.put({key: key.upper() for key in keys})

        assert list(kept.get(keys)) == [key.upper() for key in keys]


@pytest.mark.parametrize("change", ["value = x'00'", "checksum = x'00'", "value = 'second'"])
def test_a_value_changed_by_hand_is_not_trusted(tmp_path: Path, change: str) -> None:
    filled(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute(f"UPDATE kept SET {change} WHERE key = ?", [b"a"])  # noqa: S608 - of this test
    database.close()

    assert contents(tmp_path, b"a", b"b") == [None, b"second"]


def test_a_value_put_under_another_key_by_hand_is_not_trusted(tmp_path: Path) -> None:
    filled(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("DELETE FROM kept WHERE key = ?", [b"a"])
        database.execute("UPDATE kept SET key = ?", [b"a"])
    database.close()

    assert contents(tmp_path, b"a") == [None]


def test_a_file_that_is_damaged_as_a_whole_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1000)

    assert contents(tmp_path, b"a") == [None]
    filled(tmp_path)
    assert contents(tmp_path, b"a") == [b"first"]


def test_a_file_that_is_damaged_in_its_middle_is_begun_anew(tmp_path: Path) -> None:
    keys = [f"key {number}".encode() for number in range(2000)]
    with Kept(tmp_path) as kept:
        kept.put({key: key * 20 for key in keys})
    path = tmp_path / FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))

    assert set(contents(tmp_path, *keys)) == {None}
    filled(tmp_path)
    assert contents(tmp_path, b"a") == [b"first"]


def test_a_file_that_cannot_be_made_is_told_with_its_name_and_a_remedy(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()

    with pytest.raises(KeptFileError, match=rf"{FILE}.*--cache"):
        Kept(tmp_path)


@given(st.lists(st.text(max_size=5), min_size=2, max_size=2, unique=True))
def test_other_facts_have_another_key(facts: list[str]) -> None:
    one, other = facts

    assert len({key_of("a", one), key_of("a", other), key_of("b", one), key_of("a", one, other)}) == 4
    assert key_of("a", one, other) == key_of("a", one, other)
