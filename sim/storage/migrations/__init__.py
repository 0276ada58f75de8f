"""How a database of any older version of the program becomes one of this version (alembic)."""
