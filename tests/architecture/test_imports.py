"""The contract `only` finds what it is there to find. What it is applied to stands in pyproject.toml."""

import pytest
from grimp import ImportGraph
from importlinter.domain.contract import InvalidContractOptions

from tests.architecture.only import Only

MODULES = ("shop", "shop.orders", "shop.orders.prices", "shop.stock", "tax", "tax.rates")


def graph(*imports: tuple[str, str]) -> ImportGraph:
    built = ImportGraph()
    for module in MODULES:
        built.add_module(module)
    for foreign in ("decimal", "sqlalchemy"):
        built.add_module(foreign, is_squashed=True)
    for importer, imported in imports:
        built.add_import(importer=importer, imported=imported, line_number=3, line_contents=f"import {imported}")
    return built


def contract(*allowed: str) -> Only:
    options = {"sources": ["shop.orders"], "allowed": list(allowed)}
    return Only(name="Orders stand alone", session_options={}, contract_options=options)


@pytest.mark.parametrize(
    ("imported", "allowed"),
    [
        ("shop.orders", ()),
        ("decimal", ()),
        ("tax.rates", ("tax",)),
        ("tax.rates", ("*.rates",)),
        ("sqlalchemy", ("sqlalchemy",)),
    ],
    ids=["its own", "standard library", "within an allowed package", "by wildcard", "an allowed library"],
)
def test_what_is_allowed_may_be_imported(imported: str, allowed: tuple[str, ...]) -> None:
    assert contract(*allowed).check(graph(("shop.orders.prices", imported)), verbose=False).kept


@pytest.mark.parametrize(
    ("imported", "allowed"),
    [("shop.stock", ()), ("tax.rates", ("shop.stock",)), ("sqlalchemy", ()), ("shop", ("shop.stock",))],
    ids=["a neighbour", "another part", "a library", "the package around it"],
)
def test_nothing_else_may_be_imported(
    imported: str, allowed: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    broken = contract(*allowed)
    check = broken.check(graph(("shop.orders.prices", imported)), verbose=False)
    assert not check.kept
    broken.render_broken_contract(check)
    assert f"shop.orders.prices must not import {imported} (line 3)" in capsys.readouterr().out


def test_others_may_import_what_they_like() -> None:
    assert contract().check(graph(("shop.stock", "sqlalchemy")), verbose=False).kept


def test_a_contract_about_nothing_is_a_mistake() -> None:
    about_nothing = Only(name="?", session_options={}, contract_options={"sources": ["shop.till"]})
    with pytest.raises(ValueError, match=r"shop\.till"):
        about_nothing.check(graph(), verbose=False)


def test_a_contract_names_its_sources() -> None:
    with pytest.raises(InvalidContractOptions):
        Only(name="?", session_options={}, contract_options={})
