"""What comes over the boundary is data or nothing, whoever wrote it and however."""

from __future__ import annotations

import io
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursekit.comparing import agrees
from coursekit.outcomes import Outcome, Raised, Returned, Stopped, Undefined, Untouched
from coursekit.values import Opaque, encode
from grader.sandbox import inbox
from grader.sandbox.arrow import check_stream
from grader.sandbox.outputs import admitted, plain
from grader.sandbox.worker.frames import MAX_HEAD, Garbled, pack, read

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["$", "v", "rows", "columns", "index", "part", "dtype", "arrow"]), inner)
    ),
    max_leaves=12,
)
KINDS = ["frame", "series", "index", "dict", "set", "tuple", "array", "period", "timestamp", "interval", "opaque", "na"]


def stream(table: pa.Table, **options: object) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def value(tree: object, parts: tuple[bytes, ...] = ()) -> object:
    found = inbox.outcome({"outcome": "returned", "value": tree}, parts)
    assert isinstance(found, Returned)
    return found.value


def test_a_message_is_read_as_it_was_packed():
    source = io.BytesIO(pack({"id": 1, "text": "留存"}, [b"one", b""]))
    assert read(source.read, 10) == ({"id": 1, "text": "留存"}, [b"one", b""])


def test_half_characters_do_not_come_over():
    head, _ = read(io.BytesIO(pack({"\ud800": ["a\udfff", "\ud83d\ude00", "\N{GRINNING FACE}", {"b": 0.1}]})).read, 0)
    assert head == {"\ufffd": ["a\ufffd", "\N{GRINNING FACE}", "\N{GRINNING FACE}", {"b": 0.1}]}


def test_more_than_is_allowed_is_refused_before_it_is_read():
    packed = pack({"id": 1}, [b"x" * 1000])
    with pytest.raises(Garbled, match="more than is allowed"):
        read(io.BytesIO(packed).read, 999)
    with pytest.raises(Garbled, match="bytes"):
        read(io.BytesIO((MAX_HEAD + 1).to_bytes(4, "big")).read, 10)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_be_garbled(noise):
    def source(size: int) -> bytes:
        found = stand_in.read(size)
        if len(found) < size:
            raise EOFError
        return found

    stand_in = io.BytesIO(len(noise).to_bytes(4, "big") + noise)
    try:
        head, _ = read(source, 1000)
    except (Garbled, EOFError):
        return
    assert isinstance(head, dict)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["outcome", "value", "error", "message", "line", "why"]), JSON))
def test_no_reply_does_more_than_be_garbled_or_an_outcome(reply):
    try:
        found = inbox.outcome(reply, [])
    except Garbled:
        return
    assert isinstance(found, Outcome.__value__ if hasattr(Outcome, "__value__") else Outcome.__args__)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(["v", "rows", "columns", "index", "items"]), JSON))
def test_no_tree_does_more_than_be_opaque(kind, node):
    value({"$": kind, **node})


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_damaged_table_does_more_than_be_opaque(data):
    parts: list[bytes] = []
    tree = encode(pd.DataFrame({"a": [1.5, 2.5], "b": ["x", None]}), parts)
    damaged = bytearray(parts[0])
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    value(tree, (bytes(damaged),))


@pytest.mark.parametrize("kind", [0, 2, 3, 4, 5, 255])
def test_a_stream_whose_schema_says_that_it_is_something_else_is_refused(kind):
    """pyarrow's read_schema takes the whole process down with such a message."""
    parts: list[bytes] = []
    tree = encode(pd.DataFrame({"a": [1.5, 2.5], "b": ["x", None]}), parts)
    schema = pa.ipc.MessageReader.open_stream(parts[0]).read_next_message().metadata.to_pybytes()
    header = parts[0].index(schema)
    root = header + int.from_bytes(schema[:4], "little")
    fields = root - int.from_bytes(parts[0][root : root + 4], "little", signed=True)
    place = root + int.from_bytes(parts[0][fields + 6 : fields + 8], "little")
    assert parts[0][place] == 1
    damaged = parts[0][:place] + bytes([kind]) + parts[0][place + 1 :]
    assert value(tree, (damaged,)) == Opaque("not plain data")


def test_outcomes_come_over_as_they_are():
    assert inbox.outcome({"outcome": "undefined"}, []) == Undefined()
    assert inbox.outcome({"outcome": "untouched"}, []) == Untouched()
    assert inbox.outcome({"outcome": "stopped", "why": "hunger"}, []) == Stopped("memory")
    raised = {"outcome": "raised", "error": "E" * 999, "message": "m\x1b[31m" * 999, "line": None}
    found = inbox.outcome(raised, [])
    assert isinstance(found, Raised)
    assert len(found.error) == 100
    assert len(found.message) <= 500
    assert "\x1b" not in found.message


def test_an_ordinary_table_is_let_through():
    frame = pd.DataFrame({"a": [1, 2], "b": [0.5, np.nan], "c": ["x", None], "d": pd.to_datetime(["2026-01-01", None])})
    parts: list[bytes] = []
    tree = json.loads(json.dumps(encode(frame, parts)))
    pd.testing.assert_frame_equal(value(tree, tuple(parts)), frame)


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([3, 4], dtype="int64[pyarrow]"),
        pd.Series([True, None], dtype="bool[pyarrow]"),
        pd.cut(pd.Series([1, 5]), [0, 2, 6]),
        pd.Series(pd.IntervalIndex.from_breaks([0, 1, 2])),
    ],
    ids=lambda column: str(column.dtype),
)
def test_columns_of_rarer_types_are_let_through(column):
    frame = pd.DataFrame({"key": column, "value": [0.5, 0.25]})
    for table in (frame, frame.set_index("key")):
        parts: list[bytes] = []
        tree = json.loads(json.dumps(encode(table, parts)))
        found = value(tree, tuple(parts))
        assert isinstance(found, pd.DataFrame)
        assert found["value"].tolist() == [0.5, 0.25]


@pytest.mark.parametrize("codec", ["zstd", "lz4"])
def test_a_table_that_unfolds_is_refused_unread(codec):
    bomb = stream(pa.table({"0": np.zeros(5_000_000)}), compression=codec)
    assert len(bomb) < 1_000_000
    with pytest.raises(Garbled, match="compressed"):
        check_stream(bomb)
    tree = {"$": "frame", "rows": 5_000_000, "columns": [{"name": "a", "dtype": "float64", "arrow": "0"}], "index": []}
    assert value({**tree, "part": 0}, (bomb,)) == Opaque("not plain data")


@pytest.mark.parametrize(
    "column",
    [pa.nulls(10), pa.array([b"x"]), pa.array([[1]]), pa.array(["x"]).dictionary_encode(), pa.array([{"a": 1}])],
    ids=["null", "binary", "list", "dictionary", "struct"],
)
def test_only_plain_columns_are_taken(column):
    with pytest.raises(Garbled):
        check_stream(stream(pa.table({"0": column})))


@pytest.mark.parametrize(
    "tree",
    [
        {"$": "frame", "rows": 10**15, "columns": [], "index": []},
        {"$": "frame", "rows": 1, "columns": [{"name": "a", "dtype": "S999999999", "v": ["x"]}], "index": []},
        {"$": "frame", "rows": True, "columns": [], "index": []},
        {"$": "set", "v": [(2**61 - 1) * n for n in range(1, 5)]},
        {"$": "dict", "items": [[(2**61 - 1) * n, 0] for n in range(1, 5)]},
        {"$": "pickle", "v": "gASVAA=="},
        {"$": ["frame"]},
    ],
    ids=["endless", "wide", "truth", "set collisions", "dict collisions", "pickle", "kind"],
)
def test_trees_made_to_harm_are_opaque(tree):
    assert value(tree) == Opaque("not plain data")


def test_outputs_are_rebuilt_from_what_is_known():
    output = {"output_type": "stream", "name": "stdout", "text": "hi\x1b]0;title", "metadata": {"evil": 1}, "extra": 2}
    assert admitted([output], 1000) == [{"output_type": "stream", "name": "stdout", "text": "hi]0;title"}]


@pytest.mark.parametrize(
    "outputs",
    [
        None,
        {},
        [None],
        [{"output_type": "stream", "name": "stdin", "text": ""}],
        [{"output_type": "display_data", "data": {"text/plain": 7}}],
        [{"output_type": "stream", "name": "stdout", "text": "x" * 1_000_000}],
    ],
)
def test_what_are_no_outputs_is_garbled(outputs):
    with pytest.raises(Garbled):
        admitted(outputs, 1000)


def test_tables_keep_their_form_and_scripts_go():
    table = "<table class='dataframe'><tbody><tr><td onclick='x()'>1</td></tr></tbody></table>"
    html = f"<style>td {{color: red}}</style>{table}<script>x()"
    (output,) = admitted([{"output_type": "display_data", "data": {"text/html": html}}], 1000)
    assert output["data"]["text/html"] == '<table class="dataframe"><tbody><tr><td>1</td></tr></tbody></table>'


@pytest.mark.parametrize(
    "html", ["<div>" * 40_000, "<p><b></p>" * 20_000, "<" * 200_000, "<a><b><i>" * 20_000, "&" * 100_000]
)
def test_html_that_would_take_long_to_clean_is_left_out(html):
    (output,) = admitted(
        [{"output_type": "display_data", "data": {"text/html": html, "text/plain": "x"}, "metadata": {}}], 1 << 20
    )
    assert output["data"] == {"text/plain": "x"}


def test_a_long_table_is_shown():
    html = pd.DataFrame({name: range(60) for name in "abcdefghijklmnopqrst"}).to_html()
    (output,) = admitted([{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}], 1 << 20)
    assert output["data"]["text/html"].count("<td>") == 1200


def test_a_picture_is_a_picture_or_nothing():
    good, bad = "iVBORw0KGgo=", '"><script>'
    (output,) = admitted([{"output_type": "display_data", "data": {"image/png": good, "image/jpeg": bad}}], 1000)
    assert output["data"] == {"image/png": good}


def test_reading_direction_cannot_be_turned():
    assert plain("a\u202eb\u2066c\x07d") == "abcd"


def bools(rows: int) -> bytes:
    return stream(pa.table({"0": pa.array(np.zeros(rows, dtype=bool))}))


@pytest.mark.parametrize(
    "spoilt",
    [
        {"columns": [{"name": number, "dtype": "bool", "arrow": "0"} for number in range(2)]},
        {"columns": [{"name": "a", "dtype": "object", "arrow": "0"}]},
        {"columns": [{"name": "a", "dtype": "str", "arrow": "0"}]},
        {"columns": [{"name": "a", "dtype": "bool", "arrow": "1"}]},
        {"columns": [{"name": "a", "dtype": "int64", "v": [1] * 99}]},
        {"rows": 99},
        {"part": 1},
        {"part": True},
    ],
    ids=str,
)
def test_a_table_is_what_its_stream_holds_or_nothing(spoilt):
    frame = {
        "$": "frame",
        "rows": 100,
        "part": 0,
        "index": [],
        "columns": [{"name": "a", "dtype": "bool", "arrow": "0"}],
    }
    assert isinstance(value(frame, (bools(100),)), pd.DataFrame)
    assert value({**frame, **spoilt}, (bools(100),)) == Opaque("not plain data")
    assert value({"$": "series", "named": True, "frame": {**frame, **spoilt}}, (bools(100),)) == Opaque(
        "not plain data"
    )


def test_a_stream_is_used_once():
    frame = {
        "$": "frame",
        "rows": 100,
        "part": 0,
        "index": [],
        "columns": [{"name": "a", "dtype": "bool", "arrow": "0"}],
    }
    assert value([frame, frame], (bools(100),)) == Opaque("not plain data")


def test_a_series_is_checked_as_a_table_is():
    frame = {"rows": 1, "index": [], "columns": [{"name": "a", "dtype": "complex128", "v": [1]}]}
    assert value({"$": "series", "named": True, "frame": frame}) == Opaque("not plain data")
    assert value({"$": "index", "name": None, "frame": frame}) == Opaque("not plain data")


def test_tables_together_hold_no_more_cells_than_are_credible():
    empty = [{"name": number, "dtype": "float64", "v": []} for number in range(3)]
    frames = [{"$": "frame", "rows": 0, "index": [], "columns": empty}]
    assert isinstance(value(frames), list)
    wide = {"$": "frame", "rows": inbox.MAX_CELLS // 2 + 1, "part": 0, "index": []}
    columns = [{"name": number, "dtype": "bool", "arrow": str(number)} for number in range(2)]
    zeros = pa.array(np.zeros(wide["rows"], dtype=bool))
    assert value({**wide, "columns": columns}, (stream(pa.table({"0": zeros, "1": zeros})),)) == Opaque(
        "not plain data"
    )


def test_texts_take_no_more_room_than_they_need():
    texts = value({"$": "array", "v": ["x" * 100_000, *["y"] * 1_000]})
    assert isinstance(texts, np.ndarray)
    assert texts.dtype == object
    assert value({"$": "array", "v": [["a", "b"], ["c", "d"]]}).shape == (2, 2)
    assert value({"$": "array", "v": [[1, 2], [3, 4]]}).dtype == np.int64


def colliding(count: int) -> list[tuple[int, int]]:
    """Pairs of numbers of one hash (CPython's Objects/tupleobject.c)."""
    word, found, one = 1 << 64, [], 1
    while len(found) < count:
        one += 1
        first = (2870177450012600261 + one * 14029467366897019727) % word
        first = (first << 31 | first >> 33) % word * 11400714785074694791 % word
        other = (12345678901234567 - first) * pow(14029467366897019727, -1, word) % word
        found += [(one, other)] if other < 1 << 60 else []
    return found


def test_keys_made_to_collide_do_not_come_over():
    pairs = colliding(200)
    assert len(set(map(hash, pairs))) == 1
    trees = [{"$": "tuple", "v": list(pair)} for pair in pairs]
    one, other = map(list, zip(*pairs, strict=True))
    levels = [{"name": None, "dtype": "int64", "v": values} for values in (one, other)]
    for tree in (
        {"$": "set", "v": trees},
        {"$": "dict", "items": [[key, 1] for key in trees]},
        {"$": "frame", "rows": 200, "index": levels, "columns": []},
    ):
        assert value(tree) == Opaque("not plain data")
    assert not agrees({(1, 2): 1.0}, [(*pair, 1.0) for pair in pairs])
    assert agrees({(1, number): 1.0 for number in range(500)}, [((1, number), 1.0) for number in range(500)])
