"""Cutting text to a budget of characters, keeping its beginning and its end."""

LINE = 4000


def clip(text, limit):
    """Returns (text within about `limit` characters, whether anything was left out)."""
    lines = text.split("\n") if len(text) > LINE else [text]
    longest = max(200, min(LINE, limit // 2))
    short = "\n".join(
        line if len(line) <= longest else "%s … [%d more characters in this line]" % (line[:longest], len(line) - longest)
        for line in lines
    )
    if len(short) <= limit:
        return short, short != text
    head, tail = short[: limit * 2 // 3], short[len(short) - limit // 3 :]
    head = head[: head.rfind("\n") + 1] or head
    tail = tail[tail.find("\n") + 1 :] or tail
    return "%s\n… [%d of %d characters cut here] …\n%s" % (head.rstrip("\n"), len(text) - len(head) - len(tail), len(text), tail), True
