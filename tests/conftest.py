"""What all tests share: the browser of the page tests, the golden files and PostgreSQL."""

import os

from tests.offline import OFFLINE

pytest_plugins = ["tests.browser", "tests.golden", "tests.postgres"]

# Programs that tests start never ask the real exchanges.
os.environ.update(OFFLINE)
