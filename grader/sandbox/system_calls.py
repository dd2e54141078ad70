"""The system calls that no lesson needs and that break out of walls are made from: a seccomp filter for bubblewrap.

Refused too is memory that belongs to no process, so that nothing counts it, and sockets that leave the network
namespace.

The filter is a classic BPF program over the call's number and arguments (Linux: Documentation/userspace-api/
seccomp_filter.rst). New user namespaces are refused above all: inside one, a submission could mount folders of its own
that no limit knows of.
"""

from __future__ import annotations

import errno
import platform
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT, _THIRD_ARGUMENT = 0, 4, 16, 24, 32
_NEW_NAMESPACES: Final = 0x7E020000
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET together."""

_SOCKETS: Final = (1, 2, 10, 16)
"""AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK belong to a network namespace; AF_VSOCK, for one, reaches out of it."""

_LOCKS_OF_NOBODY: Final = (37, 38)
"""F_OFD_SETLK and F_OFD_SETLKW: locks that the kernel keeps without saying whose they are."""

_SOL_SOCKET: Final = 1
_BUFFER_SIZES: Final = (7, 8, 32, 33)
"""SO_SNDBUF, SO_RCVBUF and both with FORCE do nothing: what a socket holds is counted by its size without them."""

_X32: Final = 0x40000000
_CLONE3: Final = 435


@dataclass(frozen=True)
class _Machine:
    architecture: int
    clone: int
    socket: int
    setsockopt: int
    fcntl: int
    refused: tuple[int, ...]


_SAME_EVERYWHERE: Final = (425, 426, 427, 428, 429, 430, 431, 432, 433, 442, 447)
"""io_uring_setup, _enter, _register; open_tree, move_mount, fsopen, fsconfig, fsmount, fspick; mount_setattr;
memfd_secret."""

_MACHINES: Final[Mapping[str, _Machine]] = {
    "x86_64": _Machine(
        0xC000003E,
        56,
        41,
        54,
        72,
        # unshare setns mount umount2 pivot_root chroot | ptrace process_vm_readv/writev | add_key request_key keyctl
        # bpf perf_event_open userfaultfd | kexec_load init_module finit_module delete_module | name_to_handle_at
        # open_by_handle_at | acct swapon reboot | memfd_create shmget msgget semget mq_open: memory that no process
        # holds | io_setup, of which the whole machine has few | syslog
        (
            272,
            308,
            165,
            166,
            155,
            161,
            101,
            310,
            311,
            248,
            249,
            250,
            321,
            298,
            323,
            246,
            175,
            313,
            176,
            303,
            304,
            163,
            167,
            169,
            319,
            29,
            68,
            64,
            240,
            206,
            103,
        ),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        220,
        198,
        208,
        25,
        (
            97,
            268,
            40,
            39,
            41,
            51,
            117,
            270,
            271,
            217,
            218,
            219,
            280,
            241,
            282,
            104,
            105,
            273,
            106,
            264,
            265,
            89,
            224,
            142,
            279,
            194,
            186,
            190,
            180,
            0,
            116,
        ),
    ),
}


def call_filter(machine: str | None = None) -> bytes | None:
    """Return the filter as bubblewrap's `--seccomp` reads it; None for a kind of machine we know no numbers of.

    Parameters
    ----------
    machine : as `platform.machine()` names it; this one unless given
    """
    known = _MACHINES.get(machine or platform.machine())
    if known is None:
        return None
    refuse = _step(_RETURN, _REFUSE | errno.EPERM)
    program = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, known.architecture, 1, 0),
        refuse,
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32, 0, 1),
        refuse,
    ]
    for number in (*known.refused, *_SAME_EVERYWHERE):
        program += [_step(_EQUAL, number, 0, 1), refuse]
    program += [_step(_EQUAL, _CLONE3, 0, 1), _step(_RETURN, _REFUSE | errno.ENOSYS)]
    program += [
        _step(_EQUAL, known.socket, 0, 3 + len(_SOCKETS)),
        _step(_LOAD, _FIRST_ARGUMENT),
        *(_step(_EQUAL, family, len(_SOCKETS) - place, 0) for place, family in enumerate(_SOCKETS)),
        refuse,
        _step(_RETURN, _ALLOW),
        _step(_EQUAL, known.setsockopt, 0, 5 + len(_BUFFER_SIZES)),
        _step(_LOAD, _SECOND_ARGUMENT),
        _step(_EQUAL, _SOL_SOCKET, 0, 1 + len(_BUFFER_SIZES)),
        _step(_LOAD, _THIRD_ARGUMENT),
        *(_step(_EQUAL, one, len(_BUFFER_SIZES) - place, 0) for place, one in enumerate(_BUFFER_SIZES)),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _REFUSE),
        _step(_EQUAL, known.fcntl, 0, 3 + len(_LOCKS_OF_NOBODY)),
        _step(_LOAD, _SECOND_ARGUMENT),
        *(_step(_EQUAL, one, len(_LOCKS_OF_NOBODY) - place, 0) for place, one in enumerate(_LOCKS_OF_NOBODY)),
        _step(_RETURN, _ALLOW),
        refuse,
        _step(_EQUAL, known.clone, 0, 3),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_ANY_BIT, _NEW_NAMESPACES, 0, 1),
        refuse,
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(program)


def _step(code: int, operand: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, operand)
