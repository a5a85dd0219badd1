"""A text that comes from the data in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same text in zh-TW and in English."""

    zh: str
    en: str
