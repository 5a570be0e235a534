"""Ray: datasets cleaned by `ray.data`, and corpora by core tasks, one for each output, which read and write themselves.

A task that is lost with its process or its node is given out again, a few times; a document that crashes or hangs takes
a process with it that each task has for that, as on one machine.
"""

from __future__ import annotations

import os
import pickle
import secrets
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import chdir, contextmanager, nullcontext
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext import __version__
from cleantext.adapters.counting import added_up, counted, fields_of, fill_in, whole, words
from cleantext.adapters.hosts import PipelineLike, pipeline_of
from cleantext.core.batch import arrow, clean_batch
from cleantext.core.errors import BadInput, CleantextError, MissingExtra
from cleantext.formats import places
from cleantext.formats.base import Chunk
from cleantext.learning.names import NameCounts
from cleantext.learning.parts import Missing, missing_texts
from cleantext.learning.repeats import RepeatCounts
from cleantext.runner import Run, Summary, Watcher
from cleantext.runner import run as run_here
from cleantext.runner.shards import News, Shard, write_shard
from cleantext.runner.work import Job, Result
from cleantext.runner.workers import WorkerDied, Workers

if TYPE_CHECKING:
    import ray.data

_TRIES = 5  # for one output, of which all may be lost without its fault
_PATIENCE = 10.0  # seconds for tasks that are called off
_WAIT = 1.0  # seconds, after which a Ctrl-C is heard


def clean_dataset(
    dataset: ray.data.Dataset,
    pipeline: PipelineLike,
    *,
    text_field: str = "text",
    id_field: str = "id",
    site_field: str = "",
    **options: Any,
) -> ray.data.Dataset:
    """Return the dataset with its texts cleaned, when it is run: what `clean_batch` makes of each block.

    `pipeline`: a preset's name, a `.toml` file, or a pipeline.
    `options`: as for `map_batches`: batch_size, num_cpus, concurrency, ...
    """
    fields = fields_of(text_field, id_field, site_field)
    return dataset.map_batches(
        clean_batch,
        batch_format="pyarrow",
        zero_copy_batch=True,
        fn_kwargs={"pipeline": pipeline_of(pipeline), **fields},
        **options,
    )


def count_names(
    dataset: ray.data.Dataset, *, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> NameCounts:
    """Return what `learning.names.count` gives for the documents of a dataset."""
    counts: NameCounts = _counts(dataset, "names", fields_of(text_field, id_field, site_field))
    return counts


def count_repeats(
    dataset: ray.data.Dataset, *, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> RepeatCounts:
    """Return what `learning.repeats.count` gives for the documents of a dataset, which is read twice."""
    fields = fields_of(text_field, id_field, site_field)
    counts: RepeatCounts = _counts(dataset, "repeats", fields)
    missing = missing_texts(counts)
    if missing:
        found = _mapped(dataset, _words, {"missing": missing, "fields": fields})
        fill_in(counts, (row["counts"] for row in found.iter_rows()))
    return counts


def _counts(dataset: Any, learner: str, fields: dict[str, str]) -> Any:
    parts = _mapped(dataset, _counted, {"learner": learner, "fields": fields}).groupby("part")
    added = parts.map_groups(_added_up, batch_format="pyarrow", fn_kwargs={"learner": learner})
    return whole((row["counts"] for row in added.iter_rows()), learner)


def _mapped(dataset: Any, function: Any, options: dict[str, Any]) -> Any:
    return dataset.map_batches(
        function, batch_format="pyarrow", zero_copy_batch=True, batch_size=None, fn_kwargs=options
    )


# Ray Data takes and gives tables.
def _counted(table: Any, learner: str, fields: dict[str, str]) -> Any:
    return arrow().table(counted([table], learner, fields))


def _added_up(table: Any, learner: str) -> Any:
    return arrow().table(added_up(table, learner))


def _words(table: Any, missing: Missing, fields: dict[str, str]) -> Any:
    return arrow().table(words([table], missing, fields))


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
        order, mark = self._order(), secrets.token_hex(3)
        with self._connected() as ray:
            write = ray.remote(num_cpus=1, max_retries=0, num_returns="streaming")(_write)
            try:
                while True:
                    while len(under_way) < self._most(ray) and (given := again.pop() if again else next(to_do, None)):
                        shard, tries = given
                        shard = shard._replace(replaceable=shard.replaceable or tries > 0)
                        under_way[write.remote(shard, order, f"{tries}-{mark}")] = given
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

    def _order(self) -> _Order:
        config = self._config
        try:
            job = pickle.dumps(Job(config.pipeline, config.options, config.showcase))
        except Exception as error:
            raise CleantextError(f"the pipeline cannot be sent to a cluster: {error}") from error
        return _Order(__version__, job, config.time_limit, config.memory_limit, os.getcwd())

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


# What this process keeps from one shard to the next: the job and the worker that does it.
_kept: list[tuple[_Order, Job, Workers]] = []


def _write(shard: Shard, order: _Order, mark: str) -> Iterator[tuple[Result, Chunk] | Exception]:
    """Write one shard, wherever this is, and yield what became of its chunks, or an error that ends the whole run."""
    places.attempt.set(mark)
    folder = order.folder if os.path.isdir(order.folder) else ""
    try:
        with chdir(folder) if folder else nullcontext():
            for source in shard.output.sources():
                if not places.is_remote(source.place) and not os.path.exists(source.place):
                    raise BadInput(f"{source.place}: not to be found on node {socket.gethostname()}")
            job, workers = _ready(order, folder)
            yield from write_shard(shard, workers, job.options)
    except (CleantextError, OSError) as error:
        _dismiss()
        yield error
    except BaseException:
        _dismiss()
        raise


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
