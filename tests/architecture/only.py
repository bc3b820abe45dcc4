"""An import contract that names what is allowed: these modules import nothing but the standard library and this.

import-linter knows contracts that forbid; a list of what is forbidden lets every new dependency in.
"""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules
from importlinter.domain.imports import ModuleExpression

from shared.kernel.record import record


@record
class Foreign:
    """An import that the contract does not allow."""

    importer: str
    imported: str
    lines: tuple[int, ...]


class Only(Contract):
    """`sources` import one another, the standard library and `allowed`; `*` stands for one part of a name."""

    type_name = "only"

    sources = fields.ListField(subfield=fields.ModuleExpressionField())
    allowed = fields.ListField(subfield=fields.ModuleExpressionField(), required=False, default=())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - import-linter's form
        sources = _modules(graph, cast("list[ModuleExpression]", self.sources), must_exist=True)
        reachable = sources | _modules(graph, cast("list[ModuleExpression]", self.allowed), must_exist=False)
        found = [
            _foreign(graph, importer, imported)
            for importer in sorted(sources)
            for imported in sorted(graph.find_modules_directly_imported_by(importer) - reachable)
            if imported.partition(".")[0] not in sys.stdlib_module_names
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for foreign in check.metadata["found"]:
            lines = ", ".join(map(str, foreign.lines))
            output.print_error(f"{foreign.importer} must not import {foreign.imported} (line {lines})", bold=False)


def _modules(graph: ImportGraph, expressions: list[ModuleExpression], *, must_exist: bool) -> set[str]:
    """The modules named, and all that lies within them; of foreign packages no more than the name is known."""
    named = {module.name for module in module_expressions_to_modules(graph, expressions, raise_if_unmatched=must_exist)}
    known = {name for name in named if name in graph.modules and not graph.is_module_squashed(name)}
    return named.union(*(graph.find_descendants(name) for name in known))


def _foreign(graph: ImportGraph, importer: str, imported: str) -> Foreign:
    details = graph.get_import_details(importer=importer, imported=imported)
    return Foreign(importer=importer, imported=imported, lines=tuple(detail["line_number"] for detail in details))
