"""Tell an instrument's kind by its code, as the exchanges number what they list."""

import re

from bot.market.instruments import Kind

# Taiwan's numbering rules leave each kind a form of its own, named here as the kinds are. What
# fits none is of no interest: warrants (03… to 08…, 7…), convertible bonds (a stock's code and a
# number), share options, asset-backed securities (01…S), subscription receipts. Classes of funds
# in another currency (00…K) are left out: every price here is in TWD.
_FORMS = re.compile(
    r"""
      (?P<tdr>91[0-9]{2}(?:[0-9]{2})?)
    | (?P<stock>[1-9][0-9]{3})
    | (?P<etf>00[0-9]{2}|00[0-9]{3}[0-9A-JL-Z]?)
    | (?P<etn>02[0-9]{3}[0-9A-Z])
    | (?P<reit>01[0-9]{3}T)
    | (?P<preferred>[1-9][0-9]{3}(?:
        [A-Y]
      | Z[1-9]   # may be exchanged for common stock
      | G[A-C])  # carries share options
      )
    """,
    re.VERBOSE,
)


def kind_of(code: str) -> Kind | None:
    """Return the kind; None for what is of no interest."""
    found = _FORMS.fullmatch(code)
    return Kind(str(found.lastgroup)) if found else None
