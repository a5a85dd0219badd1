"""How the exchanges print figures and days: commas, two decimals, the four forms of a date."""

from datetime import date
from decimal import Decimal

ROC = 1911
NO_UP, NO_DOWN = Decimal("9999.95"), Decimal("0.01")


def slashed(day: date) -> str:
    """Print a day as `114/02/03`."""
    return f"{day.year - ROC}/{day:%m/%d}"


def spelt(day: date) -> str:
    """Print a day as `113年03月04日`."""
    return f"{day.year - ROC}年{day:%m月%d日}"


def compact(day: date) -> str:
    """Print a day as `1150101`."""
    return f"{day.year - ROC}{day:%m%d}"


def month(day: date) -> str:
    """Print a month as `114年01月`."""
    return f"{day.year - ROC}年{day:%m月}"


def digits(day: date) -> str:
    """Print a day as `20250203`."""
    return f"{day:%Y%m%d}"


def grouped(figure: Decimal | None, none: str = "--") -> str:
    """Print two decimals with commas."""
    return none if figure is None else f"{figure:,.2f}"


def plain(figure: Decimal | None, none: str) -> str:
    """Print two decimals without commas."""
    return none if figure is None else f"{figure:.2f}"
