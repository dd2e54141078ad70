from __future__ import annotations

import pytest

from grader.names import mentioned, names_of


@pytest.mark.parametrize(
    ("source", "reads", "leaves"),
    [
        ("rate = share(orders)", {"share", "orders"}, {"rate"}),
        ("orders = orders[keep]", {"orders", "keep"}, {"orders"}),
        ("a = 1\nb = a", set(), {"a", "b"}),
        ("b = a\na = 1", {"a"}, {"a", "b"}),
        ("for month in months:\n    last = month", {"months"}, {"month", "last"}),
        ("if late:\n    rate = 1\nprint(rate)", {"late", "print", "rate"}, {"rate"}),
        ("count += 1", {"count"}, {"count"}),
        ("def rate(x):\n    inner = x\n    return share(inner)", {"share"}, {"rate"}),
        ("def rate(x, floor=least):\n    return max(x, floor)", {"least", "max"}, {"rate"}),
        ("rates = [share(x) for x in orders]", {"share", "orders"}, {"rates"}),
        ("smooth = lambda x: x * factor", {"factor"}, {"smooth"}),
        ("with quiet() as told:\n    print(told)", {"quiet", "print"}, {"told"}),
        ("try:\n    a = f()\nexcept Odd as error:\n    print(error)", {"f", "Odd", "print"}, {"a"}),
        ("import pandas as pd\nfrom os import path", set(), {"pd", "path"}),
        ("orders['month'] = 1\nplt.rcParams['x'] = y", {"orders", "plt", "y"}, {"orders", "plt"}),
        ("class Buyer(Person):\n    kind = label", {"Person"}, {"Buyer"}),
    ],
)
def test_what_a_cell_needs_and_what_it_leaves(source, reads, leaves):
    names = names_of(source)
    assert reads <= names.reads
    assert not names.reads & (leaves - reads)
    assert leaves == names.leaves


@pytest.mark.parametrize(
    "source", ["orders.head() |", "%time orders", "f(" * 300, "-" * 19_000 + "1", "x = 1" * 9_000, "\0", "\ud800"]
)
def test_what_is_no_python_is_read_word_by_word(source):
    assert mentioned(source) >= ({"orders"} if "orders" in source else set())


def test_names_in_strings_count_and_names_bound_before_do_not():
    assert mentioned("few = 1\nprint(few, eval('many'))") == {"print", "eval", "many"}
