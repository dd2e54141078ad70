"""The `workshop` command, also as `python -m workshop`."""

from __future__ import annotations

import sys

from workshop import hiring

_WITHOUT_WORKERS = ("--help", "--scheduler")


def main() -> None:
    """Run the command; for grading, what workers are forked from gets ready while the command is imported."""
    words = sys.argv[1:]
    if words[:1] == ["grade"] and not any(word.startswith(_WITHOUT_WORKERS) for word in words):
        hiring.call_up()
    from workshop import cli

    cli.main()


if __name__ == "__main__":
    main()
