"""The kernel's calls by which a forked process parts from everything its parent can see (Linux alone).

Numbers are the kernel's: include/uapi/linux/{sched,mount,prctl,capability,seccomp}.h.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import struct
import sys
from typing import Final

if sys.platform != "win32":
    import fcntl

_NEW_MOUNTS, _NEW_IPC, _NEW_PIDS, _NEW_NETWORK = 0x00020000, 0x08000000, 0x20000000, 0x40000000
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS, _REMOUNT = 1, 2, 4, 8, 32
_DIE_WITH_PARENT, _DUMPABLE, _SECCOMP, _BOUNDING_DROP, _NO_NEW_PRIVILEGES, _AMBIENT = 1, 4, 22, 24, 38, 47
_AMBIENT_CLEAR_ALL, _SECCOMP_FILTER = 4, 2
_CAPABILITY_VERSION: Final = 0x20080522
_SET_INTERFACE_FLAGS, _INTERFACE_UP = 0x8914, 0x1
_MOST_FILES: Final = 100_000
_BUFFER: Final = 106_496
"""Bytes in each direction; together what net.core.wmem_default lets any socket hold."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def part() -> None:
    """Leave the parent's mounts, network and shared memory; children get process numbers of their own.

    Raises
    ------
    OSError : where the kernel does not allow it
    """
    _call("unshare", _NEW_MOUNTS | _NEW_IPC | _NEW_PIDS | _NEW_NETWORK)


def show_own_processes() -> None:
    """Mount /proc anew, so that it shows the processes of this namespace alone."""
    _call("mount", b"proc", b"/proc", b"proc", ctypes.c_ulong(_NO_SUID | _NO_DEVICES | _NO_PROGRAMS), None)


def empty_folder(path: str, size: int, mode: int = 0o1777) -> None:
    """Put an empty folder in memory, of `size` bytes at most, over what was at a path."""
    options = f"size={size},nr_inodes={_MOST_FILES},mode={mode:o}".encode()
    _call("mount", b"tmpfs", path.encode(), b"tmpfs", ctypes.c_ulong(_NO_SUID | _NO_DEVICES), options)


def make_read_only(path: str, size: int) -> None:
    """Let nobody write any more to a folder that `empty_folder` made."""
    flags = ctypes.c_ulong(_REMOUNT | _READ_ONLY | _NO_SUID | _NO_DEVICES)
    _call("mount", b"tmpfs", path.encode(), b"tmpfs", flags, f"size={size}".encode())


def loopback() -> None:
    """Bring up the one interface that a new network namespace has."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        fcntl.ioctl(line, _SET_INTERFACE_FLAGS, struct.pack("16sh", b"lo", _INTERFACE_UP))


def small_buffers() -> None:
    """Let a TCP socket of this network namespace hold no more than any other socket does, where that can be said."""
    for way in ("rmem", "wmem"):
        with contextlib.suppress(OSError), open(f"/proc/sys/net/ipv4/tcp_{way}", "w", encoding="ascii") as setting:
            setting.write(f"4096 16384 {_BUFFER}")


def die_with_parent() -> None:
    """Be killed when the parent ends."""
    _call("prctl", _DIE_WITH_PARENT, 9, 0, 0, 0)


def hide_memory(hidden: bool = True) -> None:
    """Keep this process's memory and descriptors from others of the same user, and those of its children; or don't."""
    _call("prctl", _DUMPABLE, int(not hidden), 0, 0, 0)


def limit_capabilities() -> None:
    """Make sure that no program started from here can be given a capability."""
    highest = int(_first_line("/proc/sys/kernel/cap_last_cap"))
    for capability in range(highest + 1):
        _call("prctl", _BOUNDING_DROP, capability, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up every capability for good."""
    _call("prctl", _AMBIENT, _AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    _call("capset", header, bytes(24))
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def refuse_calls(program: bytes) -> None:
    """Install a filter of system calls (see grader.sandbox.system_calls) for this process and its children."""
    if program:
        filtered = _Program(len(program) // 8, program)
        _call("prctl", _SECCOMP, _SECCOMP_FILTER, ctypes.byref(filtered), 0, 0)


def _call(name: str, *arguments: object) -> None:
    words = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*words):
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _first_line(path: str) -> str:
    with open(path, encoding="ascii") as file:
        return file.readline()
