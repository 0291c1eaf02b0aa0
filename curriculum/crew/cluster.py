"""The crew of a cluster: Dask's workers, on any machines that have this program."""

import asyncio
import importlib.metadata
import logging
import pickle
import platform
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from curriculum.crew.crew import R, S, T
from curriculum.crew.mark import mark_of
from curriculum.install import how_to
from curriculum.problems import CurriculumError
from curriculum.program import digest

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 6.0
"""Seconds that a cluster has for an answer."""
ALONE = 30.0
"""Seconds that the work waits for a worker where all are gone: one may be on its way back."""
MOST = 100_000
"""Results that the scheduler keeps for the next build."""
_AT_ONCE = 32
"""Jobs that are handed on, and asked for, together."""
_AHEAD = 8
"""Jobs for each worker that are waiting or done before their turn."""
_RETRIES = 2
_LOUD = ("asyncio", "distributed", "tornado")
_LIBRARIES = ("distributed", "markdown-it-py", "pydantic", "spacy")
"""Those whose version decides whether we understand each other, or what comes of a job."""
_SAME = "Install the very same there as here, as docs/scale.md has it; or leave --cluster out."


class Stranger(Exception):
    """A worker has another version of the program."""


def speech() -> dict[str, str]:
    """The versions of all that must be the same in every process of a cluster."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"curriculum": program(), "Python": python, **{name: _version(name) for name in _LIBRARIES}}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "none"


@cache
def program() -> str:
    """The program as it was when this process first looked: what it does, and what its pages look like."""
    return digest()


def known(packed: bytes) -> Any:
    """A worker's first task of an errand: take in what its jobs share."""
    return pickle.loads(packed)


def do(item: Any, told: Any, program_there: str) -> bytes:
    """A worker's task: a job's result, packed; b"" when it failed. Raises Stranger."""
    if program_there != program():
        raise Stranger
    job, shared = told
    try:
        return pickle.dumps(job(shared, item), pickle.HIGHEST_PROTOCOL)
    except Exception:
        return b""


async def _greeted(address: str) -> None:
    """Ask who is there, as a client does first; which has no patience with what is no scheduler.

    Raises OSError or TimeoutError when nobody answers, and anything when it is somebody else.
    """
    from distributed.comm import connect

    comm = await connect(address, timeout=PATIENCE)
    try:
        await comm.write({"op": "identity", "reply": True})
        if "workers" not in await comm.read():
            raise ValueError
    finally:
        comm.abort()


class _Asked(NamedTuple):
    """Jobs that were handed on together."""

    items: list[Any]
    futures: "list[Future[bytes]]"


class Cluster:
    """Workers of a Dask scheduler, which keeps what they found: the same job is not done again.

    What comes from there is a pickle, so a cluster is trusted as this machine is.
    """

    def __init__(self, address: str) -> None:
        """``address`` is the scheduler's, as ``tcp://host:8786``. Nothing is opened yet."""
        self._address = address
        self._client: Client | None = None
        self._found: dict[str, Future[bytes]] = {}
        """Every result of this build, by its key."""
        self._before: Mapping[str, Any] = {}
        """Those that the scheduler kept from builds before."""

    def __enter__(self) -> "Cluster":
        """Connect. Raises CurriculumError when there is no cluster that speaks as we do."""
        try:
            import distributed  # late: only those who ask for a cluster have it
        except ModuleNotFoundError as error:
            said = f"A cluster needs a package that is not installed: {error.name}."
            raise CurriculumError.of("missing", said, how_to("curriculum[cluster]")) from None
        for name in [name for name in logging.root.manager.loggerDict if name.startswith(_LOUD)]:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what they say is told here, once
        with self._heard(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions are told below
            try:
                asyncio.run(asyncio.wait_for(_greeted(self._address), PATIENCE))
            except (ValueError, TypeError, MemoryError, RuntimeError):
                raise self._error("is none of Dask's") from None
            self._client = distributed.Client(
                self._address, timeout=PATIENCE, set_as_default=False, direct_to_workers=False
            )
            try:
                self._check(self._client)
                self._before = self._kept(self._client)
            except BaseException:
                self.__exit__(CurriculumError, None, None)
                raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Have the results kept, where all went well, and go."""
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(Exception):
            if kind is None:
                self._keep(client)
        with suppress(Exception):
            client.close(timeout=1)

    def rest(self) -> None:
        """Who waits in a cluster costs nothing here."""

    def map(
        self, job: Callable[[S, T], R], shared: S, items: Iterable[T], seconds: float = 0, batch: int = 1
    ) -> Iterator[R]:
        """As a crew does; each item is a job of its own, so that the next build finds the unchanged ones."""
        client = self._client
        assert client is not None
        common = mark_of(speech(), job, shared)
        with self._heard(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that what is shared is large
            told = client.submit(known, pickle.dumps((job, shared)), key=f"shared-{common}", retries=_RETRIES)
            most = max(2, _AHEAD * self._threads(client) // _AT_ONCE)
        running: deque[_Asked] = deque()
        rest = iter(items)
        while here := list(islice(rest, _AT_ONCE)):
            running.append(self._ask(client, job.__name__.strip("_"), common, told, here))
            if len(running) > most:
                yield from self._told(client, running.popleft(), job, shared)
        while running:
            yield from self._told(client, running.popleft(), job, shared)

    def _ask(self, client: "Client", name: str, common: str, told: "Future[Any]", items: list[Any]) -> _Asked:
        """Hand jobs on, but for those whose results are there."""
        keys = [f"{name}-{mark_of(common, item)}" for item in items]
        new = {key: item for key, item in zip(keys, items, strict=True) if key not in self._found}
        with self._heard(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for key in [key for key in new if key in self._before]:
                self._found[key] = self._before[key]
                del new[key]
            if new:
                asked = client.map(
                    do,
                    list(new.values()),
                    key=list(new),
                    told=told,
                    program_there=program(),
                    retries=_RETRIES,
                )
                self._found.update(zip(new, asked, strict=True))
        return _Asked(items, [self._found[key] for key in keys])

    def _told(self, client: "Client", asked: _Asked, job: Callable[[S, T], R], shared: S) -> Iterator[R]:
        """The results of jobs, waited for."""
        packed = self._gathered(client, asked.futures)
        for item, future, one in zip(asked.items, asked.futures, packed, strict=True):
            if one:
                yield pickle.loads(one)
            else:
                self._found.pop(future.key, None)
                yield job(shared, item)  # what it failed of is raised here, where it can be told

    def _gathered(self, client: "Client", futures: "list[Future[bytes]]") -> list[bytes]:
        import distributed

        without = 0.0
        with self._heard():
            while True:
                with suppress(TimeoutError, asyncio.TimeoutError), client.as_current():
                    distributed.wait(futures, timeout=PATIENCE / 4)
                    break
                if self._threads(client):
                    without = 0.0
                    continue
                without += PATIENCE / 4
                if without >= ALONE:
                    raise self._error("has no workers any more")
            return list(client.gather(futures))

    def _threads(self, client: "Client") -> int:
        """How many jobs the cluster does at once; asked anew, so that it fails when nobody answers."""
        found = client.sync(client.scheduler.identity, callback_timeout=PATIENCE)
        return sum(int(worker["nthreads"]) for worker in found["workers"].values())

    def _check(self, client: "Client") -> None:
        """Raise CurriculumError unless all of the cluster has the versions that are here."""
        ours = speech()
        there = {"The scheduler": client.sync(self._speech_of_scheduler, client, callback_timeout=PATIENCE)}
        found = client.run(speech, on_error="return")
        there |= {f"The worker {worker}": said for worker, said in found.items()}
        for who, said in there.items():
            if not isinstance(said, dict):
                raise CurriculumError.of("cluster", f"{who} of the cluster has no such curriculum.", _SAME)
            for name, version in ours.items():
                if said.get(name) != version:
                    other = f": {said.get(name)}, not {version}" if name != "curriculum" else ""
                    raise CurriculumError.of(
                        "cluster", f"{who} of the cluster has another version of {name}{other}.", _SAME
                    )
        if not found:
            raise self._error("has no workers")

    @staticmethod
    async def _speech_of_scheduler(client: "Client") -> Any:
        try:
            return await client.run_on_scheduler(speech)
        except (ImportError, AttributeError) as error:
            return error

    def _kept(self, client: "Client") -> Mapping[str, Any]:
        """What the scheduler kept for this version of the program."""
        found = client.get_dataset(self._shelf(), default={})
        return found if isinstance(found, dict) else {}

    def _keep(self, client: "Client") -> None:
        """Have the scheduler keep what this build found, then what others did, as long as there is room."""
        kept = dict(islice({**self._found, **self._before}.items(), MOST))
        client.publish_dataset(kept, name=self._shelf(), override=True)

    @staticmethod
    def _shelf() -> str:
        return f"curriculum-{mark_of(speech())[:16]}"

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """Whatever a connection fails of is one error with a way out."""
        import distributed
        from distributed.comm.core import CommClosedError

        try:
            yield
        except (OSError, TimeoutError, CommClosedError):
            raise self._error("does not answer") from None
        except Stranger:
            raise CurriculumError.of(
                "cluster", "A worker of the cluster has another version of curriculum.", _SAME
            ) from None
        except distributed.KilledWorker:
            raise CurriculumError.of(
                "cluster",
                "A job stopped one worker of the cluster after the other.",
                "They may have too little memory: start them with more, or build without --cluster.",
            ) from None
        except (asyncio.CancelledError, CancelledError):
            raise self._error("was lost") from None

    def _error(self, what: str) -> CurriculumError:
        return CurriculumError.of(
            "cluster",
            f"The cluster at {self._address} {what}.",
            "See that its scheduler and workers run, as docs/scale.md has it; or build without --cluster.",
        )
