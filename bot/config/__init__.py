"""What the operator decides: `config.toml`, the environment, and the checks on both."""

from bot.config.loading import load
from bot.config.sections import Config

__all__ = ["Config", "load"]
