"""What the tests of the whole program share."""

import logging
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Undo what a command of the program does to logging: it owns the process, a test does not."""
    root = logging.getLogger()
    handlers, hook = root.handlers[:], sys.excepthook
    levels = {logger: logger.level for logger in _loggers()}
    yield
    root.handlers[:] = handlers
    for logger in _loggers():
        logger.setLevel(levels.get(logger, logging.NOTSET))
    sys.excepthook = hook
    logging.captureWarnings(capture=False)


def _loggers() -> list[logging.Logger]:
    """Return every logger that there is."""
    root = logging.getLogger()
    named = root.manager.loggerDict.values()
    return [root, *(each for each in named if isinstance(each, logging.Logger))]
