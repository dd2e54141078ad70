"""The parts of one block: made by any process on any machine, each on disk whole or not at all."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from generator.blocks import Block
from generator.case import find_case
from generator.files import save
from generator.frames import to_table
from generator.manifest import Part
from generator.streams import Streams, Variant


@dataclass(frozen=True)
class BlockJob:
    """All that a worker, in this process or on another machine, needs to write one block."""

    case: str
    seed: int = field(repr=False)
    variant: Variant
    block: Block
    format: str
    truth: bool

    @property
    def suffix(self) -> str:
        """What the names of the block's files end with."""
        return f"part-{self.block.index:05d}.{self.format}"


def put(content: bytes, path: Path) -> None:
    """Write a file so that it is never seen half-written: beside its place, then renamed."""
    beside = _beside(path)
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _beside(path: Path) -> Path:
    """A name that no other writer of the same file uses, and no reader takes for a part."""
    return path.with_name(f".{os.getpid()}-{secrets.token_hex(4)}-{path.name}")


def write_parts(job: BlockJob, folder: Path) -> tuple[Part, ...]:
    """Write the parts of a block below `folder` and describe them. Raises OSError."""
    case = find_case(job.case)
    world = case.world(Streams(job.seed, job.case, job.block.index, job.variant), job.block)
    sealed = [(f"truth/{table.name}", table) for table in case.truth] if job.truth else []
    parts = []
    for name, table in [(table.name, table) for table in case.tables] + sealed:
        if table.once and job.block.index:
            continue
        made, path = to_table(table, world.table(name)), folder / name / job.suffix
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = _beside(path)
        try:
            digest = save(made, table, beside)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        parts.append(Part(f"{name}/{job.suffix}", made.num_rows, digest))
    return tuple(parts)
