"""The same words for the tables of the libraries that we use, by the label of the model."""

from privacy.rules import Kept, Rule

RULES: dict[str, dict[str, Rule]] = {}
KEPT: dict[str, tuple[Kept, ...]] = {}
