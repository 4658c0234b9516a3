"""Every regular expression of the product, found by reading its modules: none can be left out."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[2]
ROOMS = ("core", "store", "knowledge_base", "bot", "actions", "web", "commands", "launch")
USES = {
    **dict.fromkeys(("match", "fullmatch", "search"), ""),
    **dict.fromkeys(("sub", "subn", "split", "findall", "finditer"), "finditer"),
}
_BY_METHOD = {name: each or name for name, each in USES.items()}


@dataclass(frozen=True)
class Found:
    """A pattern, and the methods it is used with; where: file and line."""

    where: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


class Anything(str):
    """What only a run can tell, such as a phrase from the settings."""

    def __getattr__(self, name: str) -> Anything:
        return Anything("ab cd")


def collect() -> list[Found]:
    """Return every pattern of the product; raises if one can't be told from its module."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in _modules()}
    everywhere = _uses(trees.values())
    return [found for path, tree in trees.items() for found in patterns_of(path, tree, everywhere)]


def patterns_of(
    path: Path, tree: ast.Module, everywhere: Mapping[str, set[str]] | None = None
) -> Iterator[Found]:
    """Yield the patterns of one module.

    everywhere: the methods that other modules use the names of its patterns with
    """
    uses = {**(everywhere or {}), **{n: m for n, m in _uses([tree]).items() if n.startswith("_")}}
    names = {id(node.value): _name(node) for node in ast.walk(tree) if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            assert not _hides_re(node), f"{path}:{node.lineno}: write 'import re', to be seen here"
        function = _function_of_re(node)
        if not function or function in {"escape", "Pattern", "Match"}:
            continue
        assert isinstance(node, ast.Call)
        own = (
            {_BY_METHOD[function]} if function in _BY_METHOD else uses.get(names.get(id(node), ""))
        )
        where = f"{path.relative_to(HOME)}:{node.lineno}"
        yield Found(where, _compiled(path, node), frozenset(own or {"finditer"}))


def _modules() -> list[Path]:
    every = (path for room in ROOMS for path in (HOME / room).rglob("*.py"))
    return sorted(path for path in every if "node_modules" not in path.parts)


def _uses(trees: Any) -> dict[str, set[str]]:
    """The methods of patterns that any module calls on a name: NAME.search(…)."""
    uses: dict[str, set[str]] = defaultdict(set)
    for tree in trees:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or node.attr not in _BY_METHOD:
                continue
            if isinstance(node.value, ast.Name):
                uses[node.value.id].add(_BY_METHOD[node.attr])
    return uses


def _function_of_re(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        module = node.func.value
        if isinstance(module, ast.Name) and module.id == "re":
            return node.func.attr
    return ""


def _hides_re(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module in {"re", "regex"}
    return any(name.name == "regex" or (name.name == "re" and name.asname) for name in node.names)


def _name(node: ast.Assign) -> str:
    target = node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _compiled(path: Path, node: ast.Call) -> re.Pattern[str]:
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    compiles = isinstance(node.func, ast.Attribute) and node.func.attr == "compile"
    flags = node.args[1] if compiles and len(node.args) > 1 else given.get("flags")
    pattern = _value(path, node.args[0])
    return re.compile(pattern, _value(path, flags) if flags else 0)


def _value(path: Path, node: ast.expr) -> Any:
    """What an expression is worth; a name that only a function knows is worth any text."""
    code = compile(ast.Expression(node), str(path), "eval")
    try:
        return eval(code, {"re": re})
    except NameError:
        pass
    name = ".".join(path.relative_to(HOME).with_suffix("").parts)
    known = vars(importlib.import_module(name))
    return eval(code, {}, defaultdict(lambda: Anything("ab cd"), known))
