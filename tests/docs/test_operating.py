"""What operators are told is what the program does."""

import re

from bot import cli
from bot.core.setting_list import SETTINGS, Form
from storage.retention import RULES
from tests.docs.pages import page

TEXT = page("docs/operating.md")


def test_exit_codes_are_the_programs() -> None:
    """Usage, upstream and bug; 0 and 1 speak for themselves."""
    told = dict(re.findall(r"^\| (\d) \| (.+?) \|$", TEXT, re.MULTILINE))

    assert list(told) == ["0", "1", str(cli.USAGE), str(cli.UPSTREAM), str(cli.BUG)]
    assert told[str(cli.BUG)].startswith("our bug")


def test_retention_is_what_the_store_forgets_by() -> None:
    """Updates, messages and their content, expired buttons, rows set aside, the log, links."""
    assert [rule.kept.days for rule in RULES] == [7, 30, 30, 7, 90, 365, 0, 1]
    for told in ("7 days after", "30 days after", "30 days, and 7 more", "365 days"):
        assert told in TEXT


def test_every_setting_is_told() -> None:
    """With its values and what is built in."""
    told = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| .*\|$", TEXT, re.MULTILINE)
    rows = {key: (values, default) for key, values, default in told}
    for setting in SETTINGS:
        values, default = rows[setting.key]
        assert default.strip("`") == setting.default or not setting.default
        if setting.form is Form.CHOICE and "same" not in values:
            assert all(f"`{value}`" in values for value in setting.labels), setting.key
