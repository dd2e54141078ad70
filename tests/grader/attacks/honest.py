"""No attacks: what honest learners do, and what must not cost them points."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grader.questions import Text

from .attack import Attack, cell_of


def _other_order(notebook: NotebookNode) -> None:
    setup, *others = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells = [notebook.cells[0], setup, *reversed(others), notebook.cells[-1]]


def _answer_below(notebook: NotebookNode) -> None:
    answers = [cell_of(notebook, name).source for name in ("buyers", "buyer-count", "busiest")]
    for name in ("buyer-count", "busiest"):
        cell_of(notebook, name).source = f"{name.replace('-', '_')} = ..."
    notebook.cells.append(new_code_cell("\n\n".join(answers)))


def _many_cells(notebook: NotebookNode) -> None:
    for place in range(len(notebook.cells), 0, -1):
        notebook.cells.insert(place, new_code_cell(f"looked_at_{place} = {place}\nlooked_at_{place}"))


def _import_in_setup(notebook: NotebookNode) -> None:
    cell_of(notebook, "orders-setup").source = "import collections as sets\n" + cell_of(notebook, "orders-setup").source


ATTACKS = (
    Attack(
        "words on stderr",
        Text("Writes to stderr and logs in its answers", "作答时向 stderr 输出并写日志"),
        {
            "buyers": "import logging, sys\ndef buyers(orders):\n    print('counting', file=sys.stderr)\n"
            "    logging.warning('counting')\n    return orders['customer_id'].nunique()",
            "busiest": "busiest = 'b'\nprint('done', file=sys.stderr)",
        },
    ),
    Attack(
        "warnings",
        Text("Gets warnings from pandas in its answers", "作答时触发 pandas 的警告"),
        {
            "buyers": "import warnings\ndef buyers(orders):\n    warnings.warn('this will change', FutureWarning)\n"
            "    return orders['customer_id'].nunique()",
        },
    ),
    Attack(
        "slow cells",
        Text("Takes its time", "运行较慢"),
        {"buyers": "import time\ntime.sleep(1)\ndef buyers(orders):\n    return orders['customer_id'].nunique()"},
    ),
    Attack(
        "prints in answers",
        Text("Prints tables and numbers from within its functions", "在函数里打印表格和数字"),
        {
            "buyers": "def buyers(orders):\n    print(orders.head(), 0.0)\n    display(orders.head(3))\n"
            "    return orders['customer_id'].nunique()",
            "buyer-count": "buyer_count = buyers(orders)\nbuyer_count",
        },
    ),
    Attack(
        "a stray cell that fails",
        Text("Has a cell with an error at the top", "开头有一个报错的单元格"),
        first="1 / 0",
    ),
    Attack(
        "work in progress",
        Text("Leaves an unfinished cell that raises, between finished ones", "题目之间夹着一个没写完、会报错的单元格"),
        {"buyer-count": "raise NotImplementedError('to be done')"},
        earns=(2, 0, 1),
    ),
    Attack(
        "a slip of the keyboard",
        Text("Leaves a cell that is no Python", "有一个单元格存在语法错误"),
        {"buyer-count": "buyer_count = = 3"},
        earns=(2, 0, 1),
    ),
    Attack(
        "cells in another order",
        Text("Worked in an order of its own; run from the top, it fails", "按自己的顺序作答，从头运行会报错"),
        spoil=_other_order,
    ),
    Attack("cells everywhere", Text("Adds a cell after each", "每个单元格后面都加了自己的单元格"), spoil=_many_cells),
    Attack(
        "answers at the end",
        Text("Answers in one cell at the end", "把答案都写在最后一个单元格里"),
        spoil=_answer_below,
    ),
    Attack(
        "an answer in the test cell",
        Text("Answers in the test cell by mistake", "误把答案写进了测试单元格"),
        {"buyers": "...", "buyers-check": "def buyers(orders):\n    return orders['customer_id'].nunique()"},
        says="yours runs in a cell beside it",
    ),
    Attack(
        "an import in the given cell",
        Text("Adds an import to the given cell, and uses it", "在给定的单元格里加了一行导入，并用到了它"),
        {"buyers": "def buyers(orders):\n    return len(sets.Counter(orders['customer_id']))"},
        spoil=_import_in_setup,
        says="Cell orders-setup had been changed",
    ),
    Attack(
        "magics, figures and widgets",
        Text("Times its cells, draws, asks the shell", "使用魔法命令、绘图、调用 shell"),
        {
            "buyers": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);\n!echo hello\n"
            "def buyers(orders):\n    plt.plot([2, 1])\n    return orders['customer_id'].nunique()",
            "buyer-count": "%%time\nbuyer_count = buyers(orders)",
            "busiest": "import ipywidgets\nbusiest = 'b'\nipywidgets.IntSlider()",
        },
    ),
    Attack(
        "answers in another form",
        Text("Answers with numpy's and pandas' own numbers and texts", "用 numpy 和 pandas 自己的数字与文本类型作答"),
        {
            "buyers": "import numpy as np\nbuyers = lambda orders: np.int64(orders['customer_id'].nunique())",
            "buyer-count": "buyer_count = pd.Series([float(buyers(orders))]).iloc[0]",
            "busiest": "busiest = np.str_('b')",
        },
    ),
    Attack(
        "names and notes in Chinese",
        Text("Uses Chinese names and signs of every kind", "变量名和注释使用中文和各种符号"),
        {
            "buyers": "def 顾客数(订单):\n    # 数一数 👩‍👩‍👧 有多少顾客\n    return 订单['customer_id'].nunique()\n"
            "def buyers(orders): return 顾客数(orders)  # ✓"
        },
    ),
    Attack(
        "await at the top of a cell",
        Text("Awaits in a cell, as notebooks allow", "在单元格顶层使用 await"),
        {"buyer-count": "import asyncio\nawait asyncio.sleep(0)\nbuyer_count = buyers(orders)"},
    ),
    Attack(
        "many files beside the notebook",
        Text("Hands in 1,500 files with its notebook", "随笔记本附上 1,500 个文件"),
        files={f"picture-{number:04d}.txt": b"a picture" for number in range(1500)},
        says="500 are taken",
    ),
    Attack(
        "checks in cells of its own",
        Text("Asks for checks and hints above and below its answers", "在自己的单元格里、答案前后调用检查和提示"),
        {
            "buyers": "from coursekit import hint\nhint('buyers')\ncheck('buyers')\n"
            "def buyers(orders):\n    return orders['customer_id'].nunique()\ncheck('buyers')",
            "buyer-count": "print(check('buyer-count'))\nbuyer_count = buyers(orders)",
        },
        says="Nothing is checked here while this is graded",
        harms=Text("has no checks to ask for", "没有可以调用的检查"),
    ),
    Attack(
        "data read from the folder beside the notebook",
        Text("Reads its data from datasets/ itself", "自己从 datasets/ 文件夹读取数据"),
        {
            "buyers": "import glob\nparts = glob.glob('datasets/amazon/orders/part-*') or ['orders.csv']\n"
            "read = pd.read_csv if 'csv' in parts[0] else pd.read_parquet\norders = pd.concat(map(read, parts))\n"
            "def buyers(orders):\n    return orders['customer_id'].nunique()",
        },
    ),
    Attack(
        "answers that are called like functions",
        Text(
            "Answers with a partial function, a table of a class of its own, workers",
            "用偏函数、自定义表格类和多进程作答",
        ),
        {
            "buyers": "from functools import partial\nclass Mine(pd.DataFrame):\n    @property\n"
            "    def _constructor(self):\n        return Mine\ndef count(column, orders):\n"
            "    return Mine(orders)[column].nunique()\nbuyers = partial(count, 'customer_id')",
            "buyer-count": "from multiprocessing import Pool\nwith Pool(2) as pool:\n"
            "    buyer_count = Mine({'buyers': pool.map(abs, [buyers(orders)])})",
        },
    ),
    Attack(
        "settings changed for all",
        Text("Changes settings, names and the folder for all that follows", "改动全局设置、内置名称和当前文件夹"),
        {
            "buyers": "import gc, os, sys, warnings\nos.chdir('/')\nsys.path.clear()\ngc.disable()\n"
            "warnings.filterwarnings('error')\npd.set_option('display.max_rows', None)\n"
            "def buyers(orders):\n    return orders['customer_id'].nunique()\nlist = dict = set = len",
            "busiest": "busiest = 'b'\nquit()",
        },
    ),
)
