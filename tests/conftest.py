"""What all tests share: the browser of the page tests, the golden files and PostgreSQL."""

pytest_plugins = ["tests.browser", "tests.golden", "tests.postgres"]
