"""The setting without which a test would ask the real exchanges."""

OFFLINE = {"BANQUET_SOURCES__OFFLINE": "true"}
