"""The worker processes, and what happens when one of them dies, hangs or is killed.

Each has at most two tasks: the one it works on, and the next. A worker that dies is replaced and its tasks are dealt
again; the document that was in hand when workers died twice is left out from then on, and so is one that takes too
long. Results come back in the order of the tasks, and no more than a few of them are held.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from typing import Any

from cleantext.core.errors import CleantextError
from cleantext.runner.work import Job, Result, Task
from cleantext.runner.worker import OUT_OF_MEMORY, serve

_AHEAD = 2  # tasks of a worker, the one in hand included
_FRUITLESS = 4  # deaths with no document in hand after which a task is given up


class WorkerDied(CleantextError):
    """Workers died again and again, and no document was to blame."""


class Workers:
    """Processes that do tasks."""

    def __init__(self, job: Job, count: int, *, time_limit: float = 0, memory_limit: int = 0, folder: str = "") -> None:
        """`time_limit`: seconds a document may take; `memory_limit`: bytes a worker may have; 0: no limit.

        `folder`: where paths begin, if not where this process was started.
        Errors: `CleantextError` if the pipeline cannot be sent to a process.
        """
        try:
            self._job = pickle.dumps(job)
        except Exception as error:
            raise CleantextError(f"the pipeline cannot be sent to worker processes: {error}") from error
        self._count, self._time_limit, self._memory_limit, self._folder = count, time_limit, memory_limit, folder
        self._workers: list[_Worker] = []
        self._events: queue.SimpleQueue[tuple[_Worker, Result | None]] = queue.SimpleQueue()
        self._again: deque[Task] = deque()
        self._deaths: Counter[tuple[int, int]] = Counter()
        self.replaced = 0  # workers that died

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task, in the order of the tasks, which are numbered from 0. May be called again.

        Errors: `WorkerDied` if a task cannot be done, and whatever error a task itself ended with.
        """
        coming = iter(tasks)
        self._deaths.clear()
        done: dict[int, Result] = {}
        taken, given, more = 0, 0, True
        while True:
            while self._again or (more and taken - given < self._count * (_AHEAD + 2)):
                worker = self._free()
                if worker is None:
                    break
                task = self._again.popleft() if self._again else next(coming, None)
                if task is None:
                    more = False
                    continue
                taken = max(taken, task.number + 1)
                worker.give(task)
            while given in done:
                result = done.pop(given)
                given += 1
                if result.error is not None:
                    raise result.error
                yield result
            if not more and given == taken:
                return
            if given == taken:
                continue
            for result in self._heard():
                done[result.number] = result

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.close()

    def _free(self) -> _Worker | None:
        """Return the worker to be given the next task: an idle one, a new one, or one that is soon through."""
        idle = [worker for worker in self._workers if not worker.tasks]
        if not idle and len(self._workers) < self._count:
            worker = _Worker(self._job, self._memory_limit, self._folder, self._events)
            self._workers.append(worker)
            return worker
        worker = min(self._workers, key=lambda worker: len(worker.tasks))
        return worker if len(worker.tasks) < _AHEAD else None

    def _heard(self) -> list[Result]:
        """Wait for something to happen, and return the results it brought."""
        try:
            worker, result = self._events.get(timeout=self._patience())
        except queue.Empty:
            self._stop_the_slow()
            return []
        if worker not in self._workers:
            return []
        if result is None:
            self._bury(worker)
            return []
        if result.number < 0:
            raise result.error or WorkerDied("a worker could not start")
        worker.tasks.pop(result.number, None)
        return [result]

    def _patience(self) -> float:
        if not self._time_limit:
            return 1.0
        now = time.monotonic()
        ends = [since + self._time_limit - now for worker in self._workers if (since := worker.note[2])]
        return min(max(0.01, min(ends, default=1.0)), 1.0)

    def _stop_the_slow(self) -> None:
        now = time.monotonic()
        for worker in self._workers:
            since = worker.note[2]
            if self._time_limit and since and now - since > self._time_limit:
                worker.too_slow = True
                worker.process.kill()

    def _bury(self, worker: _Worker) -> None:
        """Deal a dead worker's tasks again, less the document that killed it."""
        worker.process.join()
        worker.close()
        self._workers.remove(worker)
        self.replaced += 1
        number, index, since = int(worker.note[0]), int(worker.note[1]), worker.note[2]
        reason = ""
        if since and number in worker.tasks:
            if worker.too_slow and time.monotonic() - since > self._time_limit:
                reason = f"took longer than {self._time_limit:g} s"
            else:
                self._deaths[number, index] += 1
                if self._deaths[number, index] >= 2:
                    reason = _cause(worker.process.exitcode)
            if reason:
                task = worker.tasks[number]
                worker.tasks[number] = task._replace(skip={**task.skip, index: reason})
        elif worker.tasks:
            first = min(worker.tasks)
            self._deaths[first, -1] += 1
            if self._deaths[first, -1] >= _FRUITLESS:
                where = worker.tasks[first].chunk
                cause = _cause(worker.process.exitcode)
                raise WorkerDied(f"{where.source.name}: a chunk of it {cause}, again and again")
        self._again.extend(worker.tasks[number] for number in sorted(worker.tasks))


class _Worker:
    """One process as its parent sees it."""

    def __init__(
        self, job: bytes, memory_limit: int, folder: str, events: queue.SimpleQueue[tuple[_Worker, Result | None]]
    ) -> None:
        context = get_context("spawn")
        self.note: Any = context.RawArray("d", 3)
        self.tasks: dict[int, Task] = {}
        self.too_slow = False
        self._pipe, theirs = context.Pipe()
        self._outbox: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._events = events
        self.process = context.Process(target=serve, args=(theirs, self.note, job, memory_limit, folder), daemon=True)
        with _interrupts_held_back():
            self.process.start()
        theirs.close()
        # Threads, because a process that hangs may stop in the middle of a message.
        threading.Thread(target=self._send, daemon=True).start()
        threading.Thread(target=self._listen, daemon=True).start()

    def give(self, task: Task) -> None:
        """Send a task, without waiting until it is received."""
        self.tasks[task.number] = task
        self._outbox.put(task)

    def close(self) -> None:
        """Let go of a process that is dead."""
        self._outbox.put(None)

    def _send(self) -> None:
        with contextlib.suppress(OSError):
            while (task := self._outbox.get()) is not None:
                self._pipe.send(task)

    def _listen(self) -> None:
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                self._events.put((self, self._pipe.recv()))
        self._events.put((self, None))


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let a new process begin deaf to Ctrl-C, which is for the parent alone; here it is heard afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cause(exitcode: int | None) -> str:
    if exitcode == OUT_OF_MEMORY:
        return "ran out of memory"
    if exitcode is not None and exitcode < 0:
        with contextlib.suppress(ValueError):
            name = signal.Signals(-exitcode).name
            return f"crashed the worker ({name}{', perhaps for want of memory' if name == 'SIGKILL' else ''})"
    return f"crashed the worker (exit code {exitcode})"
