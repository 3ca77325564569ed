"""Running one piece of code as a notebook does: statements, then the value of the last expression."""
import ast
import asyncio
import inspect
import linecache
import sys

from sensorium import display, failure

AWAIT = getattr(ast, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0)


def evaluate(tree, name, mode, namespace):
    value = eval(compile(tree, name, mode, AWAIT, dont_inherit=True), namespace)
    return asyncio.run(value) if inspect.iscoroutine(value) and value.cr_code.co_filename == name else value


def execute(code, name, namespace):
    tree = ast.parse(code, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    if tree.body:
        evaluate(tree, name, "exec", namespace)
    if last is not None:
        value = evaluate(ast.Expression(last.value), name, "eval", namespace)
        figures = sys.modules.get("sensorium.figures")
        if value is not None:
            namespace["_"] = value
            if figures is None or not figures.is_open(value):
                display.emit(display.show(value))


def flush():
    """Pictures of the figures that the cell left open."""
    figures = sys.modules.get("sensorium.figures")
    if figures is not None:
        figures.flush()


def run(code, number, namespace):
    """Runs `code`; returns how it ended and, for a failure, the user's traceback."""
    name = "<cell %d>" % number
    linecache.cache[name] = (len(code), None, code.splitlines(True), name)
    try:
        try:
            execute(code, name, namespace)
        finally:
            flush()
        return {"ended": "ok"}
    except SystemExit as error:
        code = error.code if isinstance(error.code, (int, str, type(None))) else "…"
        return {"ended": "exit", "error": "exit(%s) was called; the session goes on." % ("" if code is None else str(code)[:200])}
    except KeyboardInterrupt as error:
        return {"ended": "interrupted", "error": failure.describe(error)}
    except BaseException as error:
        hint = "\nNo input can be typed here: pass values in the code." if isinstance(error, EOFError) and "input" in code else ""
        return {"ended": "error", "error": failure.describe(error) + hint}
