"""A pandas DataFrame or Series as a Markdown table, both ends shown when it is long."""

ROWS = 30
COLUMNS = 24
CELL = 80


def cell(value):
    text = "%.6g" % value if isinstance(value, float) else str(value)
    text = text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", " ").replace("\n", " ")
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def line(values):
    return "| " + " | ".join(values) + " |"


def markdown(value):
    frame = value.to_frame() if value.ndim == 1 else value
    rows, columns = frame.shape
    shown = frame.iloc[:, :COLUMNS]
    half = ROWS // 2
    parts = [shown] if rows <= ROWS else [shown.iloc[:half], shown.iloc[-half:]]
    names = [cell(name) for name in shown.columns] + (["…"] if columns > COLUMNS else [])
    out = [line([cell(frame.index.name or "")] + names), line(["---"] * (len(names) + 1))]
    for number, part in enumerate(parts):
        if number:
            out.append(line(["…"] * (len(names) + 1)))
        for index, row in zip(part.index, part.itertuples(index=False, name=None)):
            out.append(line([cell(index)] + [cell(item) for item in row] + (["…"] if columns > COLUMNS else [])))
    note = "%d rows × %d columns" % (rows, columns)
    return "\n".join(out) + "\n\n" + note
