"""`python -m bot` is `banquet`."""

from bot.cli import main

main()
