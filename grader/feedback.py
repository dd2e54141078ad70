"""What a learner reads under a question: the verdict, what counted, the points."""

from __future__ import annotations

from html import escape
from typing import Final

from coursekit.outcomes import Returned
from coursekit.rendering import TONE, explanation, headline, inline, verdict_html
from coursekit.showing import show, visible
from grader.drawn import drawn
from grader.in_kind import in_kind
from grader.questions import Text
from grader.scoring import Part, Score

_PARTS: Final[dict[Part, Text]] = {
    "toys": Text("the small cases shown", "题目给出的小例子"),
    "own": Text("your own customers", "你自己的顾客数据"),
    "fresh": Text("customers nobody has seen", "从未出现过的新顾客"),
}
_ONLY_TOYS: Final = Text(
    "It is right on the small cases shown and not beyond them. An answer has to follow from the data it is given, "
    "whatever the data are.",
    "它只在题目给出的小例子上正确，换了数据就不对了。无论给什么数据，答案都应当由数据推算出来。",
)
_LOWERED: Final = Text(
    "The draws by lot in your data mislead more than others' do: the lesson's own solution, learnt from them, stays "
    "below what full marks ask for. So full marks begin at {par} for you.",
    "你的数据里，抽签的结果比别人的更容易误导：本课自己的解法用你的数据来学，也达不到满分线。"
    "所以你的满分从 {par} 算起。",
)
_FOLLOWED: Final = Text(
    "It is right given your own answer to an earlier question. What was wrong there was marked there, and only there.",
    "以你自己前面那道题的答案为前提，这里的做法是对的。前面的错误只在前面扣分，这里不再重复扣分。",
)
_RETURNED: Final[dict[Part, Text]] = {
    "own": Text("On your own customers your answer was", "用你自己的顾客数据，你的答案是"),
    "fresh": Text("On customers nobody has seen your answer was", "用从未出现过的新顾客，你的答案是"),
}
_RETURNED_VALUE: Final = Text("Your answer was", "你的答案是")
_DREW: Final = Text("Your chart shows {drawn}.", "你的图中有：{drawn}。")
_TO_DRAW: Final = Text("A right one shows {drawn}.", "正确的图中有：{drawn}。")
_ON_CASE: Final = Text("Small case: {title}.", "小例子：{title}。")
_UNTOUCHED: Final = Text("Not answered.", "没有作答。")
_UNDEFINED: Final = Text("There is no `{target}`.", "没有找到 `{target}`。")
_FAILED: Final = Text(
    "The cell that should have made it stopped with an error: {error}", "本该给出它的单元格运行时出错了：{error}"
)
_KEEP_NAME: Final = Text(
    "No cell that ran to its end left this name. Was it changed, or its cell deleted?",
    "没有哪个运行完毕的单元格留下这个名字。是改了名，还是删了单元格？",
)
_WANTED: Final = Text("What is asked for is {kind}.", "要求的是{kind}。")
_EARNED: Final = Text("{earned:g} of {points:g} points", "得 {earned:g} 分，满分 {points:g} 分")
_UNKNOWN: Final = Text(
    "This cell asks for no question of this lesson, so it counts nothing.", "本课没有这道题，这个单元格不计分。"
)
_TOO_MUCH: Final = Text(
    "output left out: this notebook has shown too much already", "输出已略去：这份笔记本的输出太多了"
)
_STOPPED: Final = {
    "time": Text("stopped: it ran too long", "已停止：运行时间过长"),
    "memory": Text("stopped: it needed too much memory", "已停止：占用内存过多"),
    "died": Text("stopped: an earlier cell ended the Python process", "已停止：前面的单元格结束了 Python 进程"),
}

_LONGEST_ERROR: Final = 300


def feedback_html(score: Score, language: str, error: str = "") -> str:
    """Return a question's feedback as HTML; everything of the learner's in it is escaped.

    The right answer is shown for the small cases only, which the learner has seen.

    Parameters
    ----------
    score : of the question
    language : "en" or "zh"
    error : what the cell that answers the question stopped with
    """
    first, more = _first(score, language), _more(score, language, error)
    try:
        told = verdict_html(score.verdict, language, reveal=score.told_by == "toys", first=first, more=more)
    except Exception:
        told = ""
    told += _answered_html(score, language) + _drawn_html(score, language)
    if score.followed:
        told += f"<p>{_FOLLOWED.said_in(language)}</p>"
    if score.lowered:
        par = f"{score.verdict.question.par:.0%}"
        told += f"<p>{_LOWERED.said_in(language).format(par=par)}</p>"
    if score.only_toys:
        told += f"<p>{_ONLY_TOYS.said_in(language)}</p>"
    earned = _EARNED.said_in(language).format(earned=score.earned, points=score.points)
    if len(score.parts) < 2:
        return f"{told}<p><b>{earned}</b></p>"
    parts = " · ".join(
        f"{'✓' if right else '✗'} {_PARTS[part].said_in(language)}" for part, right in score.parts.items()
    )
    colon = "：" if language == "zh" else ": "
    return f"{told}<p><b>{earned}</b>{colon}{parts}</p>"


def _first(score: Score, language: str) -> str | None:
    """The headline, where the notebook's own speaks of cells to be run."""
    says = {"undefined": _UNDEFINED, "untouched": _UNTOUCHED}.get(score.verdict.status)
    return None if says is None else says.said_in(language).format(target=score.verdict.question.target)


def _more(score: Score, language: str, error: str) -> str | None:
    """The explanation, where the notebook's own speaks of what grading will bring."""
    verdict = score.verdict
    if verdict.status == "undefined":
        if not error:
            return _KEEP_NAME.said_in(language)
        shown = " ".join(error.replace("`", "'").split())[:_LONGEST_ERROR]
        return _FAILED.said_in(language).format(error=f"`{shown}`")
    return "" if verdict.right and verdict.question.kind in ("function", "chart") else None


def _drawn_html(score: Score, language: str) -> str:
    """What a wrong chart shows and, on a small case, what a right one does."""
    verdict = score.verdict
    case, outcome = verdict.case, verdict.outcome
    if verdict.question.kind != "chart" or verdict.status not in ("wrong", "mistake"):
        return ""
    theirs = outcome.value if isinstance(outcome, Returned) else None
    right = case.expected.value if case is not None and isinstance(case.expected, Returned) else None
    if case is None or not isinstance(theirs, dict) or not isinstance(right, dict):
        return ""
    try:
        told = [_DREW.said_in(language).format(drawn=drawn(theirs, language))]
        if score.told_by == "toys":
            title = [_ON_CASE.said_in(language).format(title=case.title)] if case.title else []
            told = [*title, *told, _TO_DRAW.said_in(language).format(drawn=drawn(right, language))]
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""
    return f"<p>{escape(visible(('' if language == 'zh' else ' ').join(told)))}</p>"


def _answered_html(score: Score, language: str) -> str:
    """What was returned on data whose right answer is not told, and of what kind that is."""
    case, outcome = score.verdict.case, score.verdict.outcome
    kind = score.verdict.question.kind
    if score.verdict.right or score.told_by not in _RETURNED or not isinstance(outcome, Returned):
        return ""
    if kind in ("chart", "decision"):
        return ""
    says = _RETURNED_VALUE if kind == "value" else _RETURNED[score.told_by]
    said = f"{says.said_in(language)} <code>{escape(visible(show(outcome.value)))}</code>"
    told = [said + ("。" if language == "zh" else ".")]
    if case is not None and isinstance(case.expected, Returned):
        question = score.verdict.question
        wanted = in_kind(case.expected.value, question.form if kind == "value" else "")
        if wanted is not None:
            told.append(inline(_WANTED.said_in(language).format(kind=wanted.said_in(language))))
    return f"<p>{('' if language == 'zh' else ' ').join(told)}</p>"


def overview_html(score: Score, language: str) -> str:
    """Return in one line what was found in a question, as HTML."""
    try:
        sign, colour = TONE[score.verdict.status]
        says = inline(_first(score, language) or headline(score.verdict, language))
        more = inline(explanation(score.verdict, language)) if score.verdict.mistake or score.verdict.slip else ""
    except Exception:
        return ""
    return f"<b style='color:{colour}'>{sign} {says}</b> {more}".strip()


def unknown_html(language: str) -> str:
    """Return what to say under a test cell that belongs to no question."""
    return f"<p>{_UNKNOWN.said_in(language)}</p>"


def too_much_text(language: str) -> str:
    """Return what to say in place of outputs, once a notebook has shown too much."""
    return _TOO_MUCH.said_in(language)


def stopped_text(why: str, language: str) -> str:
    """Return what to say under a cell that was stopped or could not run any more."""
    return _STOPPED.get(why, _STOPPED["died"]).said_in(language)
