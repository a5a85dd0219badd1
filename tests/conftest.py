"""What all tests share: the browser of the page tests and the golden files."""

pytest_plugins = ["tests.browser", "tests.golden"]
