"""A model: one question, one request, one answer. Only this file knows pydantic-ai."""

import asyncio
import json
from types import TracebackType
from typing import Any, Self

import pydantic_ai
from pydantic_ai import Agent, NativeOutput, capture_run_messages
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models import Model as Served
from pydantic_ai.settings import ModelSettings

from curriculum.cards.writer.address import Address
from curriculum.cards.writer.failure import Failure
from curriculum.cards.writer.said import Question, Said, Shape, Tokens
from curriculum.cards.writer.wire import Wire

pydantic_ai.BANNER_ENABLED = False  # its greeting on a terminal would stand in our progress bar
_MOST_TOKENS = 16_000
"""Of an answer by Anthropic, which wants to be told a number."""
_LONGEST = 300_000
"""Letters of an answer; what comes after them is no answer any more."""
_SCHEMA = "Answer with one JSON object of this schema and nothing else:"
_NO_KEY = "none"
"""The key for a server that wants none; its library wants a word."""


class Model:
    """A model on a server. Use it as ``async with Model(…)``: it holds a connection."""

    def __init__(self, address: Address, key: str, patience: float) -> None:
        """``patience`` is how many seconds one answer may take."""
        self.address = address
        self._patience = patience
        self._wire = Wire(address.url, key, patience, address.here)
        self._served = _served(address, key or _NO_KEY, self._wire)

    async def __aenter__(self) -> Self:
        """The model itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the connection go."""
        await self._wire.aclose()

    async def ask(self, question: Question, shape: type[Shape], plain: bool) -> Said[Shape]:
        """Ask once, in that shape or for ``plain`` text: one request, no second one behind anybody's back.

        An answer that has not the shape is returned as its text. Raises Failure when there is none.
        """
        with capture_run_messages() as messages:
            try:
                async with asyncio.timeout(self._patience):
                    value = await self._value(question, shape, plain)
            except TimeoutError as error:
                raise Failure("slow", said=f"{self._patience:.0f} seconds") from error
            except Exception as error:  # whatever a strange answer breaks on its way through four libraries
                if (failure := _failure(error)) is not None:
                    raise failure from None  # the rest of the chain holds the request, and that the key
                value = None
            said = Said(value, _text(messages)[:_LONGEST], _tokens(messages))
        if said.value is None and not said.text.strip():
            raise Failure("unreadable", said="it says nothing")
        return said

    async def _value(self, question: Question, shape: type[Shape], plain: bool) -> Shape | None:
        settings = ModelSettings(max_retries=0)
        if self.address.speech == "anthropic":
            settings["max_tokens"] = _MOST_TOKENS
        if plain:
            told = f"{question.told}\n\n{question.form}"
            await Agent(self._served, instructions=told, model_settings=settings, retries=0).run(
                question.given
            )
            return None
        wanted: Any = shape
        told = question.told
        if self.address.speech in ("chat", "ollama"):
            # servers of every kind: many know schemas and no tools, and none shows the schema to the model;
            # it stands with the rest because templates of many models take one system message alone
            wanted = NativeOutput(shape, template=False)
            told = f"{told}\n\n{_SCHEMA}\n\n{json.dumps(shape.model_json_schema(), ensure_ascii=False)}"
        agent = Agent(self._served, output_type=wanted, instructions=told, model_settings=settings, retries=0)
        value = (await agent.run(question.given)).output
        return value if isinstance(value, shape) else None


def _served(address: Address, key: str, wire: Wire) -> Served:
    """The model as pydantic-ai speaks with it; each provider's library is imported when it is used."""
    if address.speech == "anthropic":
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        provider = AnthropicProvider(api_key=key, base_url=address.url, http_client=wire)
        return AnthropicModel(address.model, provider=provider)
    if address.speech == "google":
        from pydantic_ai.models.google import GoogleModel
        from pydantic_ai.providers.google import GoogleProvider

        return GoogleModel(
            address.model, provider=GoogleProvider(api_key=key, base_url=address.url, http_client=wire)
        )
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
    from pydantic_ai.providers.ollama import OllamaProvider
    from pydantic_ai.providers.openai import OpenAIProvider
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    given: dict[str, Any] = {"base_url": address.url, "api_key": key, "http_client": wire}
    if address.speech == "openai":
        return OpenAIResponsesModel(address.model, provider=OpenAIProvider(**given))
    if address.speech == "ollama":
        return OpenAIChatModel(address.model, provider=OllamaProvider(**given))
    return OpenAIChatModel(address.model, provider=OpenAICompatibleProvider("server", **given))


def _failure(error: BaseException | None) -> Failure | None:
    """Our own failure, below whatever the libraries wrapped it in."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, Failure):
            return error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None


def _text(messages: list[ModelMessage]) -> str:
    """What the model wrote, in plain text or into a tool."""
    parts = [part for one in messages if isinstance(one, ModelResponse) for part in one.parts]
    said = (
        part.content if isinstance(part, TextPart) else part.args_as_json_str()
        for part in parts
        if isinstance(part, TextPart | ToolCallPart)
    )
    return "\n".join(said)


def _tokens(messages: list[ModelMessage]) -> Tokens:
    used = [one.usage for one in messages if isinstance(one, ModelResponse)]
    return Tokens(1, sum(one.input_tokens for one in used), sum(one.output_tokens for one in used))
