"""How to read a release with the tools people have: short programs that answer real questions.

The one place for them; the dictionary and the web page show them. Each runs in the folder of a release, unchanged.
Those in Python and SQL are run by a test, as the dictionary shows them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """One program."""

    tool: str
    """What it is for: "pandas"."""
    title: str
    """The question that it answers."""
    language: str
    """Of the code, as a Markdown fence names it."""
    code: str
    """Whole lines, the last one with a line break."""
    note: str
    """What to know before running it, in a sentence or two."""


EXAMPLES: tuple[Example, ...] = (
    Example(
        "pandas",
        "Which agreements did bodies of Laos sign, and with whom?",
        "python",
        """\
import pandas as pd

agreements = pd.read_parquet("parquet/agreements.parquet")
parties = pd.read_parquet("parquet/agreement_parties.parquet")

lao = parties.loc[parties["country"] == "LA", "agreement_id"]
signed = agreements[agreements["agreement_id"].isin(lao) & (agreements["status"] == "signed")]
names = parties.groupby("agreement_id")["name"].agg("; ".join).rename("parties").reset_index()
result = signed.merge(names, on="agreement_id").sort_values("signed")
print(result[["signed", "instrument", "parties", "place"]].to_string(index=False))
""",
        "Needs `pip install pandas pyarrow`. Countries are ISO 3166-1 codes; the table `codes` has those in use.",
    ),
    Example(
        "Polars",
        "Who signed, in which office, for whom?",
        "python",
        """\
import polars as pl

people = pl.read_parquet("parquet/people.parquet").select("person_id", person="name")
organizations = pl.read_parquet("parquet/organizations.parquet").select("organization_id", signed_for="name")
agreements = pl.read_parquet("parquet/agreements.parquet").select("agreement_id", "signed", "instrument")

result = (
    pl.read_parquet("parquet/agreement_people.parquet")
    .filter(pl.col("role") == "signatory")
    .join(people, on="person_id")
    .join(agreements, on="agreement_id")
    .join(organizations, on="organization_id", how="left")
    .select("signed", "instrument", "person", "title", "signed_for")
    .sort("signed", "person")
)
print(result)
""",
        "Needs `pip install polars`. Where `signed_for` is null, the text does not say for whom.",
    ),
    Example(
        "DuckDB",
        "Who signed for JETRO, in whose presence, and in which words does the source say so?",
        "sql",
        """\
select agreements.signed, people.name, part.role, statements.original, documents.publisher, documents.url
from 'parquet/agreement_people.parquet' as part
join 'parquet/people.parquet' as people using (person_id)
join 'parquet/agreements.parquet' as agreements using (agreement_id)
join 'parquet/statements.parquet' as statements
  on statements."table" = 'agreement_people'
  and statements.record_id = concat_ws('/', part.agreement_id, part.person_id, part.role)
  and statements.field = 'person_id'
  and statements.chosen
join 'parquet/documents.parquet' as documents using (document_id)
where part.agreement_id in (
  select agreement_id
  from 'parquet/agreement_parties.parquet'
  join 'parquet/organization_names.parquet' as names using (organization_id)
  where names.name = 'JETRO'
)
order by agreements.signed, part.role, people.name, documents.url;
""",
        "For the DuckDB shell, or `duckdb.sql(…)` in Python. `organization_names` has every name that a body goes by, "
        "so that abbreviations are found too.",
    ),
    Example(
        "R",
        "Which agreements did bodies of Laos sign in 2019?",
        "r",
        """\
library(arrow)
library(dplyr)

agreements <- read_parquet("parquet/agreements.parquet")
parties <- read_parquet("parquet/agreement_parties.parquet")

parties |>
  filter(country == "LA") |>
  distinct(agreement_id) |>
  inner_join(agreements, by = "agreement_id") |>
  filter(status == "signed", startsWith(signed, "2019")) |>
  arrange(signed) |>
  select(signed, instrument, title, place)
""",
        'Needs `install.packages(c("arrow", "dplyr"))`. Dates are text: some are known to the month or year only.',
    ),
    Example(
        "Excel",
        "Which agreements did bodies of Laos enter?",
        "excel",
        """\
=FILTER(agreements, COUNTIFS(agreement_parties[agreement_id], agreements[agreement_id], \
agreement_parties[country], "LA"), "none")
""",
        "First *Data > From Text/CSV* for `csv/agreements.csv` and `csv/agreement_parties.csv`, with file origin UTF-8 "
        "and *Do not detect data types*, which keeps dates like 2019-09 as they are; the tables get the names of the "
        "files. Then the formula, into an empty sheet. An apostrophe before `=`, `+`, `-` or `@` keeps a text from "
        "being run and is no part of it.",
    ),
)
"""In the order in which they are shown."""
