"""Ray without its datasets: a core task for each output of a corpus, with our own reading and writing.

A task that is lost with its process or its node is given out again, a few times; a document that crashes or hangs takes
a process with it that each task has for that, as on one machine.
"""

from __future__ import annotations

import os
import pickle
import secrets
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import chdir, contextmanager, nullcontext
from itertools import chain
from typing import Any, NamedTuple

from cleantext import __version__
from cleantext.core.errors import BadInput, CleantextError, MissingExtra
from cleantext.formats import places
from cleantext.formats.base import Chunk
from cleantext.runner import Run, Summary, Watcher
from cleantext.runner import run as run_here
from cleantext.runner.shards import News, Shard, write_shard
from cleantext.runner.work import Job, Result
from cleantext.runner.workers import WorkerDied, Workers

_TRIES = 5  # for one output, of which all may be lost without its fault
_PATIENCE = 10.0  # seconds for tasks that are called off
_LAG = 60.0  # seconds until a file is seen that another machine has written
_WAIT = 1.0  # seconds, after which a Ctrl-C is heard


def run(config: Run, watcher: Watcher | None = None, *, address: str = "") -> Summary:
    """Do what `cleantext.runner.run` does, on a Ray cluster, one task for each output; the bytes are the same.

    `config.jobs`: outputs under way at a time; 0: as many as keep the cluster busy. Inputs and target must be where all
    nodes see them, under the same path or by URL, and so must tables; cleantext must be installed there.
    `address`: of the cluster, as `ray.init` takes it; by default RAY_ADDRESS, or else a cluster in this machine alone.
    Errors: as `cleantext.runner.run`; `MissingExtra` without Ray.
    """
    _extra()
    if config.target == "-" or "-" in config.paths:
        raise BadInput("the nodes of a cluster have no standard input and output; name a file or a folder")
    return run_here(config, watcher, _Tasks(config, address, watcher or Watcher()))


class _Order(NamedTuple):
    """What a task needs to know besides the shard."""

    run: str  # a table may be another one in the next run
    version: str
    job: bytes
    time_limit: float
    memory_limit: int
    folder: str  # where relative paths begin


class _Tasks:
    """The engine: shards as core tasks."""

    def __init__(self, config: Run, address: str, watcher: Watcher) -> None:
        self._config, self._address, self._watcher = config, address, watcher
        self.lost = 0

    def results(self, shards: Iterable[Shard]) -> Iterator[News]:
        """Yield the news of all shards, as they come.

        Errors: `WorkerDied` if a shard is lost time and again, and what a shard itself ended with.
        """
        first = next(coming := iter(shards), None)
        if first is None:  # nothing to do: no need of a cluster
            return
        to_do = ((shard, 0) for shard in chain([first], coming))
        again: list[tuple[Shard, int]] = []
        under_way: dict[Any, tuple[Shard, int]] = {}
        order = self._order(secrets.token_hex(3))
        with self._connected() as ray:
            write = ray.remote(num_cpus=1, max_retries=0, num_returns="streaming")(_write)
            try:
                while True:
                    while len(under_way) < self._most(ray) and (given := again.pop() if again else next(to_do, None)):
                        shard, tries = given
                        shard = shard._replace(replaceable=shard.replaceable or tries > 0)
                        under_way[write.remote(shard, order, f"{tries}-{order.run}")] = given
                    if not under_way:
                        return
                    for task in ray.wait(list(under_way), timeout=_WAIT, fetch_local=False)[0]:
                        shard, tries = under_way[task]
                        news = self._heard(ray, task, shard, tries + 1)
                        if news.complete or news.lost:
                            del under_way[task]
                        if news.lost:
                            again.append((shard, tries + 1))
                        yield news
            finally:
                for task in under_way:
                    ray.cancel(task, force=True)
                if under_way:
                    ray.wait([task.completed() for task in under_way], num_returns=len(under_way), timeout=_PATIENCE)

    def _heard(self, ray: Any, task: Any, shard: Shard, tries: int) -> News:
        """Return the next that is heard of a shard.

        Errors: `WorkerDied` if it has been lost too often, and what the shard itself ended with.
        """
        name = shard.output.key
        try:
            found = ray.get(next(task))
        except StopIteration:
            _wait_for(shard.output.place)
            return News(shard.number, complete=True)
        except ray.exceptions.RayTaskError as failed:
            raise CleantextError(f"{name}: {failed.cause!r}") from failed
        except ray.exceptions.RayError as lost:
            self.lost += 1
            reason = type(lost).__name__
            if tries >= _TRIES:
                raise WorkerDied(f"{name}: lost {_TRIES} times on the cluster, the last time by {reason}") from lost
            self._watcher.note(f"{name}: lost on the cluster ({reason}); done again")
            return News(shard.number, lost=True)
        if isinstance(found, Exception):
            raise found
        return News(shard.number, [found])

    def _order(self, run: str) -> _Order:
        config = self._config
        try:
            job = pickle.dumps(Job(config.pipeline, config.options, config.showcase))
        except Exception as error:
            raise CleantextError(f"the pipeline cannot be sent to a cluster: {error}") from error
        return _Order(run, __version__, job, config.time_limit, config.memory_limit, os.getcwd())

    def _most(self, ray: Any) -> int:
        """Return the number of shards to be under way: more than there are cores, so that a cluster can grow."""
        return self._config.jobs or max(4, 2 * int(ray.cluster_resources().get("CPU", 0)))

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        ray = _extra()
        if ray.is_initialized():
            yield ray
            return
        address = self._address or os.environ.get("RAY_ADDRESS", "") or "local"
        here: dict[str, Any] = {}
        if address == "local":
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
            here = {"num_cpus": self._config.jobs or None, "include_dashboard": False}
        try:
            ray.init(address, log_to_driver=False, logging_level="ERROR", **here)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise CleantextError(f"no Ray cluster at {address}: {error}") from error
        try:
            yield ray
        finally:
            ray.shutdown()


def _wait_for(place: str) -> None:
    """Wait for a file that a node has written: a network file system may show it here only after a while.

    Errors: `CleantextError` if it does not come.
    """
    end = time.monotonic() + _LAG
    while not _is_here(place):
        if time.monotonic() > end:
            raise CleantextError(
                f"{place}: a node has written it, but it is not here; nodes need a shared folder, or URLs"
            )
        time.sleep(0.5)


# What this process keeps from one shard to the next: the job and the worker that does it.
_kept: list[tuple[_Order, Job, Workers]] = []


def _write(shard: Shard, order: _Order, mark: str) -> Iterator[tuple[Result, Chunk] | Exception]:
    """Write one shard, wherever this is, and yield what became of its chunks, or an error that ends the whole run."""
    places.attempt.set(mark)
    folder = order.folder if os.path.isdir(order.folder) else ""
    try:
        with chdir(folder) if folder else nullcontext():
            missing = [source.place for source in shard.output.sources() if not _is_here(source.place)]
            if missing and len(missing) == sum(1 for _ in shard.output.sources()):  # not just one that was removed
                raise BadInput(f"{missing[0]}: not to be found on node {socket.gethostname()}")
            job, workers = _ready(order, folder)
            yield from write_shard(shard, workers, job.options)
    except (CleantextError, OSError) as error:
        _dismiss()
        yield error
    except BaseException:
        _dismiss()
        raise


def _is_here(place: str) -> bool:
    return places.is_remote(place) or os.path.exists(place)


def _ready(order: _Order, folder: str) -> tuple[Job, Workers]:
    if not _kept or _kept[0][0] != order:
        _dismiss()
        if order.version != __version__:
            raise CleantextError(f"node {socket.gethostname()} has cleantext {__version__}, not {order.version}")
        main = vars(sys.modules["__main__"])
        if str(main.get("__file__")).endswith("default_worker.py"):  # else a worker would begin by loading all of Ray
            del main["__file__"]
        job: Job = pickle.loads(order.job)
        limits: dict[str, Any] = {"time_limit": order.time_limit, "memory_limit": order.memory_limit}
        _kept.append((order, job, Workers(job, 1, folder=folder, **limits)))
    return _kept[0][1:]


def _dismiss() -> None:
    """Let go of the worker: it has more to do that nobody waits for, or the wrong pipeline."""
    while _kept:
        _kept.pop()[2].__exit__()


def _extra() -> Any:
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise MissingExtra("Ray is not installed: pip install 'cleantext-toolkit[ray]'") from error
    return ray
