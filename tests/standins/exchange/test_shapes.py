"""Every endpoint answers in the shape of the real one."""

from datetime import date
from typing import Any

import pytest

from tests.standins.exchange.asking import QUESTIONS, Asker
from tests.standins.exchange.routes import ROUTES
from tests.standins.exchange.world import World

FIELDS = {
    "STOCK_DAY": "日期,成交股數,成交金額,開盤價,最高價,最低價,收盤價,漲跌價差,成交筆數,註記",
    "FMTQIK": "日期,成交股數,成交金額,成交筆數,發行量加權股價指數,漲跌點數",
    "MI_5MINS_HIST": "日期,開盤指數,最高指數,最低指數,收盤指數",
    "TWT49U": (
        "資料日期,股票代號,股票名稱,除權息前收盤價,除權息參考價,權值+息值,權/息,漲停價格,跌停價格,"
        "開盤競價基準,減除股利參考價,詳細資料,最近一次申報資料 季別/日期,"
        "最近一次申報每股 (單位)淨值,最近一次申報每股 (單位)盈餘"
    ),
    "TWTAUU": (
        "恢復買賣日期,股票代號,名稱,停止買賣前收盤價格,恢復買賣參考價,漲停價格,跌停價格,"
        "開盤競價基準,除權參考價,減資原因,詳細資料"
    ),
    "TWTB8U": (
        "恢復買賣日期,股票代號,名稱,停止買賣前收盤價格,恢復買賣參考價,漲停價格,跌停價格,"
        "開盤競價基準,詳細資料"
    ),
    "TWTCAU": (
        "恢復買賣日期,ETF代號,名稱,分割(反分割),停止買賣前收盤價格,恢復買賣參考價,漲停價格,"
        "跌停價格,開盤競價基準"
    ),
    "holidaySchedule": "日期,名稱,說明",
    "MI_QFIIS": (
        "證券代號,證券名稱,國際證券編碼,發行股數,外資及陸資尚可投資股數,全體外資及陸資持有股數,"
        "外資及陸資尚可投資比率,全體外資及陸資持股比率,外資及陸資共用法令投資上限比率,"
        "陸資法令投資上限比率,與前日異動原因(註),最近一次上市公司申報外資及陸資持股異動日期"
    ),
    "dailyQuotes": (
        "代號,名稱,收盤,漲跌,開盤,最高,最低,均價,成交股數,成交金額(元),成交筆數,最後買價,"
        "最後買量(千股),最後賣價,最後賣量(千股),發行股數,次日 參考價,次日 漲停價,次日 跌停價"
    ),
    "tradingStock": "日 期,成交張數,成交仟元,開盤,最高,最低,收盤,漲跌,筆數",
    "inx": "日期,開市,最高,最低,收市,漲/跌",
    "exDailyQ": (
        "除權息日期,代號,名稱,除權息前收盤價,除權息參考價,權值,息值,權值+息值,權/息,漲停價,跌停價,"
        "開始交易基準價,減除股利參考價,現金股利,每仟股無償配股,現金增資股數,現金增資認購價,"
        "公開承銷股數,員工認購股數,原股東認購股數,按持股比例仟股認購"
    ),
    "revivt": (
        "恢復買賣日期,股票代號,名稱,最後交易日之收盤價格,減資恢復買賣開始日參考價格,漲停價格,"
        "跌停價格,開始交易基準價,除權參考價,減資原因,詳細資料"
    ),
    "pvChgRslt": (
        "恢復買賣日期,證券代號,證券名稱,最後交易日之收盤價格,恢復買賣開始參考價,漲停價格,跌停價格,"
        "開始交易基準價,詳細資料"
    ),
}
FIELDS["etfSplitRslt"] = FIELDS["etfRvsRslt"] = FIELDS["pvChgRslt"]
TITLES = [
    "114年02月03日 價格指數(臺灣證券交易所)",
    "價格指數(跨市場)",
    "價格指數(臺灣指數公司)",
    "報酬指數(臺灣證券交易所)",
    "報酬指數(跨市場)",
    "報酬指數(臺灣指數公司)",
    "114年02月03日 大盤統計資訊",
    "漲跌證券數合計",
    "114年02月03日 每日收盤行情(全部(不含權證、牛熊證))",
    None,
]


def _table(document: Any) -> Any:
    """Return an answer's first table."""
    return document["tables"][0] if "tables" in document else document


def test_there_is_a_question_for_every_endpoint() -> None:
    """No endpoint goes without a look at its shape."""
    paths = {(host, path) for host, paths in ROUTES.items() for path in paths}
    asked = {(host, path) for host, path, _ in QUESTIONS.values()}
    assert {path for path in paths - asked if not path[1].startswith("/v8/")} == set()


@pytest.mark.parametrize("name", QUESTIONS)
async def test_every_endpoint_answers(asker: Asker, name: str) -> None:
    """A question in the right form gets JSON with status 200."""
    said = await asker.ask(name)
    assert said.status == 200
    assert said.document


@pytest.mark.parametrize("name", FIELDS)
async def test_tables_have_the_real_columns(asker: Asker, name: str) -> None:
    """Names, order and number of the columns are the real ones, and every row fills them."""
    table = _table((await asker.ask(name)).document)
    assert table["fields"] == FIELDS[name].split(",")
    assert table["data"]
    assert {len(row) for row in table["data"]} == {len(table["fields"])}


async def test_mi_index_has_ten_tables(asker: Asker) -> None:
    """They are known by their titles; the last one is empty."""
    document = (await asker.ask("MI_INDEX")).document
    assert [table.get("title") for table in document["tables"]] == TITLES
    assert (document["stat"], document["date"]) == ("OK", "20250203")


async def test_mi_index_prints_signs_in_tags(asker: Asker) -> None:
    """A change is a coloured sign and an amount; an index's tag differs from a stock's."""
    tables = (await asker.ask("MI_INDEX")).document["tables"]
    tsmc = next(row for row in tables[8]["data"] if row[0] == "2330")
    assert tsmc[5:11] == [
        "1,065.00",
        "1,075.00",
        "1,060.00",
        "1,070.00",
        "<p style= color:green>-</p>",
        "65.00",
    ]
    taiex = next(row for row in tables[0]["data"] if row[0] == "發行量加權股價指數")
    assert taiex[1:5] == ["22,694.71", "<p style ='color:green'>-</p>", "830.70", "-3.53"]


async def test_fmtqik_is_the_published_row(asker: Asker) -> None:
    """The market's row of 2025-02-03 is the one that was published."""
    rows = (await asker.ask("FMTQIK")).document["data"]
    figures = ["7,689,151,963", "525,040,931,202", "3,784,130", "22,694.71", "-830.70"]
    assert rows == [["114/02/03", *figures]]


async def test_stock_day_may_lack_its_tenth_column(asker: Asker, world: World) -> None:
    """The older form has nine columns."""
    assert len((await asker.ask("STOCK_DAY")).document["fields"]) == 10
    world.old_columns = True
    assert len((await asker.ask("STOCK_DAY")).document["fields"]) == 9


async def test_tpex_lists_what_is_no_stock(asker: Asker) -> None:
    """A warrant and a bond stand among the stocks, and an untraded one has dashes."""
    rows = {row[0]: row for row in _table((await asker.ask("dailyQuotes")).document)["data"]}
    assert {"70789P", "15691", "6488"} <= rows.keys()
    assert rows["6488"][2:4] == ["325.00", "-17.00 "]
    assert any(row[2:4] == [" ---", "--- "] for row in rows.values())


async def test_qfiis_mixes_numbers_and_text(asker: Asker) -> None:
    """Shares are text with commas, two ratios are bare numbers."""
    rows = (await asker.ask("MI_QFIIS")).document["data"]
    tsmc = next(row for row in rows if row[0] == "2330")
    assert tsmc[3] == "25,932,524,521"
    assert isinstance(tsmc[6], float)


async def test_quotes_come_behind_blank_lines(asker: Asker) -> None:
    """The body begins with 21 empty lines; volume counts lots."""
    said = await asker.ask("getStockInfo")
    assert said.body.startswith(b"\r\n" * 21 + b"{")
    tsmc, _, taiex = said.document["msgArray"]
    assert (tsmc["z"], tsmc["y"], tsmc["u"]) == ("1070.0000", "1135.0000", "1245.0000")
    assert tsmc["v"] == "12345"
    assert (taiex["z"], taiex["y"]) == ("22694.71", "23525.41")


async def test_vendors_answer_in_their_own_ways(asker: Asker) -> None:
    """FinMind calls high and low max and min; Yahoo's arrays lie beside each other."""
    row = (await asker.ask("data")).document["data"][-1]
    assert (row["date"], row["max"], row["close"], row["spread"]) == (
        "2025-02-03",
        1075.0,
        1070.0,
        -65.0,
    )
    result = (await asker.ask("chart")).document["chart"]["result"][0]
    assert result["timestamp"][-1] == 1738544400
    assert result["indicators"]["quote"][0]["close"] == [1135.0, 1070.0]


async def test_openapi_prints_plain_figures(asker: Asker) -> None:
    """No commas, four decimals of change, ROC days without slashes."""
    rows = (await asker.ask("STOCK_DAY_ALL")).document
    tsmc = next(row for row in rows if row["Code"] == "2330")
    assert (tsmc["Date"], tsmc["ClosingPrice"], tsmc["Change"]) == (
        "1140203",
        "1070.00",
        "-65.0000",
    )


async def test_masters_differ_in_their_keys(asker: Asker) -> None:
    """TWSE's keys are Chinese, TPEx's English; days of listing are Gregorian."""
    listed = (await asker.ask("t187ap03_L")).document
    tsmc = next(row for row in listed if row["公司代號"] == "2330")
    assert (tsmc["出表日期"], tsmc["上市日期"]) == ("1140203", "19940905")
    wafers = (await asker.ask("mopsfin_t187ap03_O")).document
    found = next(row for row in wafers if row["SecuritiesCompanyCode"] == "6488")
    assert found["DateOfListing"] == "20150925"


async def test_preview_lists_what_is_ahead(asker: Asker, world: World) -> None:
    """TWT48U knows only ex-days after the exchange's own day."""
    world.publish_until(date(2024, 3, 1))
    rows = (await asker.ask("TWT48U")).document["data"]
    assert [row[1] for row in rows] == ["00690", "00913"]
