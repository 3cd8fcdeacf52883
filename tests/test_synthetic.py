"""The made-up texts are the same each time, and as varied as they promise."""

from collections import Counter
from pathlib import Path

from coopdata.documents.model import Sidecar
from coopdata.documents.sidecar import read_sidecar
from coopdata.tables.codes import code_lists
from tests.synthetic import main, make_texts, write_texts
from tests.synthetic_demonstration import DEMONSTRATION


def test_the_same_numbers_give_the_same_files(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        write_texts(tmp_path / name, 40, seed=7)
        files = sorted((tmp_path / name / "documents").iterdir())
        contents.append([(file.name, file.read_bytes()) for file in files])

    assert contents[0] == contents[1]
    assert len(contents[0]) == 2 * 40


def test_more_texts_begin_with_the_same_and_another_seed_gives_others() -> None:
    assert make_texts(300).texts[:100] == make_texts(100).texts
    assert make_texts(100, seed=2).texts[: len(DEMONSTRATION)] == DEMONSTRATION
    assert make_texts(100, seed=2).texts != make_texts(100).texts


def test_texts_vary_and_tell_what_the_truth_says() -> None:
    truth = make_texts(600)
    texts = {told.name: told for told in truth.texts}

    assert len(texts) == len(truth.texts)
    deals = [told.deal for told in truth.texts if told.deal]
    assert len({country for deal in deals for country in {body.country for body in deal.parties}}) > 15
    assert {deal.instrument for deal in deals} > {"memorandum_of_understanding", "loan_agreement", "treaty", "contract"}
    assert {deal.instrument for deal in deals} <= set(code_lists()["instrument"])
    assert {deal.status for deal in deals} == {"signed", "planned"}
    assert {deal.signed.year for deal in deals} == set(range(2005, 2026))
    assert 30 < sum(told.deal is None for told in truth.texts) < 120
    for told in truth.texts:
        if told.deal and told.deal.amount:
            assert f"{told.deal.amount // 1_000_000} million" in told.text
        for person in told.deal.signatories if told.deal else ():
            assert person.name in told.text
        for model in (told.copies, told.retells):
            assert model is None or texts[model].deal == told.deal
    retold = Counter((told.copies is not None, told.retells is not None) for told in truth.texts)
    assert retold[True, False] > 10
    assert retold[False, True] > 10


def test_of_laos_and_korea_and_of_jetro_only_the_demonstration_tells() -> None:
    truth = make_texts(600)
    invented = [told for told in truth.texts[len(DEMONSTRATION) :] if told.copies is None]

    assert truth.parties("LA", "KR", 2019) == {
        "Ministry of Energy and Mines",
        "Ministry of Education and Sports",
        "Ministry of Agriculture and Forestry",
        "National University of Laos",
    }
    assert [told.name for told in invented if "JETRO" in told.text or "Japan External Trade" in told.text] == []


def test_every_sidecar_is_valid_and_the_command_counts(tmp_path: Path, capsys) -> None:
    main([str(tmp_path), "30", "3"])

    sidecars = [read_sidecar(path, path.name) for path in (tmp_path / "documents").glob("*.meta.json")]
    assert len(sidecars) == 30
    assert all(isinstance(sidecar, Sidecar) and sidecar.licence == "CC0-1.0" for sidecar in sidecars)
    assert capsys.readouterr().out.startswith(f"30 texts in {tmp_path}/documents, ")
