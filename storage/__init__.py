"""The SQL room: models, repositories and migrations."""
