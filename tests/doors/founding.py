"""The founding day as it was published, to hold every door's answer against."""

LINES = {
    "move": "/move 2330 2025-02-03",
    "dinnerlist": "/dinnerlist 2025-02-03",
    "index": "/index 2025-02-03",
    "digest": "/digest 2025-02-03",
}
"""What is asked at every door, by the name of its golden files."""

ROWS = {
    "2330": ("1,070", "-5.73%"),
    "2317": ("165.5", "-8.06%"),
    "2382": ("243", "-9.83%"),
    "2356": ("46", "-6.69%"),
    "6669": ("2,020", "-9.82%"),
    "3711": ("161", "-9.04%"),
    "2376": ("236", "-6.90%"),
    "3515": ("221.5", "-3.70%"),
    "2353": ("38.65", "+3.90%"),
    "4938": ("97.4", "+0.72%"),
    "2377": ("196", "+7.99%"),
    "2357": ("649", "+6.92%"),
}
"""Close and percentage of each company on 2025-02-03."""
TAIEX = ("22,694.71", "830.70", "-3.53%")


ENDS = ("2382", "6669", "3711", "2377", "2357", "2353")
"""The three worst and the three best of them, as the digest names them."""


def assert_founding_day(move: str, dinner: str, index: str, digest: str) -> None:
    """Check that the answers, in whatever markup, state the published figures."""
    assert all(figure in move for figure in ("1,070", "65", "-5.73%", "1,135", "2025-02-03"))
    assert all(figure in index for figure in TAIEX)
    assert all(figure in dinner for figure in TAIEX)
    assert all(figure in digest for figure in (*TAIEX, "-3.35%", "-6.21%", "+0.18", "2025-02-03"))
    assert all(figure in digest for code in ENDS for figure in ROWS[code])
    lines = dinner.replace("<tr>", "\n").splitlines()
    for code, figures in ROWS.items():
        row = next(line for line in lines if code in line and figures[1] in line)
        assert all(figure in row for figure in figures), row
