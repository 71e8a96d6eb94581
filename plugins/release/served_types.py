"""Does a server call a file what it is? Media types as servers write them, compared as browsers read them."""


def is_type(given: str, wanted: str, is_ours: bool) -> bool:
    """Is it the media type, with its charset? Of a server that is not ours (`is_ours` false) its family is enough, but for pages."""
    said, must = (["".join(part.split()).lower().replace('"', "") for part in text.split(";")] for text in (given, wanted))
    if sorted(said) == sorted(must):
        return True
    if is_ours or wanted.startswith("text/html"):
        return False
    return _family(said[0]) == _family(must[0])


def _family(kind: str) -> str:
    if kind.endswith(("/xml", "+xml")) and not kind.startswith("image/"):
        return "xml"
    if kind.endswith(("/json", "+json")):
        return "json"
    if kind in ("application/javascript", "text/javascript", "application/x-javascript"):
        return "javascript"
    # hosts without a name for an ending say “bytes” or “text”, and with nosniff nothing is taken for more
    return "plain" if kind in ("application/octet-stream", "text/plain", "text/x-opml", "text/csv") else kind
