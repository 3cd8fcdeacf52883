"""Where releases are deposited and how that fails; read from the environment, checked before anything is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopdata.publish.model import PublishError
from coopdata.publish.sending import address_problem

ADDRESS = "COOPDATA_ZENODO_URL"
"""The variable that names another address of the API."""


class DepositError(PublishError):
    """A release could not be deposited. What was reached stands in deposits.json; running again goes on from there."""


@dataclass(frozen=True)
class _Place:
    address: str
    token_variable: str


PRODUCTION = _Place("https://zenodo.org/api", "ZENODO_TOKEN")
SANDBOX = _Place("https://sandbox.zenodo.org/api", "ZENODO_SANDBOX_TOKEN")
"""For trying out: its DOIs lead nowhere, and it may be emptied at any time."""


@dataclass(frozen=True)
class Service:
    """An API to deposit at, and the right to do so. The token is left out of `repr`, so that no log shows it."""

    address: str
    """Without a closing slash."""
    is_production: bool
    token: str | None = field(default=None, repr=False)
    token_variable: str = SANDBOX.token_variable


def service_from_environment(environment: Mapping[str, str], *, is_production: bool) -> Service:
    """Zenodo, or its sandbox, with the token that the environment holds, None where there is none.

    Raises DepositError where COOPDATA_ZENODO_URL names an address that cannot be used, or the token is none.
    """
    place = PRODUCTION if is_production else SANDBOX
    address = environment.get(ADDRESS, "").strip().rstrip("/") or place.address
    problem = address_problem(address)
    if problem:
        raise DepositError(f"{ADDRESS} cannot be used: {problem}", "Write it like https://host/api.")
    token = environment.get(place.token_variable, "").strip() or None
    if token is not None and not (token.isascii() and token.isprintable() and " " not in token):
        raise DepositError(f"{place.token_variable} has characters that no token has", "Copy it again, without spaces.")
    return Service(address, is_production, token, place.token_variable)
