"""Bodies named with what they belong to."""

from tests.extract.reading import record

SIGNED = "A protocol was signed in Lima between {} and Arica Steel."


def told(names: str) -> tuple[list[str], list[tuple[str, str | None, str | None]]]:
    """The parties, and the name, country and parent of each body but the company."""
    one = record(SIGNED.format(names))
    parties = [party.name for agreement in one.agreements for party in agreement.parties]
    bodies = [(body.name, body.country, body.parent) for body in one.organizations if body.name != "Arica Steel"]
    return parties, bodies


def test_the_first_is_meant_and_what_follows_says_whose_it_is() -> None:
    parties, bodies = told("the Department of Fish (DOF), Ministry of Ports, Government of Nepal,")

    assert parties == ["Department of Fish", "Arica Steel"]
    assert bodies == [
        ("Department of Fish", "NP", "Ministry of Ports"),
        ("Ministry of Ports", "NP", None),
        ("Government of Nepal", "NP", None),
    ]


def test_a_body_with_a_name_as_of_many_states_is_of_the_one_told() -> None:
    _, bodies = told("the Central Fish Organization, Ministry of Ports, Government of Nepal,")

    assert bodies[0] == ("Central Fish Organization", "NP", "Ministry of Ports")


def test_a_body_that_is_of_no_government_stays_beside_it() -> None:
    parties, bodies = told("the World Bank, Government of Nepal")

    assert len(parties) == 3
    assert ("World Bank", None, None) in bodies
