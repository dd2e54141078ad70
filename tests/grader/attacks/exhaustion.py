"""Work without end, without bounds, and ways to leave. What was answered before keeps its points."""

from __future__ import annotations

import json

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grader.questions import Text

from .attack import FULL, NOTHING, WRONG, Attack

_DOWN = Text("would take the machine down", "会毁掉这台机器")
_SLOW = Text("would take all memory", "会耗尽内存")
_DISK = Text("would fill the disk", "会写满磁盘")


def _many_cells(content: bytes) -> bytes:
    whole = json.loads(content)
    empty = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [], "execution_count": None}
    whole["cells"][2:2] = [empty] * 50_000
    return json.dumps(whole).encode()


def _much_output(notebook: NotebookNode) -> None:
    for number in range(30):
        notebook.cells.insert(2, new_code_cell("print('x' * 1_000_000)", id=f"much-{number}"))


_IN_ITS_OWN_WORDS = """
import sys
def says(tree):
    for name, module in list(sys.modules.items()):
        if name.endswith("worker.answers"):
            module._written = lambda outcome, parts: {"outcome": "returned", "value": tree(parts)}
"""
_UNFOLDING = (
    _IN_ITS_OWN_WORDS
    + """
import numpy as np, pyarrow as pa
def tree(parts):
    table, sink = pa.table({"0": pa.array(np.zeros(20_000_000, dtype=bool))}), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    parts.append(sink.getvalue().to_pybytes())
    columns = [{"name": number, "dtype": "object", "arrow": "0"} for number in range(1000)]
    return {"$": "frame", "rows": 20_000_000, "part": 0, "columns": columns, "index": []}
says(tree)
def buyers(orders):
    return -1
"""
)
_COLLIDING = (
    _IN_ITS_OWN_WORDS
    + """
WORD, KEYS = 1 << 64, []
def turned(word):
    return (word << 31 | word >> 33) % WORD
for one in range(2, 200_000):  # two numbers of which the second makes up for the first: Objects/tupleobject.c
    first = turned((2870177450012600261 + one * 14029467366897019727) % WORD) * 11400714785074694791 % WORD
    other = (12345678901234567 - first) * pow(14029467366897019727, -1, WORD) % WORD
    if other < 1 << 60:
        KEYS.append({"$": "tuple", "v": [one, other]})
says(lambda parts: {"$": "set", "v": KEYS})
def buyers(orders):
    return -1
"""
)

ATTACKS = (
    Attack(
        "an endless loop",
        Text("Loops for ever", "死循环"),
        {"buyer-count": "while True:\n    pass"},
        earns=(2, 0, 1),
        says="it ran too long",
    ),
    Attack(
        "a loop that can't be interrupted",
        Text("Loops for ever and swallows every interruption", "死循环，并吞掉一切中断"),
        {"buyer-count": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"},
        earns=(2, 0, 0),
        says="it ran too long",
    ),
    Attack(
        "a loop in the answer",
        Text("Returns at once on the small cases and never on large ones", "小例子上立即返回，数据一大就永不返回"),
        {
            "buyers": "def buyers(orders):\n    while len(orders) > 10: pass\n    return orders.customer_id.nunique()",
            "buyer-count": "buyer_count = orders.customer_id.nunique()",
        },
        earns=(0.5, 1, 1),
        says="stopped",
    ),
    Attack(
        "a sum that no interruption reaches",
        Text("Adds a trillion numbers in one call", "一次调用累加一万亿个数，无法中断"),
        {"buyer-count": "buyer_count = sum(range(10**12))"},
        earns=(2, 0, 0),
        says="it ran too long",
    ),
    Attack(
        "a regular expression without end",
        Text("Searches with exponential backtracking", "正则表达式的指数级回溯"),
        {"buyer-count": 'import re\nre.match(r"(a+)+$", "a" * 60 + "b")'},
        earns=(2, 0, 1),
        says="it ran too long",
    ),
    Attack(
        "a memory bomb",
        Text("Takes memory until there is none", "不停占用内存"),
        {"buyer-count": "hoard = []\nwhile True:\n    hoard.append(bytearray(50_000_000))"},
        earns=(2, 0, 1),
        says="MemoryError|it ran too long|too much memory",
        harms=_SLOW,
    ),
    Attack(
        "a cross join",
        Text("Joins every order with every other", "把每个订单与所有订单做笛卡尔积"),
        {
            "buyers": "def buyers(orders):\n    more = orders.loc[orders.index.repeat(len(orders))]\n"
            "    return more.merge(more, how='cross')['customer_id_x'].nunique()",
            "buyer-count": "buyer_count = orders.customer_id.nunique()",
        },
        earns=(0.5, 1, 1),
        says="stopped",
        harms=_SLOW,
    ),
    Attack(
        "a fork bomb",
        Text("Doubles its processes for ever", "不断复制自身进程"),
        {"buyer-count": "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"},
        earns=(2, 0, 0),
        says="stopped",
        harms=_DOWN,
    ),
    Attack(
        "threads without number",
        Text("Starts threads until no more start", "不停创建线程"),
        {
            "buyer-count": "import threading, time\nwhile True:\n"
            "    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
        },
        earns=(2, 0, 1),
        says="can't start new thread",
        harms=_DOWN,
    ),
    Attack(
        "a process left behind",
        Text("Leaves a process that outlives the grading", "留下一个评分结束后仍在运行的进程"),
        first='import subprocess\nsubprocess.Popen(["sleep", "@TOKEN@"], start_new_session=True)',
        earns=FULL,
    ),
    Attack(
        "a hundred megabytes on one line",
        Text("Prints 100 MB without a line's end", "不换行地打印 100 MB"),
        first='print("x" * 100_000_000)',
        says="output cut",
    ),
    Attack(
        "output without end",
        Text("Prints for ever", "无休止地打印"),
        {"buyer-count": 'while True:\n    print("line " * 1000)'},
        earns=(2, 0, 1),
        says="it ran too long",
        harms=_SLOW,
    ),
    Attack(
        "a full disk",
        Text("Writes until the disk is full", "不停写文件，直到磁盘写满"),
        {
            "buyer-count": "import itertools\nfor place in ('.', '/tmp', '/dev/shm'):\n    try:\n"
            "        for number in itertools.count():\n"
            "            with open(f'{place}/{number}', 'wb') as file:\n                file.write(bytes(1 << 22))\n"
            "    except OSError:\n        pass\nbuyer_count = buyers(orders)"
        },
        harms=_DISK,
    ),
    Attack(
        "a million files",
        Text("Makes files until there is no room for their names", "不停创建小文件"),
        {"buyer-count": "import itertools\nfor number in itertools.count():\n    open(f'/tmp/{number}', 'w').close()"},
        earns=(2, 0, 1),
        says="it ran too long|No space left",
        harms=_DISK,
    ),
    Attack(
        "os._exit",
        Text("Ends the Python process", "直接结束 Python 进程"),
        {"buyer-count": "import os\nos._exit(0)"},
        earns=(2, 0, 0),
        says="an earlier cell ended the Python process",
    ),
    Attack(
        "a crash of the interpreter",
        Text("Reads where no memory is", "读取非法内存地址，使解释器崩溃"),
        {"buyer-count": "import ctypes\nctypes.string_at(0)"},
        earns=(2, 0, 0),
        says="an earlier cell ended the Python process",
    ),
    Attack(
        "sys.exit and questions to the keyboard",
        Text("Leaves with sys.exit, asks for input", "调用 sys.exit，或等待键盘输入"),
        {"buyer-count": "import sys\nsys.exit(0)", "busiest": 'answer = input("?")\nbusiest = "b"'},
        earns=(2, 0, 0),
    ),
    Attack(
        "answers too large to carry",
        Text("Returns ten million rows, and lists nested ten thousand deep", "返回一千万行的表格和嵌套一万层的列表"),
        {
            "buyers": "import numpy as np\ndef buyers(orders):\n    return pd.DataFrame({'a': np.arange(10_000_000)})",
            "buyer-count": "buyer_count = []\nfor _ in range(10_000):\n    buyer_count = [buyer_count]",
        },
        earns=(0, 0, 1),
    ),
    Attack(
        "an error that can't be shown",
        Text("Raises an error whose text fails, and one of 50 MB", "抛出无法显示的异常和长达 50 MB 的异常"),
        {
            "buyers": "class Bad(Exception):\n    def __str__(self): raise RuntimeError('no')\n    __repr__ = __str__\n"
            "def buyers(orders):\n    raise Bad()",
            "buyer-count": "raise ValueError('x' * 50_000_000)",
        },
        earns=(0, 0, 1),
    ),
    Attack(
        "prose that takes for ever to show",
        Text("Prose that a renderer of Markdown works on for hours", "让 Markdown 渲染器处理几小时的文字"),
        {"memo": "<!--" * 200_000 + "[" * 100_000 + "`a " * 100_000},
    ),
    Attack(
        "code that takes for ever to colour",
        Text("Code that a highlighter works on for hours", "让代码高亮程序处理几小时的代码"),
        first="." * 200_000,
    ),
    Attack(
        "HTML nested without end",
        Text("HTML that a cleaner works on for hours", "让 HTML 清理程序处理几小时的嵌套标签"),
        first="from IPython.display import HTML, display\nfor _ in range(5):\n    display(HTML('<div><b>' * 20_000))",
    ),
    Attack(
        "fifty thousand cells",
        Text("Adds 50,000 empty cells", "添加五万个空单元格"),
        raw=_many_cells,
        earns=None,
        says="cells; 1000 are the most",
    ),
    Attack(
        "much output in many cells",
        Text("Prints a megabyte in each of thirty cells", "在三十个单元格里各打印 1 MB"),
        spoil=_much_output,
        says="has shown too much already",
    ),
    Attack(
        "an answer that unfolds",
        Text(
            "Sends 2 MB that say they are a thousand columns of 20 million objects",
            "发送 2 MB 数据，却声称是一千列、每列两千万个对象的表格",
        ),
        {**WRONG, "buyers": _UNFOLDING},
        earns=NOTHING,
    ),
    Attack(
        "texts of very different lengths",
        Text(
            "Answers with an array of 20,000 short texts and a long one, which numpy makes 30 GB of",
            "答案是两万个短文本加一个长文本的数组，numpy 会把它展开成 30 GB",
        ),
        {
            "buyers": "import numpy as np\ndef buyers(orders):\n"
            "    return np.array(['x' * 400_000] + ['y'] * 20_000, dtype=object)",
            "buyer-count": "buyer_count = ['x' * 400_000] + ['y'] * 20_000",
        },
        earns=(0, 0, 1),
    ),
    Attack(
        "keys made to collide",
        Text(
            "Answers with tens of thousands of pairs of numbers that have one hash",
            "答案是几万个哈希值相同的数对",
        ),
        {**WRONG, "buyers": _COLLIDING},
        earns=NOTHING,
    ),
    Attack(
        "memory that belongs to no process",
        Text("Fills memory files and shared segments that no process maps", "写满不属于任何进程的内存文件和共享内存段"),
        {
            "buyer-count": "import ctypes, os\nkept = []\nfor number in range(1000):\n"
            "    kept.append(os.memfd_create('x'))\n    os.posix_fallocate(kept[-1], 0, 90 << 20)"
        },
        earns=(2, 0, 1),
        says="Operation not permitted",
        harms=_SLOW,
    ),
    Attack(
        "memory in full sockets",
        Text("Fills the buffers of sockets, ten thousand at a time", "开上万个套接字，并写满其缓冲区"),
        {
            "buyer-count": "import socket\nkept = []\nwhile True:\n    kept.append(socket.socketpair())\n"
            "    kept[-1][0].setblocking(False)\n    try:\n        while True:\n"
            "            kept[-1][0].send(bytes(60_000))\n    except BlockingIOError:\n        pass"
        },
        earns=(2, 0, 1),
        says="Too many open files",
        harms=_SLOW,
    ),
    Attack(
        "memory taken while nobody asks",
        Text(
            "Leaves processes behind that take memory while its quick answers are marked",
            "留下后台进程，在评分期间悄悄占满内存",
        ),
        {
            "buyer-count": "buyer_count = buyers(orders)\nimport os, time\nfor _ in range(16):\n"
            "    if os.fork() == 0:\n"
            "        hoard = bytearray(100_000_000)\n        hoard[::4096] = bytes(len(hoard[::4096]))\n"
            "        time.sleep(1000)\ntime.sleep(2)",
            "busiest": "busiest = 'b'",
        },
        earns=(2, 0, 0),
        says="too much memory",
        harms=_SLOW,
    ),
    Attack(
        "a process that stops itself",
        Text("Stops its own process, so that nothing is heard of it", "暂停自己的进程，让评分程序等不到回音"),
        {"busiest": "import os, signal\nbusiest = 'b'\nos.kill(os.getpid(), signal.SIGSTOP)"},
        earns=(2, 1, 0),
        says="it ran too long",
    ),
    Attack(
        "all descriptors closed",
        Text("Closes every file and socket that its process has", "关闭本进程的所有文件和套接字"),
        {"busiest": "import os\nbusiest = 'b'\nos.closerange(0, 200)"},
        earns=(2, 1, 0),
        says="ended the Python process",
    ),
    Attack(
        "memory in sets of semaphores",
        Text(
            "Makes sets of semaphores, two megabytes each, that no process holds",
            "创建大批不属于任何进程的信号量集，每个两兆字节",
        ),
        first="import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        'if any([libc.semget(0, 32_000, 0o600) >= 0 for _ in range(100)]):\n    print("STO" "LEN")',
        harms=_SLOW,
    ),
    Attack(
        "an answer that takes long to read",
        Text("Answers with 50,000 dates, each written in a way of its own", "答案是五万个写法各异的日期"),
        {
            "buyers": "dates = [f'{day % 28 + 1} Jan {1700 + day % 500} 9:{day % 60}' for day in range(50_000)]\n"
            "def buyers(orders):\n    return pd.Series(dates, index=dates)",
            "buyer-count": "buyer_count = dict.fromkeys(dates, 1)",
        },
        earns=(0, 0, 1),
    ),
    Attack(
        "a table of three thousand columns",
        Text(
            "Answers with a table of 3,000 columns, two of each name",
            "答案是一张三千列的表格，列名两两相同",
        ),
        {
            "buyers": "def buyers(orders):\n"
            "    return pd.DataFrame([[1] * 3_000] * 3, columns=[number // 2 for number in range(3_000)])"
        },
        earns=(0, 0, 1),
    ),
    Attack(
        "a moment of eight megabytes",
        Text(
            "Sends a date of eight million letters, which pandas reads for hours",
            "发送一个长达八百万个字母的日期，pandas 要读上几小时",
        ),
        {
            **WRONG,
            "buyers": _IN_ITS_OWN_WORDS
            + 'says(lambda parts: {"$": "period", "v": "x" * 8_000_000, "freq": "D"})\n'
            + "def buyers(orders):\n    return -1",
        },
        earns=NOTHING,
    ),
    Attack(
        "memory in locks on files",
        Text("Locks hundreds of thousands of parts of files, one by one", "逐一锁定文件的几十万个片段"),
        {
            "busiest": "import fcntl, os, struct, time\nfor child in range(4):\n"
            "    if os.fork() == 0:\n"
            "        files = [open(f'/tmp/{child}-{number}', 'w') for number in range(150)]\n"
            "        for place in range(1000):\n            for file in files:\n"
            "                fcntl.fcntl(file, 6, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 2 * place, 1, 0))\n"
            "        time.sleep(1000)\ntime.sleep(1000)\nbusiest = 'b'"
        },
        earns=(2, 1, 0),
        says="too much memory|ran too long",
        harms=_SLOW,
    ),
)
