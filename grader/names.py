"""The names in a cell: those it needs from cells before it, and those it leaves to cells after it. Nothing is run."""

from __future__ import annotations

import ast
import functools
import re
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W\d]\w*")
_MOST_PARSED: Final = 20_000


@dataclass(frozen=True)
class Names:
    """What a cell has to do with names.

    Parameters
    ----------
    reads : names it needs from outside, in its functions too; built-in ones are among them
    binds : names it binds for later cells
    changes : names of objects it changes a part of
    """

    reads: frozenset[str]
    binds: frozenset[str]
    changes: frozenset[str]

    @property
    def leaves(self) -> frozenset[str]:
        """Names that hold something else after the cell than before."""
        return self.binds | self.changes


@functools.lru_cache(maxsize=1024)
def names_of(source: str) -> Names:
    """Return the names in a cell.

    >>> names = names_of("rate = share(orders)\\nfor month in months:\\n    print(month, rate)")
    >>> sorted(names.reads), sorted(names.binds)
    (['months', 'orders', 'print', 'share'], ['month', 'rate'])
    >>> sorted(names_of("orders['month'] = 1").changes)
    ['orders']
    """
    tree = ast.parse(source)
    binds = frozenset(_bound(tree.body))
    within = set(_globals(symtable.symtable(source, "<cell>", "exec"))) - binds
    stored = (node for node in ast.walk(tree) if isinstance(node, ast.Subscript | ast.Attribute))
    changes = {_root(node) for node in stored if not isinstance(node.ctx, ast.Load)} - {""}
    return Names(frozenset(_read(tree.body, set()) | within), binds, frozenset(changes))


def mentioned(source: str) -> frozenset[str]:
    """Return the names that a learner's cell may need from outside, those in its strings too; it need not be Python.

    >>> sorted(mentioned("limit = 3\\nlate = orders.query('days > @most')"))
    ['days', 'most', 'orders']
    >>> sorted(mentioned("%time orders"))
    ['orders', 'time']
    """
    if len(source) > _MOST_PARSED:
        return frozenset(_WORD.findall(source))
    try:
        strings = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
        read = names_of(source).reads
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        strings, read = [source], frozenset()
    return read | {word for text in strings if isinstance(text, str) for word in _WORD.findall(text)}


def _read(body: Iterable[ast.stmt], bound: set[str]) -> set[str]:
    """Names that statements read before they bind them; `bound` grows by what is bound whatever happens."""
    found: set[str] = set()
    for statement in body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                outer = [*statement.decorator_list]
                outer += statement.bases if isinstance(statement, ast.ClassDef) else _defaults(statement.args)
                found |= _loaded(outer) - bound
                bound.add(statement.name)
            case ast.For(target=target, iter=source, body=inner, orelse=other):
                found |= _loaded([source]) - bound
                found |= _read([*inner, *other], bound | set(_stored([target])))
            case ast.With(items=items, body=inner):
                for item in items:
                    found |= _loaded([item.context_expr]) - bound
                    bound |= set(_stored([item.optional_vars] if item.optional_vars else []))
                found |= _read(inner, bound)
            case ast.If(test=test, body=inner, orelse=other) | ast.While(test=test, body=inner, orelse=other):
                found |= _loaded([test]) - bound
                found |= _read(inner, set(bound)) | _read(other, set(bound))
            case ast.Try(body=inner, handlers=handlers, orelse=other, finalbody=last):
                found |= _read([*inner, *other, *last], set(bound))
                for handler in handlers:
                    found |= _loaded([handler.type] if handler.type else [])
                    found |= _read(handler.body, bound | {handler.name or ""})
            case ast.AugAssign(target=target):
                found |= (_loaded([statement]) | set(_stored([target]))) - bound
            case _:
                found |= _loaded([statement]) - bound
                bound |= set(_bound([statement]))
    return found


def _loaded(nodes: Iterable[ast.AST]) -> set[str]:
    """Names read in expressions, but for those of their comprehensions and lambdas."""
    read, own = set[str](), set[str]()
    for node in (each for outer in nodes for each in ast.walk(outer)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read.add(node.id)
        elif isinstance(node, ast.comprehension):
            own |= set(_stored([node.target]))
        elif isinstance(node, ast.arg):
            own.add(node.arg)
    return read - own


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(each for each in arguments.kw_defaults if each is not None)]


def _stored(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in (each for outer in nodes for each in ast.walk(outer)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    """Names that functions take from the cell's namespace."""
    for inner in table.get_children():
        if inner.get_type() == "function":
            yield from (symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global())
        yield from _globals(inner)


def _root(node: ast.expr) -> str:
    """The name at the beginning of ``name.part["other"]``."""
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _bound(body: Iterable[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield statement.name
            continue
        nodes = list(ast.walk(statement))
        inner = {id(name) for node in nodes if isinstance(node, ast.comprehension) for name in ast.walk(node.target)}
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in inner:
                yield node.id
            elif isinstance(node, ast.alias):
                yield (node.asname or node.name).partition(".")[0]
