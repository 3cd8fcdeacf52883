"""What keeps a release from appearing: rows lost or gained, columns emptied, ids gone; and what a person waives."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coopdata.publish import PublishError, ReleaseInputs, Waiver, latest_release_dir, publish
from coopdata.publish.gates import JUDGED_FROM
from coopdata.tables.catalogue import table
from coopdata.tables.schemas import frame
from tests.publish.conftest import DOCUMENT, row
from tests.publish.measured import quality

Frames = dict[str, pd.DataFrame]

DOCUMENTS, HISTORY = table("documents"), table("id_history")


def number(prefix: str, count: int) -> str:
    """An id of a table's own form for each number."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return f"{prefix}_{'c' * 7}" + "".join(letters[(count // 32**place) % 32] for place in (2, 1, 0))


def documents(count: int, start: int = 0, **values: Any) -> pd.DataFrame:
    """The document of the fixture and others without agreements, `count` in all, numbered from `start`."""
    others = [
        row(DOCUMENTS, document_id=number("doc", one), raw_path=f"documents/{one}.txt", status="read", **values)
        for one in range(start, start + count - 1)
    ]
    own = row(DOCUMENTS, document_id=DOCUMENT, raw_path="documents/a.txt", status="read", **values)
    return frame(DOCUMENTS, [own, *others])


def gone(count: int, start: int) -> pd.DataFrame:
    """The history of documents that are no longer there."""
    rows = [
        row(HISTORY, old_id=number("doc", one), reason="withdrawn", release="2026.11.23")
        for one in range(start, start + count)
    ]
    return frame(HISTORY, rows)


def codes(refusal: pytest.ExceptionInfo[PublishError]) -> set[str]:
    return {str(reason.code) for reason in refusal.value.reasons}


def status(published: Path) -> dict[str, Any]:
    return json.loads((published / "status.json").read_bytes())


@pytest.fixture
def many(frames: Frames) -> Frames:
    """As many documents as it takes to be judged by shares."""
    return {**frames, "documents": documents(JUDGED_FROM, publisher="The Nation")}


def test_a_table_that_loses_more_than_a_fifth_of_its_rows_is_refused(
    many: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    publish(many, inputs, tmp_path)
    left = JUDGED_FROM * 79 // 100
    fewer = {**many, "documents": documents(left, publisher="The Nation")}
    fewer["id_history"] = gone(JUDGED_FROM - left, left - 1)
    with pytest.raises(PublishError, match=r"rows_lost: documents: documents has 79 rows.*Look for texts") as refusal:
        publish(fewer, inputs, tmp_path)
    assert codes(refusal) == {"rows_lost"}


def test_a_table_that_keeps_four_fifths_of_its_rows_passes(many: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    publish(many, inputs, tmp_path)
    fewer = {**many, "documents": documents(80, publisher="The Nation"), "id_history": gone(20, 79)}
    assert publish(fewer, inputs, tmp_path).created


def test_a_table_that_grows_without_documents_that_account_for_it_is_refused(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    publish({**frames, "id_history": gone(JUDGED_FROM, 0)}, inputs, tmp_path)
    thrice = {**frames, "id_history": gone(3 * JUDGED_FROM, 0)}
    with pytest.raises(PublishError) as refusal:
        publish(thrice, inputs, tmp_path)
    assert codes(refusal) == {"rows_grew"}
    with_cause = {**thrice, "documents": documents(2, start=3 * JUDGED_FROM, publisher="The Nation")}
    assert publish(with_cause, inputs, tmp_path).created


def test_a_small_table_is_not_judged_by_shares(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    publish({**frames, "documents": documents(JUDGED_FROM - 1, publisher="The Nation")}, inputs, tmp_path)
    fewer = {**frames, "documents": documents(1), "id_history": gone(JUDGED_FROM - 2, 0)}
    assert publish(fewer, inputs, tmp_path).created


def test_a_column_that_empties_is_refused(many: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    publish(many, inputs, tmp_path)
    told = ["The Nation"] * (JUDGED_FROM - 6) + [None] * 6
    emptied = {**many, "documents": many["documents"].assign(publisher=pd.Series(told, dtype="str"))}
    with pytest.raises(PublishError, match=r"documents\.publisher has a value in 94\.0 % of rows") as refusal:
        publish(emptied, inputs, tmp_path)
    assert codes(refusal) == {"fill_fell"}
    told[JUDGED_FROM - 6] = "The Nation"
    fuller = {**many, "documents": many["documents"].assign(publisher=pd.Series(told, dtype="str"))}
    assert publish(fuller, inputs, tmp_path).created


def test_an_id_that_is_gone_without_a_word_is_refused(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    with_two = {**frames, "documents": documents(2)}
    publish(with_two, inputs, tmp_path)
    with pytest.raises(PublishError, match=f"1 ids of documents are gone .*: {number('doc', 0)}") as refusal:
        publish({**frames, "documents": documents(1)}, inputs, tmp_path)
    assert codes(refusal) == {"id_lost"}
    assert publish({**frames, "documents": documents(1), "id_history": gone(1, 0)}, inputs, tmp_path).created


def test_a_waiver_lets_a_release_pass_and_stands_in_its_manifest(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    publish({**frames, "documents": documents(2)}, inputs, tmp_path)
    waived = replace(inputs, waivers=(Waiver("id_lost", "it was a test page"), Waiver("rows_lost", "to be sure")))
    result = publish({**frames, "documents": documents(1)}, waived, tmp_path)
    (told,) = json.loads((result.directory / "manifest.json").read_bytes())["waivers"]
    assert (told["code"], told["reason"]) == ("id_lost", "it was a test page")
    assert number("doc", 0) in told["passed"][0]
    assert status(tmp_path)["notes"] == ["The waiver of rows_lost was not needed."]


@pytest.mark.parametrize(
    ("waivers", "message"),
    [
        ([Waiver("tables_unsound", "so be it")], r"'tables_unsound' cannot be waived.*rows_lost"),
        ([Waiver("rows_lst", "a slip")], r"'rows_lst' cannot be waived"),
        ([Waiver("rows_lost", "  ")], r"the waiver of rows_lost has no reason"),
        ([Waiver("rows_lost", "a"), Waiver("rows_lost", "b")], r"a code is waived twice"),
    ],
)
def test_what_may_not_be_waived_is_refused(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path, waivers: list[Waiver], message: str
) -> None:
    with pytest.raises(PublishError, match=message):
        publish(frames, replace(inputs, waivers=tuple(waivers)), tmp_path)
    assert latest_release_dir(tmp_path) is None


def test_a_refused_release_leaves_its_reasons_to_look_at_and_the_next_one_clears_them(
    frames: Frames, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    first = publish(frames, inputs, tmp_path)
    with pytest.raises(PublishError):
        publish(changed, replace(inputs, quality=quality(parties=0.05)), tmp_path)
    told = status(tmp_path)
    assert (told["result"], told["release"]) == ("refused", first.release)
    assert {reason["code"] for reason in told["reasons"]} == {"quality_below_floor"}
    assert all(reason["remedy"] for reason in told["reasons"])
    refused = tmp_path / "refused"
    assert sorted(path.name for path in refused.iterdir()) == ["CHANGES.md", "issues.csv", "reasons.json"]
    assert latest_release_dir(tmp_path) == first.directory

    publish(changed, inputs, tmp_path)
    assert not refused.exists()
    assert status(tmp_path)["result"] == "released"


def test_all_reasons_are_told_at_once(many: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    publish(many, inputs, tmp_path)
    with pytest.raises(PublishError) as refusal:
        publish({**many, "documents": documents(10)}, replace(inputs, quality=quality(parties=0.05)), tmp_path)
    assert codes(refusal) == {"quality_below_floor", "rows_lost", "fill_fell", "id_lost"}
