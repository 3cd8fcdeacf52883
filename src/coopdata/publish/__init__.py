"""The published data: what lies in `published/`, to the byte, and the two functions that make and check it.

This docstring is the specification of the layout. `publish` makes it, `verify` checks it; besides, `promote` and
`prune` (`retention`) set stable.json and remove old releases, and `deposit` writes deposits.json.

::

    published/
      latest.json                     which release is the latest
      stable.json                     which release is called stable, once one was promoted
      status.json                     how the last attempt at a release ended, and when the next is due
      releases.atom, agreements.atom  feeds of the releases, and of the agreements that are new
      deposits.json                   the DOIs of releases, once one was deposited
      releases/
        2026.11.22/                   one folder per release, named by its day in UTC
          parquet/<table>.parquet
          csv/<table>.csv
          changes/<table>.parquet     what changed since the release before
          changes/<table>.csv
          downloads/coopdata.duckdb   the whole release in one file, each for another kind of program
          downloads/coopdata.sqlite
          downloads/coopdata.xlsx
          downloads/entities.ftm.json
          downloads/parties.graphml
          CHANGES.md
          dictionary.csv
          dictionary.md
          datapackage.json
          croissant.json
          dcat.jsonld
          quality.json
          manifest.json
          SHA256SUMS
          CITATION.cff
          citation.bib
          LICENSES.md
          README.md
        2026.11.22.1/                 the second release of that day; then .2, .3, …
      index.html, …                   the page that people look through (`coopdata.publish.page`)
      refused/                        what a release that was not let pass leaves to look at, until the next one
      .lock                           held while a build publishes; empty, never removed
      .staging-<pid>-…                a release or pointer in the making; gone when the build ends

A release has exactly these files: two Parquet and two CSV files for each table of `tables.catalogue`, also where a
table has no rows. Releases of earlier programs have fewer. Hidden names are no part of the data; copy or serve the
rest.

**Immutable.** A release appears whole, by one rename, after gates have let it pass, it has been verified, and it has
reached the disk. From then on no program of this project changes or adds a file in it, and no later release takes its
id. Corrections come as a new release.

**Release ids** only grow: `YYYY.MM.DD`, the UTC day of `ReleaseInputs.created`, or with `.1`, `.2`, … for each
further release of that day. Where the clock is behind the last release, its day is kept, the number counts on, and
`notes` in manifest.json says so.

**No change, no release.** If every table file would have the bytes it has in the newest release, the schema version is
the same, and a release has the same files, no release is made. Another clock, code or extractor version alone is no
change. A changed title or description of a table or column is one: Parquet files carry them.

**Gates** (`gates`): rows that a table loses or gains beyond bounds, columns that empty, ids that are gone without a
word in `id_history`, a schema version that does not fit what changed in the tables (`tables.contract`), figures of the
reader below their floors, metadata that lacks something (`metadata.gaps`), changes that do not lead from the release
before to this one, tables that are not what their specs promise. Each has a code. One that fails keeps the release
from appearing: status.json has the reasons, `refused/` the staged ``issues.csv``, ``CHANGES.md`` and ``reasons.json``.
Some can be waived, with a reason that stands in `waivers` of manifest.json.

**latest.json** is JSON with the keys ``release``, ``schema_version``, ``data_as_of`` (ISO date at the precision
known, or null), ``path`` (of the release's folder, relative to `published/`) and ``manifest_sha256``. It is replaced
in one step, as the last act of a build, so it always names a whole release. A build that dies before that leaves it
at the release before; the next build sets it right, even if it makes no release. **stable.json** says the same of the
release that `coopdata promote` named after verifying it.

**status.json**: ``last_attempt`` (UTC), ``result`` (released, unchanged, refused, failed), ``release`` (the latest
afterwards), ``message``, ``reasons`` (``code``, ``place``, ``message``, ``remedy``), ``notes``, ``next_run`` (UTC;
null where no schedule runs builds). It is the only file here that changes without a release.

**releases.atom, agreements.atom** (Atom, RFC 4287) list the newest 50 releases with what changed, and the 200 newest
agreements that are still there, by the release that brought them and then by date of signing. All text is plain. Links
and identifiers are addresses where the public one is known, else links relative to the feed and UUIDs. A feed that
cannot be written undoes no release. **deposits.json** names for each release deposited at Zenodo, and each service,
how far that came (``asked``, ``draft``, ``published``) and the DOIs. It is the only place that knows them, since
releases never change. `.deposit.lock` is held during a deposit; `.deposit/` holds the archive while it is sent.

**The page.** index.html, llms.txt, sitemap.xml (where the public address is known) and the folders site/, agreements/,
organizations/, people/, countries/, events/, projects/, documents/, dictionary/, quality/ and changes/ are for readers.
They are derived from the latest release, rewritten with it file by file, index.html last, and part of no release;
`coopdata.publish.page` specifies them. At a URL `.page.json` beside them has their hashes.

**Old releases** are removed by `coopdata prune`, by the rule in `retention`, each first under a hidden name.

**Builds at once.** `publish` holds a lock on `.lock` (flock) throughout; a second build waits for it a while, then
fails and says why. Staging folders found under the lock are of dead builds and are removed. The folder must be on a
local POSIX file system, or at a URL.

**At a URL** (`remote`) the same files lie in a store: SHA256SUMS is put last and makes a release whole, latest.json
after all else and commits it. `.lock` there says who publishes and until when. Builds work in a mirror in the folder
of records already read; `refused/` stays in it, and its `.elsewhere/` has the manifests of the releases that only the
store has.

**Parquet.** Snappy; the Arrow schema of `tables.schemas` with titles and descriptions as metadata, and no pandas
metadata; rows sorted by key, nulls first. The same rows give the same bytes under the same version of pyarrow.

**CSV.** The same columns, rows and values. UTF-8 with a byte order mark; commas; every line ends in CR LF; a header
line; cells with a comma, quotation mark, CR or LF stand in double quotes, quotation marks doubled (RFC 4180), and
line breaks in them are kept as they are. Null is the empty cell. Booleans are ``true`` and ``false``; numbers have a
full stop; dates are ISO 8601 at the precision known. Text that a spreadsheet would run as a formula, because it
begins with ``= + - @``, one of their full-width forms, tab, CR or LF, has an apostrophe before it; text that begins
with apostrophes followed by one of these gets one more, so that taking one away is the exact inverse
(`read_csv_table` does).

**No table holds** an empty string (null is the only empty), NUL, a lone surrogate or an infinite number: `publish`
refuses them, because no file form keeps them apart or at all.

**changes/** holds what changed since the release that manifest.json calls ``previous``, in the columns ``change``
(added, changed, removed), ``key`` (as `statements.record_id`), ``column``, ``old``, ``new`` (as `statements.value`;
null is empty): a line for each cell that differs; of a row added or removed, for each cell that is not empty. Sorted
by key, then by the column's place in its table. Previous + changes = current is proved before a release appears. A
column that the previous release lacks counts as empty there; columns that are gone are left out. **CHANGES.md** tells
it to people. Where there is no previous release, the files have no rows.

**downloads/** has the whole release in one file each. **coopdata.duckdb** (opens with DuckDB 1.2 or later) and
**coopdata.sqlite** (3.37 or later) have every table with its keys, the tables ``release`` and ``data_dictionary``, and
the same views: ``agreements_overview`` (parties, countries, signatories, topics, sums and sources on one line),
``parties_overview``, ``people_overview``, ``amounts_overview``, ``events_overview``, ``statements_overview``,
``parties_of_agreements``. DuckDB has comments on all of them, SQLite in its CREATE TABLE. **coopdata.xlsx** has the
dictionary as its first sheet, then what people filter by hand; what a sheet cannot hold is told there.
**entities.ftm.json** is FollowTheMoney, an entity on each line, ids ours after "coopdata-". **parties.graphml** is the
network of organizations and agreements. The same tables give the same bytes under the same versions of DuckDB, SQLite
and XlsxWriter.

**dictionary.csv**, in the CSV form above, has one row per column with the columns `dictionary.CSV_COLUMNS`;
**dictionary.md** is the same to read, with the code lists, and with examples that run in the folder of the release.
What the tables promise is kept for every schema version in `reference/contracts/`. A column is deprecated in one major
version before it is gone in the next; ``deprecated`` in manifest.json lists those.

**datapackage.json** follows Data Package 2.0: resource `<table>` is the CSV file, `<table>.parquet` the Parquet file,
`changes.<table>` what changed; the downloads are there too, but for the workbook. **croissant.json** is a schema.org
Dataset with Croissant 1.1 record sets, read from the Parquet files; its version is the release id as Semantic
Versioning has it (2026.01.05.1 is 2026.1.5+1). **dcat.jsonld** follows DCAT-AP 3.0: a distribution for each file with
data, a page for each that explains. **citation.bib** and **CITATION.cff** say how to cite. Where the public address is
known, it identifies the release and addresses are absolute. Else they are relative, and the release is ``urn:uuid:``
and the UUID version 5 of its id and the SHA-256 of its Parquet tables.

**quality.json** has the figures of the reader that made the release, measured on annotated documents:
``extractor_version`` and, in ``sets``, for each set of documents its ``title``, how many ``documents``, ``publishers``
and ``agreements`` it has, and ``fields``: by field ``precision``, ``recall``, ``f1``, ``low`` and ``high`` (a 95 %
interval of F1), ``right``, ``spurious``, ``missed``.

**manifest.json**: ``release``, ``previous`` (null for the first), ``schema_version``, ``created`` (UTC, to the second;
the only clock value in a release), ``data_as_of``, ``citation`` (a sentence), ``bibtex``, ``code_version``,
``extractor_version``, ``documents`` (``seen``, ``read``, ``rejected``), ``tables`` (``rows`` by table),
``deprecated``, ``waivers`` (``code``, ``reason``, and in ``passed`` what they let pass), ``notes`` (also that another
version of the reader read all anew), ``files`` (``path``, ``bytes``, ``sha256`` of each file but manifest.json and
SHA256SUMS). **SHA256SUMS** lists every file but itself; ``sha256sum -c SHA256SUMS`` checks them. All other text files
are UTF-8 with LF.
"""

from coopdata.publish.csvfile import read_csv_table
from coopdata.publish.model import Latest, PublishError, PublishResult, Reason, ReleaseInputs, VerifyReport, Waiver
from coopdata.publish.pointers import latest_release_dir, read_latest
from coopdata.publish.release import publish
from coopdata.publish.status import tell_failure, tell_troubles, tell_unchanged
from coopdata.publish.verification import verify

__all__ = [
    "Latest",
    "PublishError",
    "PublishResult",
    "Reason",
    "ReleaseInputs",
    "VerifyReport",
    "Waiver",
    "latest_release_dir",
    "publish",
    "read_csv_table",
    "read_latest",
    "tell_failure",
    "tell_troubles",
    "tell_unchanged",
    "verify",
]
