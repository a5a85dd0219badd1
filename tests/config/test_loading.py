"""The file and the environment become one checked configuration, or one line for the operator."""

from datetime import time
from pathlib import Path

import pytest

from bot.config import Config, load
from bot.core.errors import OperatorError

CANARY = "cAnArY-7351"


def written(folder: Path, text: str) -> Path:
    """Write a configuration file that only its owner can read."""
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    return file


def refusal(path: Path | None, environ: dict[str, str]) -> str:
    """Return the one line that a wrong configuration is refused with."""
    with pytest.raises(OperatorError) as caught:
        load(path, environ)
    message = str(caught.value)
    assert "\n" not in message
    assert CANARY not in message
    assert caught.value.__cause__ is None
    return message


def test_nothing_set_means_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file and without variables the defaults hold and the page is on."""
    monkeypatch.chdir(tmp_path)

    config = load(None, {"XDG_DATA_HOME": str(tmp_path / "share")})

    assert config.bot.language == "zh-TW"
    assert config.sources.enabled == ("twse", "tpex")
    assert config.digests.close_deadline == time(17, 30)
    assert config.data_dir == tmp_path / "share" / "banquet"
    assert config.storage_url == f"sqlite+aiosqlite:///{tmp_path}/share/banquet/banquet.sqlite3"
    assert config.web_enabled
    assert config.warnings == ()


def test_a_relative_data_home_does_not_count() -> None:
    """XDG says that a relative XDG_DATA_HOME is ignored."""
    config = load(None, {"XDG_DATA_HOME": "here"})

    assert config.data_dir == Path.home() / ".local" / "share" / "banquet"


def test_config_toml_in_the_working_directory_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file named config.toml where Banquet is started is read without being named."""
    written(tmp_path, '[bot]\nup_color = "green"')
    monkeypatch.chdir(tmp_path)

    assert load(None, {}).bot.up_color == "green"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """A variable replaces its key and leaves its neighbours alone."""
    file = written(
        tmp_path, "[sources.twse]\nrequests_per_5s = 2\n[sources.tpex]\nrequests_per_5s = 1"
    )

    sources = load(file, {"BANQUET_SOURCES__TWSE__REQUESTS_PER_5S": "5"}).sources

    assert (sources.twse.requests_per_5s, sources.tpex.requests_per_5s) == (5, 1)


@pytest.mark.parametrize("text", ["telegram:1, discord:2", '["telegram:1", "discord:2"]'])
def test_lists_come_with_commas_or_as_json(text: str) -> None:
    """Both forms of a list in the environment mean the same."""
    assert load(None, {"BANQUET_BOT__OWNERS": text}).bot.owners == ("telegram:1", "discord:2")


def test_an_empty_list_in_the_environment_is_nobody(tmp_path: Path) -> None:
    """An empty variable empties the list of the file."""
    file = written(tmp_path, '[bot]\nowners = ["telegram:1"]')

    assert load(file, {"BANQUET_BOT__OWNERS": ""}).bot.owners == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'[bot]\nlanguage = "{CANARY}"', "[bot] language: must be 'zh-TW' or 'en'"),
        ("[bot]\ncolour = 1", "[bot] colour: no setting has this name"),
        ("[bots]\nx = 1", "bots: no setting has this name"),
        ("bot = 3", "[bot] must be a table"),
        (f'[bot]\nowners = ["@{CANARY}"]', "[bot] owners: must be platform:id"),
        (f'[bot]\ntimezone = "{CANARY}"', "[bot] timezone: must be a time zone"),
        (f'[telegram]\ntoken = ["{CANARY}"]', "[telegram] token: must be text"),
        (f'[telegram]\nmode = "{CANARY}"', "[telegram] mode: must be"),
        ('[telegram]\nmode = "webhook"', '[telegram] mode: "webhook" needs webhook_url'),
        (
            f'[telegram]\nwebhook_secret = "{CANARY}!"',
            "[telegram] webhook_secret: must be 1",
        ),
        (
            f'[telegram]\napi_base_url = "http://{CANARY}.org"',
            "[telegram] api_base_url: must start",
        ),
        (f'[telegram]\napi_base_url = "https://u:{CANARY}@h"', "[telegram] api_base_url: must be"),
        (f'[discord]\ngateway_url = "ws://{CANARY}.org"', "[discord] gateway_url: must start"),
        (f'[web]\nlisten = "{CANARY}"', "[web] listen: must be host:port"),
        ('[web]\nlisten = "0.0.0.0:8080"', "[web] listen: an address other than"),
        (f'[storage]\nurl = "mysql://u:{CANARY}@h/d"', "[storage] url: must start with"),
        ("[sources.twse]\nrequests_per_5s = 0", "[sources.twse] requests_per_5s: must be greater"),
        ("[sources.tse]\nx = 1", "[sources] tse: no setting has this name"),
        ('[sources]\nenabled = ["bloomberg"]', "[sources] enabled: must be 'twse'"),
        ("[sources.finmind]\ntoken = 1", "[sources.finmind] token: must be text"),
        (f'[sources.twse]\nopenapi_url = "http://{CANARY}"', "[sources.twse] openapi_url: must"),
        ("[delivery]\ntelegram_per_second = inf", "[delivery] telegram_per_second: must be"),
        ('[digests]\nmorning = "7:30"', "[digests] morning: must be a time such as 13:40"),
        ("[log]\nlevel = 10", "[log] level: must be 'debug'"),
        (f'[bot]\nlanguage = "en\n{CANARY}', "line 2 is not valid TOML"),
        (f"{CANARY}", "is not valid TOML"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    """The line names file, section and key, and never the value."""
    file = written(tmp_path, text)

    message = refusal(file, {})

    assert message.startswith(f"{file}: ")
    assert said in message


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BANQUET_WEB__ENABLED", CANARY, "BANQUET_WEB__ENABLED: must be"),
        ("BANQUET_BOT__OWNERS", f'["{CANARY}"', "BANQUET_BOT__OWNERS: must be a list"),
        ("BANQUET_SOURCES__MIS__BASE_URL", CANARY, "BANQUET_SOURCES__MIS__BASE_URL: must be"),
        ("BANQUET_TOKEN", CANARY, "BANQUET_TOKEN: no setting has this name"),
        ("BANQUET_TELEGRAM", CANARY, "BANQUET_TELEGRAM: no setting has this name"),
        ("BANQUET_TELEGRAM__TOKEN__X", CANARY, "BANQUET_TELEGRAM__TOKEN__X: no setting"),
        ("banquet_telegram__tokens", CANARY, "banquet_telegram__tokens: no setting"),
    ],
)
def test_a_wrong_variable_is_refused_in_one_line(name: str, value: str, said: str) -> None:
    """The line names the variable, and never its value."""
    assert refusal(None, {name: value}).startswith(said)


def test_a_named_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    """Only a file that was not asked for may be missing."""
    assert "cannot be read (No such file" in refusal(tmp_path / "other.toml", {})


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    """A file in another encoding is named, not quoted."""
    file = tmp_path / "config.toml"
    file.write_bytes(b'[bot]\nlanguage = "\xa4\xa4"')

    assert refusal(file, {}) == f"{file}: is not UTF-8 text"


def test_plain_http_is_taken_on_this_machine() -> None:
    """A Bot API server of one's own may listen on loopback without TLS."""
    environ = {
        "BANQUET_TELEGRAM__API_BASE_URL": "http://127.0.0.1:8081/",
        "BANQUET_DISCORD__GATEWAY_URL": "ws://[::1]:9000",
    }

    config = load(None, environ)

    assert config.telegram.api_base_url == "http://127.0.0.1:8081"
    assert config.discord.gateway_url == "ws://[::1]:9000"


def test_a_public_page_with_a_password_is_taken() -> None:
    """Another address than loopback is fine once the page asks for something."""
    environ = {"BANQUET_WEB__LISTEN": "[::]:80", "BANQUET_WEB__ACCESS_TOKEN": CANARY}

    web = load(None, environ).web

    assert (web.listen.host, web.listen.port, web.listen.loopback) == ("::", 80, False)


def test_a_token_switches_the_automatic_page_off() -> None:
    """`auto` means: only where nobody could be reached otherwise."""
    config = load(None, {"BANQUET_DISCORD__TOKEN": CANARY})

    assert not config.web_enabled
    assert load(None, {"BANQUET_WEB__ENABLED": "true"}).web_enabled


def test_no_secret_is_ever_printed() -> None:
    """Neither repr nor str nor a dump of the configuration shows a token or a password."""
    config = load(
        None,
        {
            "BANQUET_TELEGRAM__TOKEN": f"1:{CANARY}",
            "BANQUET_TELEGRAM__WEBHOOK_SECRET": CANARY,
            "BANQUET_DISCORD__TOKEN": CANARY,
            "BANQUET_WEB__ACCESS_TOKEN": CANARY,
            "BANQUET_SOURCES__FINMIND__TOKEN": CANARY,
            "BANQUET_STORAGE__URL": f"sqlite+aiosqlite://u:{CANARY}@/x",
        },
    )

    assert CANARY not in f"{config!r} {config} {config.model_dump()}"
    assert config.secrets == (f"1:{CANARY}", *[CANARY] * 5)
    assert config.telegram.token.reveal() == f"1:{CANARY}"


def test_a_replay_never_touches_the_live_store(tmp_path: Path) -> None:
    """A replay works in its own folder, also when the live database is elsewhere."""
    environ = {"BANQUET_STORAGE__URL": "sqlite+aiosqlite:////srv/live.db"}
    config = load(None, environ).in_directory(tmp_path)

    replay = config.for_replay()

    assert config.storage_url == "sqlite+aiosqlite:////srv/live.db"
    assert replay.storage_url == f"sqlite+aiosqlite:///{tmp_path}/replay/banquet.sqlite3"


def test_settings_cannot_be_changed_after_the_start() -> None:
    """The configuration is frozen, sections included."""
    config = Config()

    with pytest.raises(ValueError, match="frozen"):
        config.log.level = "debug"  # type: ignore[misc]  # the point of the test
