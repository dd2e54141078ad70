"""A notebook file's bytes read as JSON, whatever its encoding; what can't be read is refused with the reason."""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from grader.questions import Text
from grader.refusal import Refused
from grader.without_outputs import without_outputs

MOST_BYTES: Final = 256 << 20
"""Larger files are refused: only outputs make a notebook so large, and they don't count."""

_LARGE: Final = 8 << 20
"""Characters from which on outputs are left out before the text is parsed."""

_MOST_BRACKETS: Final = 20_000_000
_MOST_OUTPUTS: Final = 100_000
_MOST_VALUES: Final = 4_000_000
"""Values in what is left, by its commas and brackets: small values unfold to dozens of bytes each."""

_DEEPEST: Final = 64
_UTF8: Final = "utf-8"
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, _UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES: Final = (
    (b"PK\x03\x04", Text("a zip archive or an Office document", "压缩包或 Office 文档")),
    (b"%PDF", Text("a PDF", "PDF 文件")),
    (b"\x1f\x8b", Text("a compressed file", "压缩文件")),
    (b"<!", Text("a web page", "网页文件")),
    (b"<html", Text("a web page", "网页文件")),
)
_BLANK: Final = "\0 \t\r\n"


def content_of(file: Path, most: int = MOST_BYTES) -> bytes:
    """Return a plain file's bytes, `most` at most.

    Raises
    ------
    Refused : for a link, a folder, a pipe, or a file that is too large or can't be opened
    """
    if file.is_symlink():
        raise Refused(
            Text(
                "This is a link to a file, not the file. Hand in the notebook itself.",
                "提交的是一个链接，而不是文件本身。请提交笔记本文件。",
            )
        )
    try:
        opened = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise Refused(
            Text(f"The file can't be opened: {error.strerror}.", f"文件无法打开：{error.strerror}。")
        ) from None
    try:
        about = os.fstat(opened)
        if not stat.S_ISREG(about.st_mode):
            raise Refused(Text("This is no file. Hand in the notebook itself.", "提交的不是文件。请提交笔记本文件。"))
        if about.st_size > most:
            raise _too_large(about.st_size)
        with open(opened, "rb", closefd=False) as stream:
            return stream.read(most)
    finally:
        os.close(opened)


def loaded(content: bytes, notes: list[Text]) -> Mapping[str, Any]:
    """Read a file's bytes as a JSON object.

    Parameters
    ----------
    content : the bytes
    notes : takes what was mended to read them

    Raises
    ------
    Refused : when they are no JSON object, too deep, or would unfold to too much
    """
    if not content.strip(_BLANK.encode()):
        raise Refused.because("The file is empty.", "文件是空的。")
    _check_kind(content)
    text = _small(_decoded(content, notes))
    try:
        whole, end = json.JSONDecoder().raw_decode(text, len(text) - len(text.lstrip()))
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise _not_json(text, error) from None
    if text[end:].strip(_BLANK):
        notes.append(
            Text(
                "Something stood behind the notebook's end; it was passed over.",
                "笔记本内容结束之后还有多余内容，已忽略。",
            )
        )
    if not isinstance(whole, dict):
        raise no_notebook()
    _check_depth(whole)
    return whole


def no_notebook() -> Refused:
    """The refusal of what is readable and no notebook."""
    return Refused(
        Text(
            "The file holds no notebook. Hand in the file that you worked in; its name ends in .ipynb.",
            "文件内容不是笔记本。请提交你作答的那个以 .ipynb 结尾的文件。",
        )
    )


def _too_large(size: int) -> Refused:
    has, most = f"{size / 1e6:,.0f} MB", f"{MOST_BYTES / 1e6:,.0f} MB"
    return Refused(
        Text(
            f"The file has {has} and holds more than is read (at most {most}). Outputs make a notebook so large, and "
            "they don't count: in JupyterLab choose Edit › Clear Outputs of All Cells, save, and hand it in again.",
            f"文件有 {has}，内容超出了读取上限（最多 {most}）。笔记本过大是因为单元格的输出，而输出不计分："
            "请在 JupyterLab 中选择“编辑”→“清除所有单元格的输出”，保存后重新提交。",
        )
    )


def _check_kind(content: bytes) -> None:
    start = content[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for magic, kind in _OTHER_FILES:
        if start.startswith(magic.lower()):
            raise Refused(
                Text(
                    f"This is {kind.en}, not a notebook. Hand in the file whose name ends in .ipynb.",
                    f"这是{kind.zh}，不是笔记本。请提交以 .ipynb 结尾的文件。",
                )
            )


def _decoded(content: bytes, notes: list[Text]) -> str:
    for encoding in _likely_encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != _UTF8:
            name = encoding.upper()
            notes.append(
                Text(
                    f"The file was encoded in {name}, not in UTF-8; it was read all the same.",
                    f"文件编码是 {name}，不是 UTF-8，已照常读取。",
                )
            )
        elif text.startswith("\ufeff"):
            notes.append(
                Text(
                    "The file began with a byte order mark; it was passed over.",
                    "文件开头带有字节顺序标记（BOM），已忽略。",
                )
            )
        return text.removeprefix("\ufeff")
    raise Refused.because("The file is no text: its bytes are damaged.", "文件内容已损坏，无法作为文本读取。")


def _likely_encodings(content: bytes) -> tuple[str, ...]:
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    if marked:
        return (marked,)
    if content[1:2] == b"\0":
        return ("utf-16-le",)
    return ("utf-16-be",) if content[:1] == b"\0" else (_UTF8, "gb18030")


def _small(text: str) -> str:
    """The text, without its outputs where it is large."""
    size = len(text)
    if size > _LARGE:
        if text.count("[") + text.count("{") > _MOST_BRACKETS or text.count('"outputs"') > _MOST_OUTPUTS:
            raise _too_large(size)
        text = without_outputs(text)
    if len(text) > _LARGE * 4 or text.count(",") + text.count("[") + text.count("{") > _MOST_VALUES:
        raise _too_large(size)
    return text


def _not_json(text: str, error: ValueError) -> Refused:
    line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
    if re.search(r"^<<<<<<< ", text, re.MULTILINE):
        return Refused(
            Text(
                f"The file holds conflict marks of git (near line {line}). Settle the conflict, save, hand in again.",
                f"文件中含有 git 的冲突标记（第 {line} 行附近）。请解决冲突并保存后重新提交。",
            )
        )
    if not text.lstrip().startswith("{"):
        return no_notebook()
    if not text.rstrip(_BLANK).endswith("}"):
        return Refused.because(
            f"The file breaks off (line {line}): the rest of the notebook is missing.",
            f"文件不完整（第 {line} 行处中断），笔记本的其余内容丢失。",
        )
    return Refused.because(f"The notebook is damaged in line {line}.", f"笔记本在第 {line} 行处已损坏。")


def _too_deep() -> Refused:
    return Refused.because("The file is nested deeper than any notebook.", "文件的嵌套层数超过了任何笔记本。")


def _check_depth(whole: object) -> None:
    layer, depth = [whole], 0
    while layer:
        depth += 1
        if depth > _DEEPEST:
            raise _too_deep()
        inside = (item.values() if isinstance(item, dict) else item for item in layer if isinstance(item, dict | list))
        layer = [inner for items in inside for inner in items if isinstance(inner, dict | list)]
