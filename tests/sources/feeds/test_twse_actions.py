"""TWSE's tables of corporate actions, by the figures of real ones."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.core.intake import Status
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feed import Feed, Refused
from bot.sources.feeds.twse_dividends import DIVIDENDS
from bot.sources.feeds.twse_dividends_ahead import DIVIDENDS_AHEAD
from bot.sources.feeds.twse_par_changes import PAR_CHANGES
from bot.sources.feeds.twse_reductions import REDUCTIONS
from bot.sources.feeds.twse_splits import SPLITS
from tests.sources.payloads_twse import NO_DATA, read, table

_PRICES = "停止買賣前收盤價格|恢復買賣參考價|漲停價格|跌停價格|開盤競價基準"
_EX = "除權息前收盤價|除權息參考價|權值+息值|權/息|漲停價格|跌停價格|開盤競價基準|減除股利參考價"
_AHEAD = "除權除息日期|股票代號|名稱|除權息|無償配股率|現金增資配股率|現金增資認購價|現金股利"


def _dividends(row: str, **more: Any) -> dict[str, Any]:
    """Return TWT49U with one row."""
    fields = f"資料日期|股票代號|股票名稱|{_EX}|詳細資料"
    return table(
        "113年03月01日 至 113年03月31日 除權除息計算結果表", fields, row.split("|"), **more
    )


def _ahead(*cells: str) -> dict[str, Any]:
    """Return TWT48U with one row: its date, kind and cash."""
    session, sort, cash = cells
    fields = f"{_AHEAD}|詳細資料|參考價<br>試算"
    row = [session, "2330", "台積電", sort, "0.00000000", "0", "0", cash, "2330", ""]
    return table("除權除息預告表", fields, row)


def _reductions(row: str, **more: Any) -> dict[str, Any]:
    """Return TWTAUU with one row."""
    fields = f"恢復買賣日期|股票代號|名稱|{_PRICES}|除權參考價|減資原因|詳細資料"
    return table("股票減資恢復買賣參考價格", fields, row.split("|"), **more)


def _par_changes(row: str) -> dict[str, Any]:
    """Return TWTB8U with one row."""
    fields = f"恢復買賣日期|股票代號|名稱|{_PRICES}|詳細資料"
    return table("變更股票面額恢復買賣參考價格", fields, row.split("|"))


def _splits(*rows: str) -> dict[str, Any]:
    """Return TWTCAU with these rows."""
    fields = f"恢復買賣日期|ETF代號|名稱|分割(反分割)|{_PRICES}"
    return table("ETF分割(反分割)恢復買賣參考價格", fields, *(row.split("|") for row in rows))


TSMC_EX = "113年03月18日|2330|台積電|753.00|749.50|3.499980|息|824.00|675.00|750.00|749.50|2330"
SPLIT_0050 = "114/06/18|0050|元大台灣50|分割|188.65|47.16|51.85|42.45|47.16"
PAR_2327 = "114/08/25|2327|國巨|546.00|136.50|150.00|123.00|136.50|2327,20250814,20250825"
CUT_3432 = "113/01/22|3432  |台端|10.65|19.69|21.65|17.75|19.70|--|彌補虧損|3432  ,20240110"


def _only(feed: Feed, answer: object, day: date) -> CorporateAction:
    """Return the only action of an answer."""
    (action,) = read(feed, answer, day).actions
    return action


def _figures(action: CorporateAction) -> tuple[str, ...]:
    """Return close before, reference, limits and opening base as text."""
    figures = (action.previous_close, action.reference, action.limit_up, action.limit_down)
    return tuple(map(str, (*figures, action.opening_base)))


@pytest.mark.parametrize(
    ("feed", "path", "params"),
    [
        (DIVIDENDS, "/rwd/zh/exRight/TWT49U", "20250601 20250630"),
        (DIVIDENDS_AHEAD, "/rwd/zh/exRight/TWT48U", ""),
        (REDUCTIONS, "/rwd/zh/reducation/TWTAUU", "20250101 20251231"),
        (PAR_CHANGES, "/rwd/zh/change/TWTB8U", "20250101 20251231"),
        (SPLITS, "/rwd/zh/split/TWTCAU", "20250101 20251231"),
    ],
)
def test_what_is_asked(feed: Feed, path: str, params: str) -> None:
    """Dividends by month, the rare actions by year, announcements as they are now."""
    question = feed.question(feed.days(date(2025, 6, 18)))
    assert (question.host, question.path) == ("twse", path)
    expected = dict(zip(("startDate", "endDate"), params.split(), strict=False))
    assert question.params == {**expected, "response": "json"}


def test_a_dividend() -> None:
    """Where it is alone, the value is the cash."""
    action = _only(DIVIDENDS, _dividends(TSMC_EX), date(2024, 3, 18))
    assert (action.code, action.session) == ("2330", date(2024, 3, 18))
    assert action.kind is ActionKind.EX_DIVIDEND
    assert _figures(action) == ("753.00", "749.50", "824.00", "675.00", "750.00")
    assert action.cash == action.value == Decimal("3.499980")
    assert action.provenance.data_date == date(2024, 3, 18)


@pytest.mark.parametrize(
    ("printed", "kind"), [("權", ActionKind.EX_RIGHTS), ("權息", ActionKind.EX_BOTH)]
)
def test_rights(printed: str, kind: ActionKind) -> None:
    """The cash is not stated apart."""
    answer = _dividends(TSMC_EX.replace("|息|", f"|{printed}|"))
    action = _only(DIVIDENDS, answer, date(2024, 3, 18))
    assert (action.kind, action.cash) == (kind, None)
    assert action.value == Decimal("3.499980")


def test_an_unknown_kind_of_ex_day_is_set_aside() -> None:
    """It is not guessed."""
    batch = read(DIVIDENDS, _dividends(TSMC_EX.replace("|息|", "|？|")), date(2024, 3, 18))
    assert (batch.actions, [each.rule for each in batch.rejected]) == ([], ["bad_kind"])


@pytest.mark.parametrize(
    ("cash", "expected"),
    [
        ("6.00003573", Decimal("6.00003573")),
        ("<p style= text-align:center;>待公告實際收益分配金額</p>", None),
        ("尚未公告", None),
        ("0", None),
        ("", None),
    ],
)
def test_an_announcement(cash: str, expected: Decimal | None) -> None:
    """It has no reference yet, and not always the amount."""
    answer = _ahead("115年12月10日", "息", cash)
    action = _only(DIVIDENDS_AHEAD, answer, date(2026, 11, 23))
    assert (action.session, action.kind) == (date(2026, 12, 10), ActionKind.EX_DIVIDEND)
    assert (action.cash, action.reference, action.previous_close) == (expected, None, None)


def test_announcements_are_of_no_day() -> None:
    """The table is asked for without one, so that a day it names says nothing."""
    answer = {**_ahead("115年12月10日", "息", "6.00"), "date": "20261120"}
    assert read(DIVIDENDS_AHEAD, answer, date(2026, 11, 23)).status is Status.COMPLETE


def test_a_reduction() -> None:
    """3432 came back on 2024-01-22 at 19.69 for 10.65."""
    action = _only(REDUCTIONS, _reductions(CUT_3432), date(2024, 1, 22))
    assert (action.code, action.kind) == ("3432", ActionKind.REDUCTION)
    assert _figures(action) == ("10.65", "19.69", "21.65", "17.75", "19.70")


def test_a_reduction_with_new_shares_for_cash() -> None:
    """The reference after the rights counts."""
    answer = _reductions(CUT_3432.replace("|--|", "|17.50|"))
    assert _only(REDUCTIONS, answer, date(2024, 1, 22)).reference == Decimal("17.50")


def test_a_change_of_par_value() -> None:
    """2327 was split in four on 2025-08-25."""
    action = _only(PAR_CHANGES, _par_changes(PAR_2327), date(2025, 8, 25))
    assert (action.code, action.kind) == ("2327", ActionKind.PAR_CHANGE)
    assert _figures(action) == ("546.00", "136.50", "150.00", "123.00", "136.50")
    assert action.factor == Decimal("0.25")


@pytest.mark.parametrize("word", ["分割", ""])
def test_a_split(word: str) -> None:
    """0050 on 2025-06-18; the word is at times missing."""
    action = _only(SPLITS, _splits(SPLIT_0050.replace("分割", word)), date(2025, 6, 18))
    assert (action.code, action.kind) == ("0050", ActionKind.SPLIT)
    assert _figures(action) == ("188.65", "47.16", "51.85", "42.45", "47.16")


def test_a_reverse_split_without_limits() -> None:
    """Bounds that no price reaches are none."""
    row = "114/10/22|00673R|期元大S&P原油反1|反分割|7.02|28.08|9,999.95|0.01|28.08"
    action = _only(SPLITS, _splits(row), date(2025, 10, 22))
    assert action.kind is ActionKind.REVERSE_SPLIT
    assert _figures(action) == ("7.02", "28.08", "None", "None", "28.08")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("分割", "反分割", "kind_and_ratio_disagree"),
        ("188.65", "47.16", "no_ratio"),
        ("188.65", "--", "no_ratio"),
        ("47.16", "47,16", "bad_number"),
    ],
)
def test_a_split_that_contradicts_itself_is_set_aside(old: str, new: str, rule: str) -> None:
    """Word and prices must tell the same, and other splits stay."""
    other = "114/11/26|0052|富邦科技|分割|245.30|35.04|38.54|31.54|35.04"
    batch = read(SPLITS, _splits(SPLIT_0050.replace(old, new, 1), other), date(2025, 6, 18))
    assert [action.code for action in batch.actions] == ["0052"]
    assert [(each.code, each.rule) for each in batch.rejected] == [("0050", rule)]


def test_an_action_that_comes_twice_is_set_aside() -> None:
    """The same fund may be split again on another day."""
    again = SPLIT_0050.replace("47.16|51", "47.20|51")
    batch = read(SPLITS, _splits(SPLIT_0050, again), date(2025, 6, 18))
    assert [each.rule for each in batch.rejected] == ["duplicate_row"] * 2
    later = SPLIT_0050.replace("114/06/18", "114/12/18")
    assert len(read(SPLITS, _splits(SPLIT_0050, later), date(2025, 6, 18)).actions) == 2


@pytest.mark.parametrize(
    ("feed", "answer"),
    [
        (DIVIDENDS, _dividends(TSMC_EX.replace("03月18日", "04月18日"))),
        (DIVIDENDS, _dividends(TSMC_EX, strDate="20240401")),
        (DIVIDENDS, {**_dividends(TSMC_EX), "title": "113年04月01日 至 113年04月30日"}),
        (REDUCTIONS, _reductions(CUT_3432.replace("113/01/22", "112/01/22"))),
        (REDUCTIONS, _reductions(CUT_3432, params={"startDate": "20230101"})),
        (PAR_CHANGES, _par_changes(PAR_2327)),
        (SPLITS, _splits(SPLIT_0050)),
    ],
)
def test_days_that_were_not_asked_for_refuse_the_answer(feed: Feed, answer: object) -> None:
    """An answer to another question is none."""
    with pytest.raises(Refused, match="wrong_day"):
        read(feed, answer, date(2024, 3, 18))


@pytest.mark.parametrize("feed", [DIVIDENDS, DIVIDENDS_AHEAD, REDUCTIONS, PAR_CHANGES, SPLITS])
@pytest.mark.parametrize("answer", NO_DATA)
def test_no_actions_is_empty(feed: Feed, answer: object) -> None:
    """A month or year without any is nothing odd."""
    assert read(feed, answer, date(2024, 3, 18)).status is Status.EMPTY
