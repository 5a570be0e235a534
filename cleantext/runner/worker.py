"""The worker process: takes tasks from a pipe, does them in order, sends the results back."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection, wait
from typing import Any

from cleantext.core.errors import CleantextError
from cleantext.runner.work import Job, Result, Task, clean_chunk

OUT_OF_MEMORY = 77  # the exit code that says so


def serve(pipe: Connection, note: Any, job: bytes, memory_limit: int, folder: str) -> None:
    """Work until the pipe ends.

    `note`: three numbers that the parent reads, also after this process was killed: task, item, and since when.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends this process
    _end_with_parent()
    tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
    results: queue.Queue[Result | None] = queue.Queue(maxsize=2)
    # Both ends of the pipe have a thread, so that neither process waits while the other one works.
    threading.Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    sender = threading.Thread(target=_send, args=(pipe, results), daemon=True)
    sender.start()
    try:
        if folder:
            os.chdir(folder)
        loaded: Job = pickle.loads(job)
        _limit_memory(memory_limit)
    except Exception as error:
        results.put(Result(-1, error=CleantextError(f"a worker cannot load the pipeline: {error}")))
        results.put(None)
        sender.join()
        return
    while (task := tasks.get()) is not None:
        results.put(_done(loaded, task, note))


def _done(job: Job, task: Task, note: Any) -> Result:
    def in_hand(index: int) -> None:
        note[2] = 0.0
        note[0], note[1] = task.number, index
        note[2] = time.monotonic() if index >= 0 else 0.0

    try:
        return clean_chunk(job, task, in_hand)
    except MemoryError:  # whatever took it may still hold it: only a new process has all of it again
        os._exit(OUT_OF_MEMORY)
    except CleantextError as error:
        return Result(task.number, error=error)
    except Exception as error:
        where = f"{task.chunk.source.name}, from {task.chunk.first} on"
        return Result(task.number, error=CleantextError(f"{where}: {type(error).__name__}: {error}"))
    finally:
        note[2] = 0.0


def _receive(pipe: Connection, tasks: queue.SimpleQueue[Task | None]) -> None:
    try:
        while True:
            tasks.put(pipe.recv())
    except (EOFError, OSError):
        tasks.put(None)
    except BaseException:  # without this thread the process would wait for ever
        os._exit(1)


def _send(pipe: Connection, results: queue.Queue[Result | None]) -> None:
    try:
        while (result := results.get()) is not None:
            pipe.send(result)
    except BaseException:
        os._exit(1)


def _limit_memory(limit: int) -> None:
    if limit and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _end_with_parent() -> None:
    """End this process when its parent is gone, however it went."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if sys.platform == "linux":  # a thread cannot run while a regular expression does, the kernel can
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1: PR_SET_PDEATHSIG
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
