"""Catalogs: English is in the code, zh-TW in `fragments/`, compiled by `make catalogs`."""
