"""Adapting an encoder to a knowledge base: an article's texts draw together, others move apart.

Two losses are added. The first is contrastive: of all texts in a batch, each has to find the other
one of its article (Khosla et al. 2020, "Supervised Contrastive Learning", with one text beside it).
The second sets each text against a proxy of every article, so that articles which compete are kept
apart even when they do not meet in a batch. The trained weights are then averaged with the weights
it started from (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"), which keeps what
the encoder knew of questions that no article answers. Figures: decision 0007.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import torch
from torch.nn.functional import cross_entropy, normalize

from core.errors import BadInput
from knowledge_base.adaptation.augmentation import vary

Texts = Sequence[Sequence[str]]  # each article's example questions and title


@dataclass(frozen=True)
class Recipe:
    """How long and how strongly to adapt; measured, see decision 0007.

    rounds: how often each text is seen, as long as `most_steps` allows
    pairs: in a batch, each of another article
    longest: tokens of a text that are read while training
    varied: share of texts that are read in another everyday form
    kept: share of the weights from before in the average
    """

    rounds: float = 8
    most_steps: int = 500
    pairs: int = 24
    rate: float = 4e-5
    proxy_rate: float = 2e-2
    temperature: float = 0.07
    proxy_scale: float = 20.0
    smoothing: float = 0.05
    longest: int = 40
    varied: float = 0.5
    kept: float = 0.5
    seed: int = 0


def adapt(
    transformer: Any, articles: Texts, recipe: Recipe, progress: Callable[[int, int], None]
) -> None:
    """Adapt a SentenceTransformer in place; `progress` hears of each step and of how many.

    Raises BadInput if there are fewer than two articles to tell apart.
    """
    if len(articles) < 2:
        raise BadInput("Adapting needs at least two articles with example questions.")
    before = {name: weight.clone() for name, weight in transformer.state_dict().items()}
    torch.manual_seed(recipe.seed)
    for name, parameter in transformer.named_parameters():
        parameter.requires_grad = "embeddings" not in name  # rare words would drift from the rest
    _train(transformer, articles, recipe, progress)
    transformer.eval()
    after = transformer.state_dict()
    transformer.load_state_dict(
        {name: _between(old, after[name], recipe.kept) for name, old in before.items()}
    )


def steps_of(articles: Texts, recipe: Recipe) -> int:
    """Return how many batches a recipe takes."""
    texts = sum(len(texts) for texts in articles)
    return max(1, min(recipe.most_steps, round(recipe.rounds * texts / (2 * recipe.pairs))))


def _train(
    transformer: Any, articles: Texts, recipe: Recipe, progress: Callable[[int, int], None]
) -> None:
    body = [parameter for parameter in transformer.parameters() if parameter.requires_grad]
    proxies = _centres(transformer, articles).requires_grad_()
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": recipe.rate, "weight_decay": 0.01},
            {"params": [proxies], "lr": recipe.proxy_rate, "weight_decay": 0.0},
        ]
    )
    transformer.train()
    steps = steps_of(articles, recipe)
    slower = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share_of_rate(step, steps))
    batches = _batches(articles, recipe)
    for step in range(steps):
        texts, owners = next(batches)
        vectors = _encode(transformer, texts, recipe.longest)
        loss = _contrast(vectors, recipe.temperature) + cross_entropy(
            recipe.proxy_scale * vectors @ normalize(proxies, dim=1).T,
            torch.tensor(owners),
            label_smoothing=recipe.smoothing,
        )
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        slower.step()
        progress(step + 1, steps)


def _batches(articles: Texts, recipe: Recipe) -> Iterator[tuple[list[str], list[int]]]:
    """Yield, for ever, the two halves of a batch's pairs one after the other, and their articles.

    Each article comes as often as it has texts; twice in one batch only if there are too few.
    """
    random = Random(recipe.seed)  # noqa: S311
    waiting: list[tuple[int, str, str]] = []
    while True:
        while len(waiting) < 2 * recipe.pairs:
            waiting += _pairs(articles, random)
        batch: dict[int, tuple[int, str, str]] = {}
        later = []
        for pair in waiting:
            if len(batch) < recipe.pairs and pair[0] not in batch:
                batch[pair[0]] = pair
            else:
                later.append(pair)
        waiting = later
        texts = [one for _, one, _ in batch.values()] + [other for *_, other in batch.values()]
        yield (
            [vary(text, random) if random.random() < recipe.varied else text for text in texts],
            [*batch, *batch],
        )


def _pairs(articles: Texts, random: Random) -> list[tuple[int, str, str]]:
    """Pair every article's texts once, at random; a single one with itself."""
    pairs = []
    for number, texts in enumerate(articles):
        order = random.sample(texts, len(texts))
        pairs += [
            (number, one, other)
            for one, other in zip(order[::2], [*order[1::2], order[0]], strict=False)
        ]
    random.shuffle(pairs)
    return pairs


def _contrast(vectors: torch.Tensor, temperature: float) -> torch.Tensor:
    """Set each text the task of finding its partner among all texts of the batch."""
    number = len(vectors)
    likeness = vectors @ vectors.T / temperature
    likeness = likeness.masked_fill(torch.eye(number, dtype=torch.bool), float("-inf"))
    partners = torch.arange(number).roll(number // 2)
    return cross_entropy(likeness, partners)


@torch.no_grad()
def _centres(transformer: Any, articles: Texts) -> torch.Tensor:
    vectors = [
        transformer.encode(list(texts), convert_to_tensor=True, normalize_embeddings=True).mean(0)
        for texts in articles
    ]
    return normalize(torch.stack(vectors), dim=1)


def _encode(transformer: Any, texts: list[str], longest: int) -> torch.Tensor:
    features = {
        name: value[:, :longest] if isinstance(value, torch.Tensor) and value.dim() == 2 else value
        for name, value in transformer.preprocess(texts).items()
    }
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_is_fast_in_half()):
        vectors: torch.Tensor = transformer(features)["sentence_embedding"]
    return normalize(vectors.float(), dim=1)


def _is_fast_in_half() -> bool:
    """Half the digits take half the time on processors made for it, and longer on others."""
    return bool(torch.cpu.get_capabilities().get("amx_bf16", False))


def _share_of_rate(step: int, steps: int) -> float:
    """Rise over the first tenth, then fall to nothing in a straight line."""
    rise = max(1, steps // 10)
    return min(1.0, (step + 1) / rise) * (1 - step / steps)


def _between(before: torch.Tensor, after: torch.Tensor, kept: float) -> torch.Tensor:
    return before * kept + after * (1 - kept) if before.is_floating_point() else before
