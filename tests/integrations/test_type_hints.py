"""Annotations can be evaluated at run time, as dependency injection, documentation and validation do."""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_type_hints

import pytest

import mijnklantportaal
import mijnklantportaal_api
import mijnklantportaal_pytest
from mijnklantportaal import AsyncMijnKlantportaal, ClientOptions, MijnKlantportaal, arguments
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal_api import models, resources


def public_modules() -> Iterator[ModuleType]:
    yield mijnklantportaal_pytest
    for package in (mijnklantportaal, mijnklantportaal_api):
        yield package
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part.startswith("_") for part in module.name.split(".")):
                yield importlib.import_module(module.name)


def public_classes() -> list[type[Any]]:
    """Return the classes that public modules define or export."""
    exported = [
        getattr(module, name) for module in public_modules() for name in dir(module) if not name.startswith("_")
    ]
    return list(
        dict.fromkeys(value for value in exported if inspect.isclass(value) and value.__module__.startswith("mijn"))
    )


def functions_of(kind: type[Any]) -> Iterator[Any]:
    for attribute in vars(kind).values():
        if isinstance(attribute, property):
            yield attribute.fget
        elif isinstance(attribute, functools.cached_property):
            yield attribute.func
        elif isinstance(attribute, staticmethod | classmethod):
            yield attribute.__func__
        elif inspect.isfunction(attribute) and attribute.__module__.startswith("mijn"):
            yield attribute


def test_annotations_of_all_public_classes_can_be_evaluated() -> None:
    classes = public_classes()
    assert len(classes) > 150
    problems = []
    for kind in classes:
        for annotated in (kind, *functions_of(kind)):
            try:
                get_type_hints(annotated)
                get_type_hints(annotated, include_extras=True)
                inspect.get_annotations(annotated, eval_str=True)
            except (NameError, TypeError, AttributeError) as error:
                problems.append((kind.__qualname__, getattr(annotated, "__name__", annotated), str(error)))
    assert problems == []


def test_signatures_of_all_public_classes_and_methods_can_be_evaluated() -> None:
    problems = []
    for kind in public_classes():
        for function in (kind, *functions_of(kind)):
            try:
                inspect.signature(function, eval_str=True)
            except (NameError, TypeError, AttributeError) as error:
                problems.append((kind.__qualname__, function, str(error)))
            except ValueError:
                # An enumeration, or a class that Python defines the constructor of.
                assert function is kind
    assert problems == []


def test_annotations_of_all_public_functions_can_be_evaluated() -> None:
    for module in public_modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            # The result of `data_frame` is of pandas, which only type checkers import.
            if not name.startswith("_") and name != "data_frame":
                get_type_hints(function)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("mijnklantportaal_sandbox", Sandbox),
        ("mijnklantportaal_client", MijnKlantportaal),
        ("mijnklantportaal_async_client", AsyncMijnKlantportaal),
        ("mijnklantportaal_server", Iterator[str]),
    ],
)
def test_annotations_of_fixtures_can_be_evaluated(name: str, kind: object) -> None:
    fixture: Any = getattr(mijnklantportaal_pytest, name)
    function = getattr(fixture, "_fixture_function", None) or inspect.unwrap(fixture)
    assert get_type_hints(function)["return"] == kind


@pytest.mark.parametrize("client_class", [MijnKlantportaal, AsyncMijnKlantportaal])
def test_type_of_a_resource_is_the_class_of_its_value(client_class: type[Any]) -> None:
    for client in (client_class(api_key="key"), client_class(api_key="key").with_raw_response):
        for kind in type(client).__mro__:
            for name, attribute in vars(kind).items():
                if isinstance(attribute, functools.cached_property):
                    assert get_type_hints(attribute.func) == {"return": type(getattr(client, name))}


def test_types_are_the_ones_of_the_models() -> None:
    hints = get_type_hints(resources.Customers.get)
    assert hints["return"] is models.Customer
    assert get_type_hints(ClientOptions)["strict"] is bool


def test_type_of_arguments_has_the_keywords_of_the_method() -> None:
    names = [name for name in dir(arguments) if name.endswith("Arguments")]
    assert len(names) > 25
    for name in names:
        assert getattr(arguments, name).__name__ == name
    created = arguments.CreateCustomerArguments
    assert created.__required_keys__ == {"company_name", "address", "zip_code", "city", "primary_email"}
    assert created.__optional_keys__ == {"country_code"}
    hints = get_type_hints(arguments.CreateCustomerOfferManualArguments)
    signature = inspect.signature(resources.CustomerOffers.create_manual, eval_str=True)
    options = {"self", "timeout", "max_retries", "max_wait", "extra_headers"}
    assert list(hints) == [parameter for parameter in signature.parameters if parameter not in options]


def test_arguments_of_a_method_with_two_bodies_are_named_by_the_method() -> None:
    assert arguments.FilesUploadArguments.__required_keys__ == {"file"}
    assert arguments.FilesCreateDirectoryArguments.__required_keys__ == {"name"}
