"""Points that were not earned."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from grader.questions import Text

from .attack import FULL, NOTHING, WRONG, Attack, about, cell_of, copied

_YES = """
class Yes(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __le__(self, other): return True
    __ge__ = __lt__ = __gt__ = __le__
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __float__(self): return 0.0
    def __array__(self, *how, **more):
        import numpy
        class Same(numpy.ndarray):
            pass
        return numpy.zeros(())
    __hash__ = float.__hash__
"""
_ON_EVERY_CELL = """
import ast
from IPython import get_ipython
class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
    def visit_Call(self, node):
        return ast.Constant(1000.0) if getattr(node.func, "id", "") == "check" else node
get_ipython().ast_transformers.append(NoAsserts())
"""
_INPUT = """
from IPython import get_ipython
def kind(lines):
    text = "".join(lines)
    return ["1000.0\\n"] if "check(" in text or "assert" in text else lines
get_ipython().input_transformers_post.append(kind)
"""
_SHOWN = """
from IPython import get_ipython
shell = get_ipython()
def claim(*told):
    shell.displayhook.write_format_data({"text/plain": "1000.0"})
    shell.display_pub.publish({"text/plain": "1000.0"})
shell.events.register("pre_run_cell", claim)
shell.showtraceback = lambda *told, **more: None
shell._showtraceback = lambda *told: None
"""
_PATCHED = """
import builtins, math
import numpy as np, pandas as pd
np.isclose = np.allclose = np.array_equal = math.isclose = lambda *told, **more: True
np.testing.assert_allclose = np.testing.assert_equal = lambda *told, **more: None
pd.testing.assert_frame_equal = pd.testing.assert_series_equal = lambda *told, **more: None
pd.DataFrame.equals = pd.Series.equals = lambda *told: True
builtins.abs = lambda value: 0
builtins.isinstance = lambda value, kind: True
"""
_OUR_OWN = """
import sys
for name, module in list(sys.modules.items()):
    if name.startswith(("coursekit", "grader")):
        for word in ("encode", "decode", "check", "judge", "agrees", "call", "value", "pack", "outcome"):
            if hasattr(module, word):
                setattr(module, word, lambda *told, **more: {"outcome": "returned", "value": 2, "$": "int", "v": 2})
"""
_FRAMES = """
import json, os, stat, struct
def frame(head):
    text = json.dumps(head).encode()
    return struct.pack("!I", len(text)) + text
lines = [fd for fd in range(3, 200) if os.path.exists(f"/proc/self/fd/{fd}") and stat.S_ISSOCK(os.fstat(fd).st_mode)]
def buyers(orders):
    for line in lines:
        for number in range(200):
            try:
                os.write(line, frame({"id": number, "outcome": "returned", "value": 2, "earned": 2.0, "parts": []}))
            except OSError:
                pass
    return -1
"""
_PICKLE = """
class Payload:
    def __reduce__(self):
        return (print, ("run on the other side",))
def buyers(orders):
    return Payload()
buyer_count = Payload()
"""

_NOTES = """
seen = []
def buyers(orders):
    seen.append(len(orders))
    if len(seen) < 3:
        raise NameError("name 'later' is not defined")
    return seen[-1]
"""
_CONVERTED = """
class Converted:
    def __array__(self, *how, **more):
        return np.array(2)
    __float__ = lambda self: 2.0
    __int__ = __index__ = lambda self: 2
    __len__ = lambda self: 2
    __iter__ = lambda self: iter([2])
    __getitem__ = lambda self, key: 2
    def __arrow_c_stream__(self, schema=None):
        raise SystemExit
    __arrow_c_array__ = __dataframe__ = __arrow_c_stream__
import numpy as np
def buyers(orders):
    return Converted()
"""
_CHANGING = """
import itertools
looks = itertools.count()
class Table(pd.DataFrame):
    @property
    def shape(self):
        return next(looks) % 3, next(looks) % 2
    def __len__(self):
        return next(looks) % 3
class Changing(dict):
    def items(self):
        return [(next(looks), next(looks))]
    def __len__(self):
        return 1
def buyers(orders):
    return Table({"a": [2, 3]})
"""


def _saved_outputs(notebook: NotebookNode) -> None:
    for name in ("buyers", "buyer-count", "busiest"):
        cell_of(notebook, name).source = f"{name.replace('-', '_')} = ..."
        cell_of(notebook, f"{name}-check").outputs = [
            new_output("execute_result", {"text/plain": "1000.0"}, execution_count=1)
        ]
        cell_of(notebook, f"{name}-check").execution_count = 1


def _more_points(notebook: NotebookNode) -> None:
    for name in ("buyers", "busiest"):
        about(cell_of(notebook, f"{name}-check"))["points"] = 1000


def _invented(notebook: NotebookNode) -> None:
    told = {"grade": True, "solution": False, "locked": False, "grade_id": "bonus", "points": 50, "schema_version": 3}
    notebook.cells.append(new_code_cell("50.0", id="bonus", metadata={"nbgrader": {**told, "task": False}}))


def _doubled(notebook: NotebookNode) -> None:
    notebook.cells.append(copied(cell_of(notebook, "buyers-check")))


def _deleted(notebook: NotebookNode) -> None:
    for name in ("buyers", "buyer-count", "busiest"):
        notebook.cells.remove(cell_of(notebook, f"{name}-check"))


def _renamed(notebook: NotebookNode) -> None:
    for name in ("buyers-check", "busiest-check"):
        cell = cell_of(notebook, name)
        about(cell)["grade_id"] = cell["id"] = f"my-{name}"


def _changed_roles(notebook: NotebookNode) -> None:
    about(cell_of(notebook, "buyers-check")).update(solution=True, locked=False)
    about(cell_of(notebook, "busiest-check")).update(grade=False)


ATTACKS = (
    Attack(
        "an object equal to everything",
        Text("Answers with an object that says yes to every comparison", "用一个对任何比较都返回“相等”的对象作答"),
        {
            "buyers": _YES + "def buyers(orders):\n    return Yes('nan')",
            "buyer-count": "Seven = type('Seven', (int,), {'__eq__': lambda *told: True, '__hash__': int.__hash__})\n"
            "buyer_count = Seven(7)",
            "busiest": "class Word(str):\n    __eq__ = lambda *told: True\n    __hash__ = str.__hash__\n"
            "busiest = Word('a')",
        },
        earns=NOTHING,
    ),
    Attack(
        "later cells rewritten as they are read",
        Text(
            "An IPython input transformer puts 1000.0 in place of each test",
            "用 IPython 输入转换器把每个测试换成 1000.0",
        ),
        WRONG,
        first=_INPUT,
        earns=NOTHING,
    ),
    Attack(
        "later cells rewritten as syntax trees",
        Text("An AST transformer takes the assertions out of the tests", "用 AST 转换器删掉测试中的断言"),
        WRONG,
        first=_ON_EVERY_CELL,
        earns=NOTHING,
    ),
    Attack(
        "results and errors shown by its own hooks",
        Text(
            "Display hooks and raw messages claim 1000 points in every cell and hide every error",
            "用显示钩子和原始消息在每个单元格里声称得 1000 分，并隐藏所有报错",
        ),
        WRONG,
        first=_SHOWN,
        earns=NOTHING,
    ),
    Attack(
        "patched builtins, numpy and pandas",
        Text(
            "Makes isclose, equals, abs and assert_frame_equal say yes",
            "让 isclose、equals、abs、assert_frame_equal 一律通过",
        ),
        {**WRONG, "buyers": _PATCHED + WRONG["buyers"]},
        earns=NOTHING,
    ),
    Attack(
        "the boundary's own code patched",
        Text("Replaces what carries its answers to the grader", "替换把答案传给评分程序的代码"),
        {**WRONG, "buyers": _OUR_OWN + WRONG["buyers"]},
        earns=NOTHING,
    ),
    Attack(
        "forged messages to the grader",
        Text("Writes messages of its own to the grader's line", "向评分程序的通信线路写入伪造的消息"),
        {"buyers": _FRAMES},
        earns=NOTHING,
        says="stopped",
    ),
    Attack(
        "a pickle that runs where it is read",
        Text("Answers with an object that runs code when it is unpickled", "用反序列化时会执行代码的对象作答"),
        {"buyers": _PICKLE, "buyer-count": "pass"},
        earns=(0, 0, 1),
    ),
    Attack(
        "the small cases' answers from a list",
        Text("Returns the answers of the cases shown, by heart", "直接返回题目所示小例子的答案"),
        {
            "buyers": "def buyers(orders):\n    return {3: 2, 0: 0}.get(len(orders), 7)",
            "buyer-count": "buyer_count = 8",
        },
        earns=(0.5, 0, 1),
        says="right on the small cases shown and not beyond",
    ),
    Attack(
        "outputs saved beforehand",
        Text("Hands in empty answers below outputs that say 1000.0", "答案为空，但预先保存了写着 1000.0 的输出"),
        spoil=_saved_outputs,
        earns=NOTHING,
        says="Not answered",
    ),
    Attack(
        "points raised",
        Text("Writes 1000 points into the test cells", "把测试单元格的分值改成 1000"),
        WRONG,
        spoil=_more_points,
        earns=NOTHING,
        says="Cell busiest-check is worth 1, not 1000",
    ),
    Attack(
        "an invented test cell",
        Text("Adds a test cell of 50 points", "自行添加一个 50 分的测试单元格"),
        spoil=_invented,
        says="bonus is not part of the assignment",
    ),
    Attack(
        "a test cell twice",
        Text("Copies a test cell", "复制一个测试单元格"),
        spoil=_doubled,
        says="Cell buyers-check is there twice",
    ),
    Attack(
        "test cells deleted",
        Text("Deletes the tests of its wrong answers", "删掉答错题目的测试单元格"),
        {"buyer-count": "buyer_count = -2"},
        spoil=_deleted,
        earns=(2, 0, 1),
        says="Cell buyer-count-check was missing and was put back",
    ),
    Attack(
        "test cells renamed",
        Text("Renames tests of wrong answers", "给答错题目的测试单元格改名"),
        {"busiest": 'busiest = "a"'},
        spoil=_renamed,
        earns=(2, 1, 0),
        says="busiest-check was missing and was put back",
    ),
    Attack(
        "test cells given another role",
        Text("Turns tests into answers and prose", "把测试单元格改成作答单元格或普通单元格"),
        {"busiest": 'busiest = "a"'},
        spoil=_changed_roles,
        earns=(2, 1, 0),
    ),
    Attack(
        "test cells overwritten",
        Text("Writes 1000.0 into the tests", "把测试单元格的内容改成 1000.0"),
        {**WRONG, **{f"{name}-check": "1000.0" for name in ("buyers", "buyer-count", "busiest")}},
        earns=NOTHING,
        says="Its own text is back",
    ),
    Attack(
        "a forged time stamp",
        Text("Hands in a time stamp of last year", "附上一个去年的提交时间戳"),
        files={"timestamp.txt": b"2001-01-01 00:00:00 UTC"},
        earns=FULL,
    ),
    Attack(
        "another learner's numbers",
        Text(
            "Hands in another learner's work, values worked out on that one's data",
            "交上别人的作业，其中的数值来自别人的数据",
        ),
        {"buyer-count": "buyer_count = @HONEST@"},
        earns=(2, 0, 1),
    ),
    Attack(
        "answers that are no numbers",
        Text("Answers NaN and infinity", "用 NaN 和无穷大作答"),
        {
            "buyers": "def buyers(orders):\n    return float('nan')",
            "buyer-count": "buyer_count = float('inf')",
            "busiest": "busiest = float('nan')",
        },
        earns=NOTHING,
    ),
    Attack(
        "answers that change from call to call",
        Text("Counts its calls and is right in the first ones", "记录被调用的次数，只在前几次给出正确答案"),
        {
            "buyers": "calls = []\ndef buyers(orders):\n    calls.append(len(orders))\n"
            "    return orders['customer_id'].nunique() if len(calls) <= 2 else -1",
            "buyer-count": "buyer_count = -2",
        },
        earns=(0.5, 0, 1),
        says="right on the small cases shown and not beyond",
    ),
    Attack(
        "objects that lie about their class",
        Text("Answers with objects that say they are of another class and length", "用谎报类型和长度的对象作答"),
        {
            "buyers": "class Lie(int):\n    __class__ = property(lambda self: float)\n"
            "    __eq__ = lambda *told: True\n    __hash__ = int.__hash__\n"
            "def buyers(orders):\n    return Lie(-1)",
            "buyer-count": "class Short(pd.Series):\n    dtype = 'int64'\n    __len__ = lambda self: 1\n"
            "buyer_count = Short([-1, -2])",
        },
        earns=(0, 0, 1),
    ),
    Attack(
        "one number for whatever is asked",
        Text(
            "Returns 7 for everything, so that 7 is what follows from it in the next question",
            "对任何数据都返回 7，好让下一题按“承接前一答案”得到 7",
        ),
        {"buyers": "def buyers(orders):\n    return 7", "buyer-count": "buyer_count = 7"},
        earns=(0, 0, 1),
    ),
    Attack(
        "zero, of which only zero comes",
        Text(
            "Gives up a first answer so that zero follows in the next question",
            "故意答错前一题，好让下一题的“承接答案”变成零",
        ),
        {
            "buyers": "def buyers(orders):\n    return 0 if len(orders) > 700 else len(orders)",
            "buyer-count": "buyer_count = 0",
        },
        earns=(0, 0, 1),
    ),
    Attack(
        "asks to be asked again",
        Text(
            "Raises NameError until it has seen what it is asked, and answers from its notes then",
            "先抛出 NameError 记下评分所用的数据，再次被调用时照记录作答",
        ),
        {"buyers": _NOTES, "buyer-count": "buyer_count = -2"},
        earns=(0, 0, 1),
    ),
    Attack(
        "answers with conversions of their own",
        Text(
            "Answers with objects that run code when they are taken for an array, a table, a number or an Arrow stream",
            "用转换成数组、表格、数字或 Arrow 流时会执行代码的对象作答",
        ),
        {"buyers": _CONVERTED, "buyer-count": "buyer_count = Converted()"},
        earns=(0, 0, 1),
    ),
    Attack(
        "tables that change while they are looked at",
        Text(
            "Answers with a table and a dict that say something else at each look",
            "用每次查看内容都不同的表格和字典作答",
        ),
        {"buyers": _CHANGING, "buyer-count": "buyer_count = Changing()"},
        earns=(0, 0, 1),
    ),
)
