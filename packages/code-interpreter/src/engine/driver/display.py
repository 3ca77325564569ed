"""What a value looks like to the reader: a picture, a Markdown table or its repr."""
import base64
import io
import sys

from sensorium import table

TEXT = 2 << 20
SIDE = 2000
PICTURE = 5 << 20


def emit(shown):
    """Takes each display of the running cell; set by whoever runs it."""


def png(data):
    if len(data) > PICTURE:
        return text("[picture of %d bytes left out: the limit is %d; save it smaller]" % (len(data), PICTURE))
    return {"kind": "png", "data": base64.b64encode(data).decode()}


def text(value):
    return {"kind": "text", "data": value[:TEXT] + ("… [%d characters left out]" % (len(value) - TEXT) if len(value) > TEXT else "")}


def figure(value):
    buffer = io.BytesIO()
    value.savefig(buffer, format="png", dpi=min(100, SIDE / max(1, *value.get_size_inches())), bbox_inches="tight")
    return png(buffer.getvalue())


def picture(value):
    if max(value.size) > SIDE:
        value = value.copy()
        value.thumbnail((SIDE, SIDE))
    if value.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        value = value.convert("RGB")
    buffer = io.BytesIO()
    value.save(buffer, format="PNG")
    return png(buffer.getvalue())


def is_a(value, module, *names):
    """Tells a value of a library's class without importing the library."""
    loaded = sys.modules.get(module)
    classes = tuple(getattr(loaded, name) for name in names if hasattr(loaded, name))
    return bool(classes) and isinstance(value, classes)


def rich(value):
    if is_a(value, "pandas", "DataFrame", "Series"):
        return {"kind": "markdown", "data": table.markdown(value)}
    if is_a(value, "matplotlib.figure", "Figure"):
        return figure(value)
    if is_a(value, "PIL.Image", "Image"):
        return picture(value)
    if hasattr(type(value), "_repr_png_"):
        data = value._repr_png_()
        if isinstance(data, bytes):
            return png(data)
    if hasattr(type(value), "_repr_markdown_"):
        return {"kind": "markdown", "data": str(value._repr_markdown_())[:TEXT]}
    return text(repr(value))


def show(value):
    """The display of any value; a representation that fails is itself reported."""
    try:
        return rich(value)
    except Exception as error:
        return text("[%s could not be shown: %s: %s]" % (type(value).__name__, type(error).__name__, str(error)[:500]))


def display(*values):
    """The notebook's function of this name, for showing more than the last value."""
    for value in values:
        emit(show(value))
