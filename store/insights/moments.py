"""Time between two moments, as both databases tell it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class minutes_between(GenericFunction[float]):
    """Minutes from the first moment to the second; null where one of them is."""

    type = Float()
    inherit_cache = True


@compiles(minutes_between, "sqlite")
def _sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    began, ended = (compiler.process(each, **options) for each in element.clauses)
    return f"((julianday({ended}) - julianday({began})) * 1440.0)"


@compiles(minutes_between, "postgresql")
def _postgresql(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    began, ended = (compiler.process(each, **options) for each in element.clauses)
    return f"(EXTRACT(EPOCH FROM ({ended}) - ({began}))::float8 / 60.0)"
