"""Synthesises the customers of the course: tables, the sealed truth behind them, and their description.

>>> import generator
>>> generator.simulate("amazon", customers=50, seed=7, tables=["customers"])["customers"].shape[0]
50
"""

from generator.blocks import DEFAULT_CUSTOMERS
from generator.case import cases
from generator.catalogue import write_catalogue
from generator.decisions.errors import (
    MissingAction,
    NobodyConcerned,
    NoDecision,
    NotActions,
    OverBudget,
    PolicyError,
    UnknownAction,
    UnknownFeature,
    WrongLength,
)
from generator.decisions.policy import Policy
from generator.decisions.scoring import PolicyScore
from generator.decisions.specification import Action, Budget, Decision, Prospects
from generator.decisions.value import PolicyValue
from generator.decisions.world import DecisionWorld, Insight, decision_world
from generator.errors import (
    BadSeed,
    BadSize,
    BadWorkers,
    CannotWrite,
    FolderDamaged,
    FolderTaken,
    GeneratorError,
    NoScheduler,
    OtherVersions,
    UnknownCase,
    UnknownFormat,
    UnknownLocale,
    UnknownMess,
    UnknownTable,
    WorkersLost,
)
from generator.manifest import Manifest, Part
from generator.mess import Mess
from generator.schema import Column, Table, Text
from generator.simulation import simulate, simulate_truth
from generator.streams import DEFAULT_SEED
from generator.validation import schema, sealed_schema, validate
from generator.window import AS_OF, MONTHS, START
from generator.writing import write

__all__ = [
    "AS_OF",
    "DEFAULT_CUSTOMERS",
    "DEFAULT_SEED",
    "MONTHS",
    "START",
    "Action",
    "BadSeed",
    "BadSize",
    "BadWorkers",
    "Budget",
    "CannotWrite",
    "Column",
    "Decision",
    "DecisionWorld",
    "FolderDamaged",
    "FolderTaken",
    "GeneratorError",
    "Insight",
    "Manifest",
    "Mess",
    "MissingAction",
    "NoDecision",
    "NoScheduler",
    "NobodyConcerned",
    "NotActions",
    "OtherVersions",
    "OverBudget",
    "Part",
    "Policy",
    "PolicyError",
    "PolicyScore",
    "PolicyValue",
    "Prospects",
    "Table",
    "Text",
    "UnknownAction",
    "UnknownCase",
    "UnknownFeature",
    "UnknownFormat",
    "UnknownLocale",
    "UnknownMess",
    "UnknownTable",
    "WorkersLost",
    "WrongLength",
    "cases",
    "decision_world",
    "schema",
    "sealed_schema",
    "simulate",
    "simulate_truth",
    "validate",
    "write",
    "write_catalogue",
]
