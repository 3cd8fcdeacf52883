"""Tables about where the data comes from and how far to trust it: documents, statements, issues, ids, codes."""

from coopdata.tables.spec import Column, Table, Type

DOCUMENTS = Table(
    name="documents",
    title="Documents",
    description=(
        "The source texts, also those that could not be read. A file gives one text, an archive of documents one for "
        "each of its rows. Where a text had to be taken out of its file, a web page, PDF, mail or text in another "
        "encoding than UTF-8, it is kept in the raw folder as texts/<sha256>.json. Id: hash of the file's bytes, of a "
        "row of its text's; where the same bytes stand at several paths, each further one also hashes its path."
    ),
    grain="one row per source text",
    key=("document_id",),
    columns=(
        Column("document_id", "Document", "Identifier of the document.", Type.STRING, "doc_4qz7m2kdpa"),
        Column(
            "title",
            "Title",
            "Headline of the text.",
            Type.STRING,
            "MOC signed between Laotian Government and JETRO",
            null="No headline was found, or the document was rejected.",
            traced=True,
        ),
        Column(
            "publisher",
            "Publisher",
            "Who published the text, from its sidecar.",
            Type.STRING,
            "Vientiane Times",
            null="The sidecar does not say.",
        ),
        Column(
            "byline",
            "Byline",
            "Who wrote the text, as it or the metadata of its file say.",
            Type.STRING,
            "Times Reporters",
            null="Neither the text nor its file has a byline, or the document was rejected.",
            traced=True,
        ),
        Column(
            "url",
            "Address",
            "Web address the text was taken from, from its sidecar.",
            Type.STRING,
            "https://www.example.org/news/moc-laos.html",
            null="The sidecar does not say.",
        ),
        Column(
            "published",
            "Published",
            "Date of publication, as exactly as it is known.",
            Type.PARTIAL_DATE,
            "2013-12",
            null="Neither the sidecar nor the text nor its file tells it.",
            traced=True,
        ),
        Column(
            "published_precision",
            "Precision of published",
            "How exactly the date of publication is known.",
            Type.STRING,
            "month",
            null="No date of publication is known.",
            code_list="date_precision",
        ),
        Column(
            "published_source",
            "Source of published",
            "Where the date of publication was read.",
            Type.STRING,
            "heading",
            null="No date of publication is known.",
            code_list="date_source",
        ),
        Column(
            "language",
            "Language",
            "Language of the text, ISO 639-1.",
            Type.STRING,
            "en",
            null="It could not be told, or the document was rejected.",
            code_list="language",
        ),
        Column(
            "retrieved",
            "Retrieved",
            "Date on which the text was fetched, from its sidecar.",
            Type.PARTIAL_DATE,
            "2022-06-10",
            null="The sidecar does not say.",
        ),
        Column("media_type", "Media type", "Media type of the stored file.", Type.STRING, "text/plain"),
        Column(
            "sha256",
            "SHA-256",
            "SHA-256 of the stored file's bytes, in hexadecimal; of a row of an archive, of its text in UTF-8. With it "
            "anyone can prove which text was read.",
            Type.STRING,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            null="The file could not be opened.",
        ),
        Column(
            "size_bytes",
            "Size",
            "Length of the stored file; of a row of an archive, of its text.",
            Type.INTEGER,
            "3512",
            unit="bytes",
        ),
        Column("words", "Words", "Words in the text; 0 for a rejected document.", Type.INTEGER, "548", unit="words"),
        Column(
            "licence",
            "Licence",
            "Terms under which the text itself may be used, from its sidecar.",
            Type.STRING,
            "CC BY 4.0",
            null="The sidecar does not say; assume all rights reserved.",
        ),
        Column(
            "raw_path",
            "Path",
            "Path of the file, relative to the raw folder; of a row of an archive, with a number sign and its number.",
            Type.STRING,
            "documents/000_1279a95556bda309.txt",
        ),
        Column(
            "source",
            "Source",
            "The source, of those that are asked every night, that the text was captured from.",
            Type.STRING,
            "fcdo",
            null="It was put there by hand.",
        ),
        Column(
            "replaces",
            "Replaces",
            "The version of the same page that was captured before. What both tell counts as one source; where they "
            "differ, the newer is believed.",
            Type.STRING,
            "doc_4qz7m2kdpc",
            null="No earlier version of its page is there.",
            references=("documents", "document_id"),
        ),
        Column(
            "duplicate_of",
            "Duplicate of",
            "The document that tells the same story and stands for both: the same bytes, which give no data of their "
            "own, or the same text but for small changes, whose statements are listed but count as one source.",
            Type.STRING,
            "doc_4qz7m2kdpb",
            null="It is no duplicate.",
            references=("documents", "document_id"),
        ),
        Column(
            "agreements", "Agreements", "How many agreements of this release the document reports.", Type.INTEGER, "1"
        ),
        Column("status", "Status", "What became of the document.", Type.STRING, "read", code_list="document_status"),
    ),
)

STATEMENTS = Table(
    name="statements",
    title="Statements",
    description=(
        "For every value read from a text: the characters it came from and the rule that read them. Characters are "
        "counted in the text as it is stored: the file itself where it is UTF-8 text, else what was taken from it and "
        "is kept in the raw folder as texts/<sha256>.json; of a row of an archive, its title, a blank line and its "
        "text, or its text alone where that begins with the title. Where documents "
        "say different things about a field, each has its rows here and `chosen` marks the value published. Id: hash "
        "of table, record, field, value, document, offsets and rule."
    ),
    grain="one row per value of a field, as one document states it at one place",
    key=("statement_id",),
    columns=(
        Column("statement_id", "Statement", "Identifier of the statement.", Type.STRING, "stm_k3w5ud2zqa"),
        Column("table", "Table", "The table that has the field.", Type.STRING, "agreements", code_list="table"),
        Column(
            "record_id",
            "Record",
            "Key of the row that has the field; the parts of a key of several columns are joined by a slash.",
            Type.STRING,
            "agr_h5t2wq3nfe",
        ),
        Column("field", "Field", "Name of the column.", Type.STRING, "signed"),
        Column(
            "value",
            "Value",
            "The value in the form in which the column is published.",
            Type.STRING,
            "2013-12-15",
            null="A correction emptied the field.",
        ),
        Column(
            "original",
            "Original wording",
            "The characters of the document that gave the value, as they stand there; the first 200 of a longer run.",
            Type.STRING,
            "On December 15",
            null="The value does not come from the text: it was supplied with the document or corrected by hand.",
        ),
        Column(
            "document_id",
            "Document",
            "The document that states the value.",
            Type.STRING,
            "doc_4qz7m2kdpa",
            references=("documents", "document_id"),
        ),
        Column(
            "start",
            "Start",
            "Offset of the first character of the wording in the stored text of the document.",
            Type.INTEGER,
            "145",
            null="The value does not come from the text.",
            unit="Unicode code points from 0",
        ),
        Column(
            "end",
            "End",
            "Offset after the last character of the wording in the stored text; may lie beyond the end of `original`.",
            Type.INTEGER,
            "159",
            null="The value does not come from the text.",
            unit="Unicode code points from 0",
        ),
        Column("rule", "Rule", "Name of the rule that read the value.", Type.STRING, "date.month_day"),
        Column(
            "kind", "Kind", "How the value follows from the words.", Type.STRING, "stated", code_list="statement_kind"
        ),
        Column(
            "confidence",
            "Confidence",
            "How sure the rule is, from 0 to 1; a judgement for ranking, not a measured frequency.",
            Type.NUMBER,
            "0.95",
        ),
        Column("chosen", "Chosen", "Whether the value is the one published in the field.", Type.BOOLEAN, "true"),
    ),
)

ISSUES = Table(
    name="issues",
    title="Issues",
    description=(
        "What a reader of the data should know: files left out, documents that disagree, values to look at. "
        "Id: hash of code, path, place and message."
    ),
    grain="one row per issue",
    key=("issue_id",),
    columns=(
        Column("issue_id", "Issue", "Identifier of the issue.", Type.STRING, "iss_b6m2rt7yqe"),
        Column("code", "Code", "What kind of issue it is.", Type.STRING, "value_conflict", code_list="issue_code"),
        Column("severity", "Severity", "How much it matters.", Type.STRING, "warning", code_list="severity"),
        Column(
            "path",
            "Path",
            "The file it is about.",
            Type.STRING,
            "documents/notes.txt",
            null="It is about no file.",
        ),
        Column(
            "place", "Place", "Where in the file: a line, a key, a column.", Type.STRING, "line 4", null="No one place."
        ),
        Column(
            "document_id",
            "Document",
            "The document it is about.",
            Type.STRING,
            "doc_4qz7m2kdpa",
            null="It is about no one document.",
            references=("documents", "document_id"),
        ),
        Column(
            "table",
            "Table",
            "The table it is about.",
            Type.STRING,
            "agreements",
            null="It is about no table.",
            code_list="table",
        ),
        Column(
            "record_id",
            "Record",
            "Key of the row it is about, as in `statements`.",
            Type.STRING,
            "agr_h5t2wq3nfe",
            null="It is about no row.",
        ),
        Column(
            "related_id",
            "Related record",
            "Key of another row of the same table that it is about: of two that may be one, the one seen less.",
            Type.STRING,
            "agr_r4x6pb3jla",
            null="It is about one row, or none.",
        ),
        Column(
            "documents",
            "Documents",
            "How many documents stand behind the rows it is about: the more, the more it matters.",
            Type.INTEGER,
            "7",
            null="It is no matter of documents.",
            unit="documents",
        ),
        Column(
            "message",
            "Message",
            "The issue in a sentence.",
            Type.STRING,
            "signed: 2 documents state different values: 2019-09-05, 2019-09-06; 2019-09-05 is published",
        ),
        Column(
            "remedy",
            "Remedy",
            "What to do about it.",
            Type.STRING,
            "Save the file as UTF-8.",
            null="Nothing to be done.",
        ),
    ),
)

ID_HISTORY = Table(
    name="id_history",
    title="Id history",
    description=(
        "Ids of earlier releases that are no longer there, and where each went. A row stays for good, unless its old "
        "id is back."
    ),
    grain="one row per id that changed and id it became",
    key=("old_id", "new_id"),
    columns=(
        Column("old_id", "Old id", "The id that was published before.", Type.STRING, "agr_h5t2wq3nfe"),
        Column(
            "new_id",
            "New id",
            "The id that stands for it now.",
            Type.STRING,
            "agr_r4x6pb3jla",
            null="Nothing stands for it.",
        ),
        Column("reason", "Reason", "Why the id changed.", Type.STRING, "rekeyed", code_list="id_change"),
        Column("release", "Release", "The last release that had the old id.", Type.STRING, "2026.11.22"),
    ),
)

CODES = Table(
    name="codes",
    title="Codes",
    description="The meaning of every code in coded columns; of countries, currencies and languages those in use.",
    grain="one row per code of a code list",
    key=("code_list", "code"),
    columns=(
        Column(
            "code_list",
            "Code list",
            "The list the code belongs to, as the dictionary names it.",
            Type.STRING,
            "instrument",
        ),
        Column("code", "Code", "The code.", Type.STRING, "memorandum_of_cooperation"),
        Column("label", "Label", "The code in words.", Type.STRING, "memorandum of cooperation"),
        Column(
            "definition",
            "Definition",
            "When the code is used.",
            Type.STRING,
            "An instrument the text calls a memorandum of cooperation (MOC).",
            null="The label says it all (countries, currencies, languages, sectors).",
        ),
        Column("source", "Source", "Where the code comes from.", Type.STRING, "coopdata"),
    ),
)
