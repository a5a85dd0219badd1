"""What every table of `config.toml` has in common."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One table of the file: unknown keys are errors, errors never show values."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, arbitrary_types_allowed=True
    )
