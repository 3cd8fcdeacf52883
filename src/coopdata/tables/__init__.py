"""The published tables: what each is (catalogue), how it is built from resolved entities, and what must hold of it."""
