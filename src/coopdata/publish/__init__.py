"""The published data: what lies in `published/`, to the byte, and the two functions that make and check it.

This docstring is the specification of the layout. `publish` makes it, `verify` checks it, nothing else writes there.

::

    published/
      latest.json                     which release is the latest
      releases/
        2026.11.22/                   one folder per release, named by its day in UTC
          parquet/<table>.parquet
          csv/<table>.csv
          dictionary.csv
          dictionary.md
          datapackage.json
          quality.json
          manifest.json
          SHA256SUMS
          CITATION.cff
          LICENSES.md
          README.md
        2026.11.22.1/                 the second release of that day; then .2, .3, …
      .lock                           held while a build publishes; empty, never removed
      .staging-<pid>-…                a release or latest.json in the making; gone when the build ends

A release has exactly these files, one Parquet and one CSV file for each table of `tables.catalogue`, also where a
table has no rows. Hidden names are no part of the data; copy or serve the rest.

**Immutable.** A release appears whole, by one rename, after it has been verified and has reached the disk. From then
on no program of this project changes, adds or removes a file in it, and no later release takes its id. Corrections
come as a new release.

**Release ids** only grow: `YYYY.MM.DD`, the UTC day of `ReleaseInputs.created`, or with `.1`, `.2`, … for each
further release of that day. Where the clock is behind the last release, its day is kept, the number counts on, and
`notes` in manifest.json says so.

**No change, no release.** If every table file would have the bytes it has in the newest release, and the schema
version is the same, no release is made. Another clock, code or extractor version alone is no change. A changed title
or description of a table or column is one: Parquet files carry them.

**latest.json** is JSON with the keys ``release``, ``schema_version``, ``data_as_of`` (ISO date at the precision
known, or null), ``path`` (of the release's folder, relative to `published/`) and ``manifest_sha256``. It is replaced
in one step, as the last act of a build, so it always names a whole release. A build that dies before that leaves it
at the release before; the next build sets it right, even if it makes no release.

**Builds at once.** `publish` holds a lock on `.lock` (flock) throughout; a second build waits for it a while, then
fails and says why. Staging folders found under the lock are of dead builds and are removed. The folder must be on a
local POSIX file system.

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

**dictionary.csv**, in the CSV form above, has one row per column with the columns `dictionary.CSV_COLUMNS`;
**dictionary.md** is the same to read, with the code lists. **datapackage.json** follows Data Package 2.0: resource
`<table>` is the CSV file, `<table>.parquet` the Parquet file.

**quality.json** has the figures of the reader that made the release, measured on annotated documents:
``extractor_version`` and, in ``sets``, for each set of documents its ``title``, how many ``documents``, ``publishers``
and ``agreements`` it has, and ``fields``: by field ``precision``, ``recall``, ``f1``, ``low`` and ``high`` (a 95 %
interval of F1), ``right``, ``spurious``, ``missed``. Where a figure is below its floor, `publish` makes no release.

**manifest.json**: ``release``, ``schema_version``, ``created`` (UTC, to the second; the only clock value in a
release), ``data_as_of``, ``code_version``, ``extractor_version``, ``documents`` (``seen``, ``read``, ``rejected``),
``tables`` (``rows`` by table), ``notes`` (also that another version of the reader read all anew), ``files``
(``path``, ``bytes``, ``sha256`` of each file but manifest.json and SHA256SUMS). **SHA256SUMS** lists every file but
itself; ``sha256sum -c SHA256SUMS`` checks them. All other text files are UTF-8 with LF.
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
