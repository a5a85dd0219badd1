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
    known = [each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    levels = [(logger, logger.level) for logger in (root, *known)]
    yield
    root.handlers[:] = handlers
    for logger, level in levels:
        logger.setLevel(level)
    sys.excepthook = hook
    logging.captureWarnings(capture=False)
