"""Giving a release to Zenodo (https://zenodo.org), which keeps it for good and registers a DOI for it.

What is sent: the release as one archive, and beside it the files that say what it is (`parcel`), described by what its
own CITATION.cff says (`description`). `zenodo` speaks the REST API as https://developers.zenodo.org documents it, `run`
goes the steps, `ledger` writes down each in `published/deposits.json`, so that a deposit which was broken off goes on
where it was, and no DOI is lost. The first release deposited opens a record, each later one is a new version of it.
"""

from coopdata.publish.deposit.ledger import Deposit, InFolder, Record, State, deposited, version_doi
from coopdata.publish.deposit.model import DepositError, Service, service_from_environment
from coopdata.publish.deposit.run import Order, Plan, deposit, plan

__all__ = [
    "Deposit",
    "DepositError",
    "InFolder",
    "Order",
    "Plan",
    "Record",
    "Service",
    "State",
    "deposit",
    "deposited",
    "plan",
    "service_from_environment",
    "version_doi",
]
