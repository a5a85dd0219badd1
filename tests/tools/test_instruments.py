"""Carrying the list of instruments over from the wheel."""

from pathlib import Path

import pytest

from tools.instruments import (
    TARGET,
    Row,
    changes,
    clean,
    collect,
    convert,
    parse,
    render,
    wheel_folder,
)

HEADER = "type,code,name,ISIN,start,market,group,CFI\n"
STAR = Row("2327", "國巨", "TWSE", "stock", "1993-10-22", "電子零組件業")
FUND = Row("006201", "元大富櫃50", "TPEx", "etf", "2011-01-27", "")


def test_same_wheel_gives_the_same_bytes() -> None:
    """The bundled list is what the tool writes, so nobody has edited it by hand."""
    folder = wheel_folder()
    if folder is None:
        pytest.skip("the twstock wheel is not installed")

    assert TARGET.read_bytes() == render(collect(folder)).encode()


def test_both_files_are_read_cleaned_and_sorted(tmp_path: Path) -> None:
    """Warrants go, the star goes, codes keep their zeros."""
    (tmp_path / "twse_equities.csv").write_text(
        HEADER
        + "股票,2327,國巨*,TW0002327004,1993/10/22,上市,電子零組件業,ESVUFR\n"
        + "上市認購(售)權證,030001,某某購01,TW25Z0300010,2025/10/01,上市,,RWSCCA\n",
        encoding="utf-8",
    )
    (tmp_path / "tpex_equities.csv").write_text(
        HEADER + "ETF,006201,元大富櫃50,TW0000062012,2011/01/27,上櫃,,CEOGEU\n", encoding="utf-8"
    )

    assert collect(tmp_path) == [FUND, STAR]


def test_unknown_type_stops_the_tool() -> None:
    """A new sort of security is a decision, not a default."""
    with pytest.raises(KeyError, match="期貨"):
        convert(
            {"type": "期貨", "code": "1", "name": "x", "market": "上市", "start": "", "group": ""}
        )


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("矽力*-KY", "矽力-KY"),
        ("中信上櫃ESG 30", "中信上櫃ESG30"),
        ("元大MSCI A股", "元大MSCI A股"),
        (" ９１APP*-KY　", "91APP-KY"),
    ],
)
def test_names_stay_readable(name: str, cleaned: str) -> None:
    """Star and padding go; a space between two Latin words stays."""
    assert clean(name) == cleaned


def test_list_reads_back_as_it_was_written() -> None:
    """The next run compares with what the last one wrote."""
    assert parse(render([FUND, STAR])) == [FUND, STAR]


def test_changes_tell_what_came_went_and_was_renamed() -> None:
    """The person who runs the tool sees what to look at."""
    old = STAR._replace(name="國巨電子")
    gone = STAR._replace(code="2311", name="日月光")

    assert list(changes([old, gone], [STAR, FUND])) == [
        "added 006201 元大富櫃50",
        "removed 2311 日月光",
        "renamed 2327 國巨電子 -> 國巨",
    ]
