"""Every table says what it holds of people."""

import importlib

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from wagtail.fields import StreamField

from privacy import foreign, registry
from privacy.rules import By, Link, Mention, Value
from tests.house.source import APPS

OURS = [model for model in apps.get_models() if model._meta.app_config.name in APPS]
OTHERS = [model for model in apps.get_models() if model not in OURS]
PERSONAL_KINDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
)
PERSONAL_NAMES = ("birth", "address", "gender")


def leads_to_a_member(field):
    return field.is_relation and field.related_model is get_user_model()


def may_be_personal(field):
    """Somebody may have typed it, or it leads to her; a choice from a list of ours does not count."""
    if field.choices:
        return False
    kinds = isinstance(field, (*PERSONAL_KINDS, StreamField))
    return kinds or leads_to_a_member(field) or any(name in field.name for name in PERSONAL_NAMES)


def own_fields(model):
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def test_every_model_of_ours_says_what_it_holds_of_people():
    assert [model._meta.label for model in OURS if "privacy" not in vars(model)] == []


def test_every_field_that_may_hold_something_of_a_person_has_a_rule():
    undeclared = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in own_fields(model)
        if may_be_personal(field) and field.name not in registry.rules_of(model)
    ]

    assert undeclared == []


def test_libraries_tables_are_covered_where_they_lead_to_a_member():
    undeclared = [
        f"{model._meta.label}.{field.name}"
        for model in OTHERS
        for field in own_fields(model)
        if leads_to_a_member(field) and field.name not in (registry.rules_of(model) or {})
    ]

    assert undeclared == []


def test_what_is_hers_in_a_librarys_table_has_a_rule_for_every_field():
    undeclared = [
        f"{model._meta.label}.{field.name}"
        for model in OTHERS
        if registry.rules_of(model) and registry.holding(model).paths
        for field in own_fields(model)
        if may_be_personal(field) and field.name not in registry.rules_of(model)
    ]

    assert undeclared == []


def test_a_rule_names_a_field_that_there_is():
    known = {model._meta.label for model in OTHERS}
    unknown = [
        f"{holding.label}.{name}"
        for holding in registry.holdings()
        for name in holding.rules
        if name not in {field.name for field in own_fields(holding.model)}
    ]

    assert unknown == []
    assert foreign.RULES.keys() <= known
    assert foreign.KEPT.keys() <= foreign.RULES.keys()


def test_a_rule_fits_its_field():
    wrong = [
        f"{holding.label}.{name}"
        for holding in registry.holdings()
        for name, rule in holding.rules.items()
        if not fits(holding.model._meta.get_field(name), rule)
    ]

    assert wrong == []


def fits(field, rule):
    match rule:
        case Link(by=By.MEMBER) | Mention():
            return leads_to_a_member(field)
        case Link(by=By.PARENT):
            return field.is_relation and bool(registry.holding(field.related_model).paths)
        case Link(by=By.ADDRESS):
            return isinstance(field, models.CharField)
        case Value():
            return not leads_to_a_member(field)


def test_how_long_rows_are_kept_counts_from_a_moment_and_is_somebodys_work():
    for holding in registry.holdings():
        for kept in holding.kept:
            # A lookup that there is not is refused when the query is made.
            assert holding.model._base_manager.filter(**{f"{kept.since}__isnull": False})._query
            assert set(kept.fields) <= {field.name for field in own_fields(holding.model)}
            module, _, name = kept.by.rpartition(".")
            assert not kept.by or callable(getattr(importlib.import_module(module), name))
