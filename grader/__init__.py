"""Marking: what a learner's answers are worth, found out behind walls."""

import sys

# jsonschema, which nbformat imports, compiles a grammar of IRIs where it finds this package: a second of processor for
# a format that no notebook's schema asks for. It does without where the import fails.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
