import pytest

from coopdata.reference.governments import is_national_government, means_state


@pytest.mark.parametrize(
    ("name", "country", "state"),
    [
        ("Royal Government of Cambodia", "KH", True),
        ("Lao Government", "LA", True),
        ("Federal Government", "DE", True),
        ("Government of Sindh", "PK", False),
        ("Yerevan Municipality", "AM", False),
        ("Senate of Chile", "CL", False),
        ("Federal Government", None, False),
    ],
)
def test_a_state_is_meant_by_its_government_and_not_by_its_towns_and_houses(name, country, state):
    assert means_state(name, country) is state


def test_a_government_without_a_country_in_its_name_is_no_countrys():
    assert not is_national_government("Federal Government", "DE")
