"""Code lists, gazetteers and word lists: CSV files with a typed loader each. Their sources are in SOURCES.md."""
