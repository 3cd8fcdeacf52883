"""The page that people look through: what is built beside the releases, to the file, from the latest of them.

`build_page` makes it in a folder, `renew_page` wherever releases are published to, also at a URL. All of it is derived
from the latest release, is written anew with the next, and is no part of any release. It needs no server, no network
and, to read records and to download, no JavaScript: all addresses are relative, and a folder copied to a USB stick
opens from there. `renew_landing` writes the landing page alone, after a release was promoted, deposited or removed.

::

    published/
      index.html                      the landing page: counts, newest agreements, downloads, how to cite, read examples
      agreements/<id>/index.html      a record and where each of its values comes from
      agreements/<id>/record.json     the same for programs
      organizations/ people/ events/ projects/        likewise
      documents/                      likewise: where a text is from, its terms, what was read from it
      countries/index.html            all countries; countries/<CODE>/ has one
      dictionary/ quality/ changes/   the release explained; each an index.html
      llms.txt                        where programs that read text begin
      sitemap.xml                     where the public address is known; of more than 50,000 pages an index of others
      site/assets/                    styles, scripts, and libraries with their licences
      site/data/<release>/*.js        what the scripts search and draw

**Pages of records** hold nothing that changes with a release alone: neither its id nor a date. So only the pages of
what has changed are written, and whoever mirrors the folder carries no more. Files are replaced one by one, each in one
step, the landing page as the last; then what belongs to no record any more is removed from the folders named above,
which hold nothing else. Nor is a page made anew whose record.json is as it was, while the program and the labels of
codes are (``site/made-with.txt``): where somebody has changed a page by hand, the next build mends it once that file is
deleted.

**Passages.** Quoted words stand marked in their sentence where the text is at hand and its terms let it be published
again (`passages`); else they stand alone. With them are always their offsets and a link to the source.

**Very many records** have no pages: of a release with more than `building.MOST_RECORDS`, countries alone have, and the
scripts draw agreements, organizations and people from their rows. ``index.html#/agreements/<id>`` (likewise
``organizations``, ``people``) leads to a record in either case.

**Lists are cut** where a page would grow without end: 200 agreements, 20 statements of one value. The page says how
many there are, and links to the view that has all.

**record.json** has the keys ``table``, ``id``, ``record`` (the row), a list for all that hangs on it (``parties``,
``people``, …; ``statements``, ``documents`` and ``issues`` on all but countries), and ``totals`` (how long the lists
are that were cut). A statement has its ``passage``: what stands ``before`` and ``after`` the ``quoted`` words, or null.

**Data for scripts.** Each file is a script that calls ``coopdata.take(kind, number, content)`` with JSON, in which
``<``, ``>``, ``&``, U+2028 and U+2029 stand as escapes. ``meta.js``: ``release``, ``created``, ``schema_version``,
``data_as_of``, ``counts`` (rows by table), ``chunks`` (files by kind), ``chunk_size`` (rows in each but the last),
``labels`` (of codes), ``base_url``, ``repository``, ``record_pages`` (whether records have pages). ``texts.js``: the
texts of the scripts. ``<kind>-<n>.js``, n from 0, are lists of rows, and these are lists:

- agreements, the newest first: id, title, instrument, status, signed, place, country of the place, first reported,
  documents, confidence, completeness, parties (organization, name, country), people (person, name, role,
  organization), topics, publishers;
- organizations, those with most agreements first: id, name, kind, country, parent, documents, agreements, other names;
- people, those most often named first: id, name, country, documents, positions (title, organization, its name, first
  and last seen).

**Texts** of pages and scripts stand in ``reference/page_texts.csv``. What comes from data is text wherever it shows:
templates escape it, scripts set it as text, and JSON for scripts cannot end the script.
"""

from coopdata.publish.page.building import INDEX, REPOSITORY, build_page
from coopdata.publish.page.renewing import renew_landing, renew_page

__all__ = ["INDEX", "REPOSITORY", "build_page", "renew_landing", "renew_page"]
