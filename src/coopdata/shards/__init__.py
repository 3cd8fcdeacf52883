"""Reading at scale: archives of texts in any store to records in any store, by one machine or many.

This docstring is the specification of what is read and written. `run.read_shards` does it, `shard.run_shard` one shard
of it; `engine` says who works, `store` where things lie.

**Source.** A folder at an fsspec URL, or one file. Each .jsonl or .parquet file in it or below is a *shard*: an archive
of texts with the columns that archives in raw/ have, see `coopdata.documents.archives`, and a sidecar beside it where
there is one. Hidden files and folders are passed over. Every row of a shard is a document; it is named by the shard's
path in the source and its row ("2024/news-07.parquet#12").

**Target.** A folder at an fsspec URL::

    manifest.json            what the last run found, written at its end
    duplicates.parquet       the documents that have the bytes of another, and which
    records-<key>.parquet    the records of one shard
    records-<key>.json       how many they are, and their hash; written after them: the shard is done

`key` is made from all that the records depend on: the shard's name, its bytes and those of its sidecar, the extractor
version, and the code and reference data that read. So a shard that has not changed is not read again, whatever else was
read meanwhile, and two runs at once can only write the same bytes to the same place. Files that the manifest does not
name are of other versions of shards or program, and can be deleted; so can hidden ones, which a run left that was
killed.

**Records** have one row for each document, read or not, in the order of the source, in row groups of at most 1,024:

=============  ==============================================================================================
document_id    from the text's bytes: the same wherever the text stands
path           where it stands, as above
sha256         of the text's bytes; null where there are none
size_bytes     of the text
status         `read` or `rejected`
agreements     how many agreements the record holds
record         the record as one line of JSON without spaces, the same as `coopdata extract` writes; null where it was
               rejected
issues         why it was rejected, or what to know of how it was read: code, severity, message, place, remedy
=============  ==============================================================================================

So every document stands there exactly once. A text that stands in several places is read in each, since no shard knows
of another; `duplicates.parquet` names all places but the first by path, so that who leaves these out has each once.

**The manifest** has the version of extractor and program, each shard in the order of their names with its file, rows
and issues by code, and under `failed` the shards that could not be read, and why. Nothing in it tells of time, host or
engine. Records are the same to the byte on every engine that has the same version of Arrow.

**Memory** of a process is the reader with its data (about 400 MB), a row group of records (8 MB, or one record where
that is larger), 64 rows of the source and the work on one text (of 50 MB at most); none of it grows with the shard. A
shard in a store is copied to local disk first, and its records are written there before they are sent; so each process
needs that much disk. Who started them holds the notes of all shards, and looks for duplicates in 512 MB.
"""
