"""Tokens come from private files, and paths start where the configuration file is."""

from pathlib import Path

import pytest

from bot.config import load
from bot.core.errors import OperatorError


def config_file(folder: Path, text: str, mode: int = 0o600) -> Path:
    """Write a configuration file."""
    file = folder / "banquet.toml"
    file.write_text(text, "utf-8")
    file.chmod(mode)
    return file


def token_file(folder: Path, content: bytes = b"42:abc\n", mode: int = 0o600) -> Path:
    """Write a token file."""
    file = folder / "token"
    file.write_bytes(content)
    file.chmod(mode)
    return file


def test_a_token_is_read_from_the_file_beside_the_configuration(tmp_path: Path) -> None:
    """A relative token_file starts at the configuration file; the line's end is dropped."""
    token_file(tmp_path)

    config = load(config_file(tmp_path, '[discord]\ntoken_file = "token"'), {})

    assert config.discord.token.reveal() == "42:abc"
    assert config.warnings == ()


def test_the_token_of_a_source_is_read_from_its_file(tmp_path: Path) -> None:
    """A section inside a section has its token file, too, and is named whole when it is wrong."""
    file = config_file(tmp_path, '[sources.finmind]\ntoken_file = "token"')
    token_file(tmp_path, mode=0o640)

    config = load(file, {})

    assert (config.sources.finmind.token.reveal(), len(config.warnings)) == ("42:abc", 1)
    assert "42:abc" in config.secrets
    token_file(tmp_path, b"")
    with pytest.raises(OperatorError, match=r"^\[sources.finmind\] token_file: must hold"):
        load(file, {})


def test_a_token_file_that_others_can_read_is_warned_about(tmp_path: Path) -> None:
    """The start goes on, with one line that says what to do."""
    file = token_file(tmp_path, mode=0o640)

    config = load(config_file(tmp_path, '[telegram]\ntoken_file = "token"'), {})

    assert config.warnings == (
        f"{file}: others on this machine can read it; run `chmod 600` on it",
    )


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ('[telegram]\ntoken = "1:x"', 1),
        ('[sources.finmind]\ntoken = "x"', 1),
        ("sources = {offline = true}", 0),
        ('[bot]\nlanguage = "en"', 0),
    ],
)
def test_only_a_file_with_a_secret_has_to_be_private(
    tmp_path: Path, text: str, warned: int
) -> None:
    """A readable configuration file matters when a token stands in it."""
    assert len(load(config_file(tmp_path, text, 0o644), {}).warnings) == warned


@pytest.mark.parametrize("content", [b"", b"  \n", b"a\nb\n", b"\xff\xfe", b"x" * 5000])
def test_a_token_file_that_holds_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    """A wrong file is named by its key; nothing of it is shown."""
    token_file(tmp_path, content)

    with pytest.raises(OperatorError, match=r"^\[telegram\] token_file: must hold one line"):
        load(config_file(tmp_path, '[telegram]\ntoken_file = "token"'), {})


def test_a_missing_token_file_is_refused(tmp_path: Path) -> None:
    """A file that cannot be read is said in one line."""
    with pytest.raises(OperatorError, match=r"^\[telegram\] token_file: cannot be read \(No such"):
        load(config_file(tmp_path, '[telegram]\ntoken_file = "token"'), {})


def test_a_token_and_a_token_file_together_are_refused(tmp_path: Path) -> None:
    """Nobody should have to guess which of the two counts."""
    token_file(tmp_path)

    with pytest.raises(OperatorError, match="only one of them"):
        load(config_file(tmp_path, '[telegram]\ntoken = "1:x"\ntoken_file = "token"'), {})


def test_a_relative_data_dir_starts_at_the_file(tmp_path: Path) -> None:
    """The data lies beside the configuration, wherever Banquet is started from."""
    config = load(config_file(tmp_path, '[bot]\ndata_dir = "data"'), {})

    assert config.data_dir == tmp_path / "data"
