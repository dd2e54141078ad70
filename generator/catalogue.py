"""The catalogue that is kept with the sources: dictionary in both languages, registry of hashes, small samples."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pyarrow as pa

from generator.blocks import DEFAULT_CUSTOMERS
from generator.case import cases, find_case
from generator.dictionary import Language, describe_case, said
from generator.files import save
from generator.schema import Text
from generator.simulation import simulate
from generator.streams import DEFAULT_SEED
from generator.window import AS_OF, START
from generator.writing import write

SAMPLE_CUSTOMERS = 60
FILES = {"README.md": "en", "README.zh-CN.md": "zh"}
INTRODUCTION = Text(
    f"""<!-- Built from the generator's schema. Do not edit: change the schema and build again. -->
# The data

Every customer, order and number here is invented by the generator; see each case for what it is modelled on.
The data cover {START:%Y-%m-%d} to {AS_OF:%Y-%m-%d}, the as-of date: nothing later is known. Times are local, money is
in the currency stated. An empty cell is a missing value.

- [`samples/`](samples) holds {SAMPLE_CUSTOMERS} customers of each case as CSV, for a browser or a spreadsheet.
- [`registry.json`](registry.json) holds the SHA-256 of every file of the standard data
  ({DEFAULT_CUSTOMERS:,} customers, seed {DEFAULT_SEED}, parquet), made with the versions in `requirements.lock`.
- `workshop data` makes the full data, for any number of customers; they are not kept with the sources.""",
    f"""<!-- 本文件由生成器的数据结构自动生成，请勿手工修改：请改数据结构后重新生成。 -->
# 数据说明

这里的每一位顾客、每一笔订单、每一个数字都由生成器虚构；各案例所参照的公开信息见案例说明。
数据覆盖 {START:%Y-%m-%d} 至 {AS_OF:%Y-%m-%d}；后者为数据截止日，此后的情况一概未知。
时间均为当地时间，金额以注明的货币计。空单元格表示缺失值。

- [`samples/`](samples)：每个案例 {SAMPLE_CUSTOMERS} 位顾客的 CSV 样例，可直接在浏览器或电子表格中查看。
- [`registry.json`](registry.json)：标准数据中每个文件的 SHA-256 校验值（{DEFAULT_CUSTOMERS:,} 位顾客，
  种子 {DEFAULT_SEED}，parquet 格式），按 `requirements.lock` 锁定的版本生成。
- 用 `workshop data` 可生成任意顾客数量的完整数据；完整数据不随源码保存。""",
)


def _put(text: str, path: Path) -> None:
    """Write beside, then rename."""
    beside = path.with_name(f".{path.name}.unfinished")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def _registry() -> dict[str, dict[str, str]]:
    """Case → path → SHA-256 of the standard data, truth included."""
    found: dict[str, dict[str, str]] = {}
    for case in cases():
        with tempfile.TemporaryDirectory() as folder:
            found[case] = {part.path: part.sha256 for part in write(case, folder).parts}
    return found


def write_catalogue(folder: Path | str) -> None:
    """Build the data dictionary (both languages), the registry of hashes and the samples into `folder`.

    Other files in the folder are left alone; equal sources give equal bytes.

    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_catalogue(place)
    ...     sorted(path.name for path in Path(place).iterdir())
    ['README.md', 'README.zh-CN.md', 'registry.json', 'samples']
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    found = [find_case(name) for name in cases()]
    samples = {case.name: simulate(case.name, SAMPLE_CUSTOMERS, DEFAULT_SEED) for case in found}
    with tempfile.TemporaryDirectory(prefix=".samples-", dir=place) as beside:
        for case in found:
            for table in case.tables:
                rows = pa.Table.from_pandas(samples[case.name][table.name], preserve_index=False)
                path = Path(beside) / "new" / case.name / f"{table.name}.csv"
                path.parent.mkdir(parents=True, exist_ok=True)
                save(rows, table, path)
        shutil.rmtree(place / "samples", ignore_errors=True)
        (Path(beside) / "new").rename(place / "samples")
    for name, spoken in FILES.items():
        language: Language = "en" if spoken == "en" else "zh"
        parts = [said(INTRODUCTION, language), *(describe_case(case, samples[case.name], language) for case in found)]
        _put("\n\n".join(parts) + "\n", place / name)
    registry = {"customers": DEFAULT_CUSTOMERS, "seed": DEFAULT_SEED, "format": "parquet", "sha256": _registry()}
    _put(json.dumps(registry, indent=1) + "\n", place / "registry.json")
