"""The tables of docs/security.md and docs/zh/security.md: `python -m tests.grader.attacks.table` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from grader.questions import Text

from . import CATALOGUE
from .attack import FULL, Attack, Group

ROOT: Final = Path(__file__).resolve().parents[3]
PAGES: Final = {"en": ROOT / "docs" / "security.md", "zh": ROOT / "docs" / "zh" / "security.md"}
BEGIN: Final = "<!-- Built by `python -m tests.grader.attacks.table`: do not edit from here -->"
END: Final = "<!-- to here -->"
RECORD: Final = Path(__file__).with_name("plain_nbgrader.json")
OF: Final = 4

GROUPS: Final[Mapping[Group, Text]] = {
    "forging": Text("Forging points", "伪造分数"),
    "theft": Text("Theft", "窃取"),
    "hijack": Text("Taking over what grades", "劫持评分程序"),
    "exhaustion": Text("Exhaustion", "耗尽资源"),
    "malformed": Text("Files that are no notebook in order", "有毛病的文件"),
    "output": Text("What is shown", "显示的内容"),
    "honest": Text("Honest, and odd", "诚实但不寻常的作业"),
}
_HEAD: Final = Text(
    "| what is handed in | deserves | plain nbgrader | here |", "| 提交的内容 | 应得 | 原版 nbgrader | 这里 |"
)
_SUM: Final = Text(
    "{of} submissions. Plain nbgrader was tried with {tried}: {fine} got what they deserve and did no harm.",
    "共 {of} 份作业。原版 nbgrader 试验了其中 {tried} 份，{fine} 份得到应得的结果且没有造成损害。",
)
_POINTS: Final = Text("{points:g} of {of}", "{points:g}/{of} 分")
_REFUSED: Final = Text("refused, with the reason", "拒绝评分，说明原因")
_NO_GRADE: Final = Text("no grade", "没有成绩")
_NOT_RUN: Final = Text("not run: {why}", "未运行：{why}")
_ENDLESS: Final = Text("never ends", "永不结束")
_BATCH: Final = Text("stops the whole class", "整个班的评分中止")
_STOLEN: Final = Text("gets what it is after", "得手")
_ACTIVE: Final = Text("its script is in the feedback page", "脚本进入反馈页")
_LEFT: Final = Text("leaves a process running", "留下运行中的进程")
_SIZE: Final = Text("leaves {size} MB in the class", "在班级目录留下 {size} MB")


def table(language: str) -> str:
    """All groups' tables, in one language."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    there = [_there(one, record.get(one.name), language) for group in CATALOGUE.values() for one in group]
    counted = {
        "of": len(there),
        "tried": sum(one[0] in "✓✗" for one in there),
        "fine": sum(one[0] == "✓" for one in there),
    }
    lines: list[str] = [_SUM.said_in(language).format(**counted)]
    for group, attacks in CATALOGUE.items():
        lines += ["", f"### {GROUPS[group].said_in(language)}", "", _HEAD.said_in(language), "|---|---|---|---|"]
        for attack in attacks:
            there = _there(attack, record.get(attack.name), language)
            about = attack.about.said_in(language).replace("|", "\\|")
            lines.append(f"| {about} | {_deserved(attack, language)} | {there} | ✓ {_here(attack, language)} |")
    return "\n".join(lines).strip()


def page(text: str, language: str) -> str:
    """A page's text with its tables made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table(language)}\n\n{END}{after}"


def _deserved(attack: Attack, language: str) -> str:
    if attack.earns is None:
        return "–"
    return _POINTS.said_in(language).format(points=sum(attack.earns), of=OF)


def _here(attack: Attack, language: str) -> str:
    return _REFUSED.said_in(language) if attack.earns is None else _deserved(attack, language)


def _deserved_there(attack: Attack) -> list[object]:
    """What plain nbgrader may rightly give: a question's points or none of them; no grade where none are due."""
    if attack.earns is None:
        return [None]
    due = [earned if earned == most else 0.0 for earned, most in zip(attack.earns, FULL, strict=True)]
    return [due] if any(due) else [due, None]


def _there(attack: Attack, found: Mapping[str, Any] | None, language: str) -> str:
    if attack.harms is not None:
        return _NOT_RUN.said_in(language).format(why=attack.harms.said_in(language))
    assert found is not None, f"{attack.name!r} was never tried: python -m tests.grader.attacks.plain_nbgrader"
    said = []
    if not found["ended"]:
        said.append(_ENDLESS)
    elif found["points"] is None:
        said.append(_NO_GRADE)
    harm = [
        one
        for one, holds in (
            (_BATCH, not found["honest"]),
            (_STOLEN, found["stolen"]),
            (_ACTIVE, found["active"]),
            (_LEFT, found["left"]),
        )
        if holds
    ]
    words = [one.said_in(language) for one in (*said, *harm)]
    if found["points"] is not None and found["ended"]:
        words.insert(0, _POINTS.said_in(language).format(points=sum(found["points"]), of=OF))
    if found["megabytes"] > 10:
        words.append(_SIZE.said_in(language).format(size=found["megabytes"]))
    deserved = found["points"] in _deserved_there(attack)
    sign = "✓" if found["ended"] and deserved and not harm and found["megabytes"] <= 10 else "✗"
    return f"{sign} {'；'.join(words) if language == 'zh' else '; '.join(words)}"


def main() -> None:
    """Write the tables into both pages."""
    for language, file in PAGES.items():
        file.write_text(page(file.read_text(encoding="utf-8"), language), encoding="utf-8")


if __name__ == "__main__":
    main()
