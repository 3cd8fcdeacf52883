"""Who signed which, where one sentence tells of several agreements."""

import pytest

from tests.extract.reading import record

HEADLINE = "Peru and Oman expand ties\n\n"


def signed(sentence: str) -> list[set[str]]:
    """Who signed each agreement of a text about Peru and Oman, in its order."""
    return [{one.name for one in agreement.signatories} for agreement in record(HEADLINE + sentence).agreements]


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Peru and Oman signed a memorandum on trade, signed by Ana Quispe and Minister Qais Al Yousef; and "
            "an agreement on museums, signed by Minister Rosa Huaman and Minister Salim Al Said."
        ),
        (
            "Ana Quispe and Minister Qais Al Yousef signed a memorandum on trade, while Minister Rosa Huaman and "
            "Minister Salim Al Said signed an agreement on museums."
        ),
    ],
)
def test_each_agreement_has_its_own_signatories(sentence: str) -> None:
    assert signed(sentence) == [{"Ana Quispe", "Qais Al Yousef"}, {"Rosa Huaman", "Salim Al Said"}]


def test_those_named_once_signed_all_that_the_sentence_tells_of() -> None:
    both = {"Ana Quispe", "Qais Al Yousef"}

    assert signed(
        "Minister Ana Quispe and Minister Qais Al Yousef signed a memorandum on trade and an agreement on museums."
    ) == [both, both]


def test_who_signs_two_of_three_is_kept_from_the_third_only() -> None:
    first, second, third = signed(
        "Minister Ana Quispe and Minister Qais Al Yousef signed a memorandum on trade and a protocol on visas, while "
        "Minister Rosa Huaman and Minister Salim Al Said signed an agreement on museums."
    )

    assert first == second == {"Ana Quispe", "Qais Al Yousef"}
    assert third == {"Rosa Huaman", "Salim Al Said"}
