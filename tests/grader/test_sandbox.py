"""What an honest submission may rely on."""

from __future__ import annotations

import time
from dataclasses import replace

import pandas as pd
import pytest

from coursekit.outcomes import Raised, Returned, Stopped, Undefined, Untouched
from grader.sandbox import Isolation, Sandbox, SandboxFailed, process_tree


def test_a_cell_prints_and_shows_its_last_value(start, isolation):
    run = start(isolation).run("print('hello')\n21 * 2")
    assert not run.raised
    assert [output["output_type"] for output in run.outputs] == ["stream", "execute_result"]
    assert run.outputs[0] == {"output_type": "stream", "name": "stdout", "text": "hello\n"}
    assert run.outputs[1]["data"] == {"text/plain": "42"}


def test_a_function_is_called_with_tables_and_returns_a_table(start, isolation):
    box = start(isolation)
    box.run("def grown(orders, by):\n    return orders.assign(amount=orders.amount * by)")
    orders = pd.DataFrame({"amount": [1.0, 2.5], "at": pd.to_datetime(["2026-01-01", None])})
    answer = box.call("grown", {"orders": orders, "by": 2})
    assert isinstance(answer, Returned)
    pd.testing.assert_frame_equal(answer.value, orders.assign(amount=[2.0, 5.0]))


def test_every_way_of_having_no_answer_is_told_apart(start, isolation):
    box = start(isolation)
    box.run("def stub(x):\n    ...  # YOUR CODE HERE\ndef broken(x):\n    return x / 0\nempty = ...\nrate = 0.25")
    assert box.call("stub", {"x": 1}) == Untouched()
    assert box.call("missing", {"x": 1}) == Undefined()
    assert box.call("broken", {"x": 1}) == Raised("ZeroDivisionError", "division by zero", "return x / 0")
    assert box.value("empty") == Untouched()
    assert box.value("missing") == Undefined()
    assert box.value("rate") == Returned(0.25)


def test_a_cell_that_raises_leaves_the_next_ones_alone(start, isolation):
    box = start(isolation)
    run = box.run("print(1)\n1 / 0")
    assert run.raised
    assert [output["output_type"] for output in run.outputs] == ["stream", "error"]
    assert box.run("1 +").raised
    assert not box.run("fine = 1").raised
    assert box.value("fine") == Returned(1)


def test_magics_shell_commands_figures_and_tables_show_as_in_a_notebook(start, isolation):
    box = start(isolation)
    assert not box.run("%matplotlib inline\n%timeit -n1 -r1 pass\n!echo from the shell").raised
    run = box.run(
        "import matplotlib.pyplot as plt, pandas as pd\n"
        "plt.plot([1, 2])\n"
        "display(pd.DataFrame({'a': [1]}))\n"
        "from IPython.display import HTML\nHTML('<b>bold</b><script>alert(1)</script>')"
    )
    shown = [sorted(output["data"]) for output in run.outputs]
    assert shown == [["text/html", "text/plain"], ["text/html", "text/plain"], ["image/png", "text/plain"]]
    assert run.outputs[1]["data"]["text/html"] == "<b>bold</b>"


def test_a_figure_shows_without_any_magic(start, isolation):
    box = start(isolation)
    run = box.run("import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2]);")
    assert [sorted(output["data"]) for output in run.outputs] == [["image/png", "text/plain"]]
    assert box.run("len(plt.get_fignums())").outputs[0]["data"] == {"text/plain": "0"}


def test_a_table_passed_again_is_as_it_was_the_first_time(start, isolation):
    box = start(isolation)
    box.run("def spoilt(by, orders):\n    orders['amount'] *= by\n    return orders['amount'].sum()")
    box.run("def whole(orders):\n    return orders['amount'].sum()")
    tables = [pd.DataFrame({"amount": [float(number)] * 2_000}) for number in range(1, 21)]
    for _ in range(2):
        for number, orders in enumerate(tables, start=1):
            assert box.call("spoilt", {"by": 2, "orders": orders}) == Raised("ChangedInput", "orders", None)
            assert box.call("whole", {"orders": orders}) == Returned(2_000.0 * number)


def test_a_chart_is_described_on_the_far_side(start, isolation):
    box = start(isolation)
    box.run(
        "import matplotlib.pyplot as plt\n"
        "def drawn(rates):\n    fig, ax = plt.subplots()\n    ax.plot(rates)\n    ax.set_title('Rates')\n    return ax"
    )
    answer = box.call("drawn", {"rates": [0.5, 0.25]}, chart=True)
    assert isinstance(answer, Returned)
    assert answer.value["title"] == "Rates"
    assert list(answer.value["lines"][0]["y"]) == [0.5, 0.25]


def test_submitted_files_and_data_are_there_and_data_is_read_only(start, isolation, tmp_path):
    (tmp_path / "amazon" / "orders").mkdir(parents=True)
    (tmp_path / "amazon" / "orders" / "part-00000.csv").write_text("customer_id\n7\n")
    box = start(isolation, data=tmp_path, files={"notes.txt": b"mine"})
    box.run("import os\nnotes = open('notes.txt').read()\nroot = os.environ['COURSEKIT_DATA']")
    box.run("rows = open(root + '/amazon/orders/part-00000.csv').read()")
    assert box.value("notes") == Returned("mine")
    assert box.value("rows") == Returned("customer_id\n7\n")
    if isolation is Isolation.BUBBLEWRAP:
        assert box.run("open(root + '/amazon/orders/part-00000.csv', 'w')").raised


def test_a_slow_cell_is_interrupted_and_later_cells_still_count(start, isolation):
    box = start(isolation)
    assert box.run("early = 1").stopped is None
    run = box.run("print('working')\nwhile True: pass")
    assert run.stopped == Stopped("time")
    assert run.outputs[0]["text"] == "working\n"
    assert run.seconds >= 2
    box.run("later = early + 1")
    assert box.value("later") == Returned(2)


def test_an_answer_too_large_to_take_is_a_wrong_answer_and_no_more(start, quick):
    box = start(Isolation.PROCESS_ONLY, replace(quick, reply_bytes=10_000))
    box.run("import numpy as np, pandas as pd\nbig = pd.DataFrame({'x': np.arange(100_000.0)})\nsmall = 3")
    answer = box.value("big")
    assert isinstance(answer, Returned)
    assert "larger" in repr(answer.value)
    assert box.value("small") == Returned(3)


def test_a_file_name_with_a_path_in_it_is_refused(start):
    with pytest.raises(SandboxFailed, match="plain file name"):
        start(Isolation.PROCESS_ONLY, files={"../../etc/passwd": b""})


def test_the_same_cells_give_the_same_outputs(start, isolation):
    source = "print({'b', 'a', 'c'}, hash('x'))"
    assert start(isolation).run(source).outputs == start(isolation).run(source).outputs


def test_what_is_printed_is_not_kept_in_memory_beyond_what_is_shown(start, isolation):
    box = start(isolation)
    run = box.run(
        "def held():\n    return int(open('/proc/self/statm').read().split()[1]) * 4096\n"
        "before = held()\nfor _ in range(20_000):\n    print('line ' * 1000)\ngrown = held() - before"
    )
    assert not run.raised
    grown = box.value("grown")
    assert isinstance(grown, Returned)
    assert int(grown.value) < 20_000_000


def test_memory_is_weighed_while_nobody_asks(start, isolation):
    if isolation is Isolation.PROCESS_ONLY and not process_tree.known():
        pytest.skip("this system doesn't list its processes")
    box = start(isolation)
    box.run(
        "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n        time.sleep(0.5)\n"
        "        hoard = bytearray(400_000_000)\n        hoard[::4096] = bytes(len(hoard[::4096]))\n"
        "        time.sleep(1000)"
    )
    for _ in range(300):
        if box._guard is None or box._guard.exceeded:
            break
        time.sleep(0.1)
    assert box.value("os") == Stopped("memory")


def test_memory_of_no_process_is_refused(start, walls):
    box = start(walls)
    for source in (
        "import os; os.memfd_create('x')",
        "import ctypes; 1 / (ctypes.CDLL(None).shmget(0, 4096, 0o1600) + 1)",
    ):
        assert box.run(source).raised


def test_the_names_of_files_count_as_memory(walls, quick):
    with Sandbox("amazon", limits=quick, isolation=walls) as box:
        assert box._far is not None
        before = box._far.held(1 << 60)
        box.run("for number in range(50_000):\n    open(f'/tmp/{number}', 'w').close()")
        assert box._far.held(1 << 60) - before > 40_000 * 1024


def test_the_first_process_can_t_be_read(start, walls):
    run = start(walls).run(
        "for name in ('mem', 'environ', 'fd'):\n    try:\n"
        "        (os.listdir if name == 'fd' else open)(f'/proc/1/{name}')\n        print('read', name)\n"
        "    except PermissionError:\n        pass".replace("for", "import os\nfor", 1)
    )
    assert run.outputs == []
