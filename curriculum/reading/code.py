"""Code: fenced blocks, which hold neither bullets nor quotes nor sentences and stay whole."""

from dataclasses import replace

from curriculum.reading.blocks import Block


def without_code(block: Block) -> tuple[Block | None, tuple[Block, ...]]:
    """A block without the code in it, and that code; None when nothing else is in it."""
    if block.kind == "code":
        return None, (block,)
    if not block.children:
        return block, ()
    pairs = [without_code(child) for child in block.children]
    code = tuple(piece for _, pieces in pairs for piece in pieces)
    if not code:
        return block, ()
    left = tuple(child for child, _ in pairs if child is not None)
    return (replace(block, children=left) if left else None), code
