"""Every example in the package runs, and every public name is described."""

import doctest
import importlib
import pkgutil

import pytest

import generator

MODULES = ["generator", *(module.name for module in pkgutil.walk_packages(generator.__path__, "generator."))]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
    assert (module.__doc__ or "").strip()


@pytest.mark.parametrize("name", generator.__all__)
def test_public_names_are_described(name):
    public = getattr(generator, name)
    if callable(public):
        assert (public.__doc__ or "").strip()


def test_every_parameter_has_a_unit_and_a_source():
    from generator.cases.amazon import parameters
    from generator.parameter import listed

    groups = [value for value in vars(parameters).values() if type(value).__module__.startswith(parameters.__name__)]
    found = [item for group in groups for item in listed(group)]
    assert len(found) > 80
    assert all(item.unit and item.source for item in found)
