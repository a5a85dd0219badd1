"""Take secrets out of text: the known values, and everything shaped like one."""

import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

HIDDEN = "***"

# Every repetition is bounded or follows a fixed prefix, so that long hostile lines stay cheap.
_SHAPES = (
    # Telegram: digits, a colon (perhaps percent-encoded), 35 characters.
    (re.compile(r"(?<![0-9])[0-9]{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{30,}"), HIDDEN),
    # The path of a Bot API call, whatever its token looks like.
    (re.compile(r"/bot[0-9]{1,20}(?::|%3[Aa])[^/\s\"'?]{0,400}"), f"/bot{HIDDEN}"),
    # Discord: three base64 parts with dots between them.
    (re.compile(r"[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}"), HIDDEN),
    # The password of an address: scheme://user:password@host.
    (re.compile(r"(://[^\s:/@]{0,256}:)[^\s@/]{1,1024}@"), rf"\1{HIDDEN}@"),
    (re.compile(r"(?i)(access_token=)[^&\s\"']{1,1024}"), rf"\1{HIDDEN}"),
    (
        re.compile(
            r"(?i)(authorization[\"']?[:=] {0,8}[\"']?(?:(?:bot|bearer) )?)[^\s\"',)]{1,1024}"
        ),
        rf"\1{HIDDEN}",
    ),
)


class Redactor:
    """Replace secrets in text by `***`."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Know these exact values, in each form that a URL, JSON or repr writes them."""
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        # The longest first: a secret may contain another.
        known = sorted(forms, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def clean(self, text: str) -> str:
        """Return the text without its secrets."""
        if self._known:
            text = self._known.sub(HIDDEN, text)
        for shape, instead in _SHAPES:
            text = shape.sub(instead, text)
        return text


def _forms(secret: str) -> tuple[str, ...]:
    """Return how the secret may be written."""
    return (
        secret,
        quote(secret, safe=""),
        quote(secret),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
    )
