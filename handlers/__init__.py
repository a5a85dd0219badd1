"""Commands, one small file each: importing a file declares its command."""

from importlib import import_module
from pkgutil import iter_modules


def load() -> None:
    """Import every handler, so that the registry knows all commands."""
    for module in iter_modules(__path__):
        if not module.ispkg:
            import_module(f"{__name__}.{module.name}")
