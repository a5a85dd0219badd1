"""From a question to the text of its answer, faults included; sound answers are made once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.standins.exchange.documents import spoiled
from tests.standins.exchange.faults import ON_THE_WAY, Fault
from tests.standins.exchange.misread import misread
from tests.standins.exchange.questions import Asked, Endpoint, NoData
from tests.standins.exchange.texts import text_of
from tests.standins.exchange.world import World


class Renderer:
    """Render answers of one world and remember those without faults."""

    def __init__(self, world: World) -> None:
        """Remember nothing yet."""
        self._world = world
        self._made: dict[tuple[Any, ...], bytes] = {}

    def body(self, endpoint: Endpoint, asked: Asked, faults: Sequence[Fault]) -> bytes:
        """Return the bytes of an answer before anything happens to them on their way."""
        if inside := [fault for fault in faults if fault.kind not in ON_THE_WAY]:
            return text_of(self._document(endpoint, asked, inside), inside, endpoint.lead)
        world = self._world
        key = (world.version, world.today, world.old_columns, id(endpoint), *sorted(asked.items()))
        if key not in self._made:
            self._made[key] = text_of(self._document(endpoint, asked, ()), (), endpoint.lead)
        return self._made[key]

    def _document(
        self, endpoint: Endpoint, asked: Mapping[str, str], faults: Sequence[Fault]
    ) -> Any:
        """Make the answer's JSON document."""
        world, question = misread(self._world, asked, faults)
        for fault in faults:
            if fault.kind == "rows" and fault.change is not None:
                world = world.changed(fault.change)
        try:
            document = endpoint.render(world, question)
        except NoData as nothing:
            document = nothing.document
        own = json.loads(json.dumps(document)) if faults else document
        return spoiled(own, asked, faults)
