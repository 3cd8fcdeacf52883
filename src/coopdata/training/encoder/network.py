"""The encoder in PyTorch: the lower layers of a general model and the heads of `coopdata.encoder.heads`.

Names of matrices are those that `coopdata.encoder` asks for; `weights_of` gives them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from coopdata.encoder.heads import (
    ASKED,
    DISTANCES,
    ROLES,
    STATUSES,
    TAGS,
    TOLD,
    Asked,
    Linking,
    Named,
    Page,
    Question,
    distances,
    unseen,
)
from coopdata.encoder.layers import EPSILON, HEADS, LONGEST, SHARED, steps_between
from coopdata.extract.pages import FOCI, SHAPES, SORTS

LAYERS = 6
"""How many of the twelve layers of the general model are kept: with all of them nothing was read better."""
WIDTH, INNER = 768, 3072
_HIDDEN = 192
_DROPPED = 0.2
_SPREAD = 0.02
"""How far new marks lie from nothing at first."""
_FIRST_POSITION = 2
"""The general model counts positions from here."""


class Layer(nn.Module):
    """One layer of an MPNet: attention, then a network for each piece."""

    PARTS: ClassVar = {
        "mixed": "attention.attn.o",
        "norm": "attention.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    """What the general model calls the parts; its three matrices of attention are joined."""

    def __init__(self) -> None:
        super().__init__()
        self.joined, self.mixed = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm, self.last_norm = (nn.LayerNorm(WIDTH, eps=EPSILON) for _ in range(2))
        self.dropout = nn.Dropout(0.1)

    def forward(self, values: Tensor, suits: Tensor, rows: Tensor | None = None) -> Tensor:
        """Vectors from vectors, of shape (pages, pieces, `WIDTH`); `suits` is how readily a piece looks at another.

        Where `rows`, of shape (pages, some), name pieces of each page, only theirs are worked out, and `suits` is that
        of theirs.
        """
        mine = values if rows is None else values.gather(1, rows[..., None].expand(-1, -1, WIDTH))
        matrix, bias = self.joined.weight, self.joined.bias
        query = _by_head(functional.linear(mine, matrix[:WIDTH], bias[:WIDTH]))
        key, value = functional.linear(values, matrix[WIDTH:], bias[WIDTH:]).chunk(2, dim=-1)
        attended = functional.scaled_dot_product_attention(
            query, _by_head(key), _by_head(value), attn_mask=suits.to(query.dtype)
        )
        mixed = self.mixed(attended.transpose(1, 2).flatten(2))
        values = self.norm(mine + self.dropout(mixed))
        inner = functional.gelu(self.inner(values), approximate="tanh")
        return self.last_norm(values + self.dropout(self.outer(inner)))


class Network(nn.Module):
    """Layers and heads, asked about several pages at once."""

    def __init__(self, base: Path, kept: Sequence[int]) -> None:
        """Start from the general model in the file `base`; `kept` are the numbers of the pieces that are kept."""
        super().__init__()
        known = load_file(base)
        words = known["embeddings.word_embeddings.weight"][list(kept)].clone()
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        places = known["embeddings.position_embeddings.weight"][_FIRST_POSITION:]
        self.positions = nn.Parameter(places[:LONGEST].clone())
        self.relative = nn.Embedding.from_pretrained(
            known["encoder.relative_attention_bias.weight"].clone(), freeze=False
        )
        self.sort, self.focus, self.shape = (nn.Embedding(count, WIDTH) for count in (SORTS, FOCI, SHAPES))
        self.asked = nn.Embedding(ASKED, WIDTH)
        for marks in (self.sort, self.focus, self.shape, self.asked):
            nn.init.normal_(marks.weight, std=_SPREAD)
            marks.weight.data[0] = 0
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        _fill(self.norm, known, ["embeddings.LayerNorm"])
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for number, layer in enumerate(self.layers):
            start = f"encoder.layer.{number}"
            _fill(layer.joined, known, [f"{start}.attention.attn.{part}" for part in "qkv"])
            for name, stored in Layer.PARTS.items():
                _fill(getattr(layer, name), known, [f"{start}.{stored}"])
        for name, told, answers in (
            ("party", 2, 2),
            ("role", len(ROLES), len(ROLES)),
            ("place", 1, 1),
            ("date", 1, 1),
            ("link", 1, 1),
        ):
            setattr(self, name, nn.Linear(3 * WIDTH + DISTANCES, _HIDDEN))
            setattr(self, f"{name}_out", nn.Linear(2 * _HIDDEN + told + 1, answers))
        self.standing, self.standing_out = nn.Linear(2 * WIDTH, _HIDDEN), nn.Linear(_HIDDEN + 1, 2)
        self.status = nn.Linear(2 * WIDTH, _HIDDEN)
        self.status_out = nn.Linear(_HIDDEN + len(STATUSES) + 1, len(STATUSES))
        self.tag_out, self.told_out = nn.Linear(WIDTH, len(TAGS)), nn.Linear(WIDTH, len(TOLD))
        self.light, self.dropout = nn.Dropout(0.1), nn.Dropout(_DROPPED)

    def forward(self, pages: Sequence[Page], asked: Sequence[tuple[int, Question]]) -> tuple[Tensor, Tensor]:
        """The vectors of the pieces of several pages, and those for each question, given with the number of its page.

        Shape (pages or questions, pieces of the longest page, `WIDTH`).
        """
        values, suits = self._below(pages)
        with torch.autocast("cpu", torch.bfloat16):
            plain = values
            for layer in self.layers[SHARED:]:
                plain = layer(plain, suits)
            mine = self._asked(values, suits, asked)
        return self.dropout(plain.float()), self.dropout(mine)

    def _asked(self, values: Tensor, suits: Tensor, asked: Sequence[tuple[int, Question]]) -> Tensor:
        pages, length = torch.tensor([page for page, _ in asked]), values.shape[1]
        values = values[pages] + self.asked(torch.from_numpy(np.stack([one.marked(length) for _, one in asked])))
        suits = suits[pages]
        for layer in self.layers[SHARED:-1]:
            values = layer(values, suits)
        rows = nn.utils.rnn.pad_sequence([torch.tensor(one.rows) for _, one in asked], batch_first=True)
        needed = suits.gather(2, rows[:, None, :, None].expand(-1, HEADS, -1, length))
        last = self.layers[-1](values, needed, rows).float()
        every = torch.zeros(len(asked), length, WIDTH)
        for number, (_, one) in enumerate(asked):
            every[number, list(one.rows)] = last[number, : len(one.rows)]
        return every

    def _below(self, pages: Sequence[Page]) -> tuple[Tensor, Tensor]:
        """What the layers below make of the pages, and how readily a piece looks at another."""

        def padded(parts: Sequence[object]) -> Tensor:
            return nn.utils.rnn.pad_sequence([torch.as_tensor(part) for part in parts], batch_first=True)

        ids = padded([page.ids for page in pages])
        length = ids.shape[1]
        values = self.words(ids) + self.positions[:length]
        values = values + self.sort(padded([page.sorts for page in pages]))
        values = values + self.focus(padded([page.foci for page in pages]))
        values = values + self.shape(padded([page.shapes for page in pages]))
        values = self.light(self.norm(values))
        there = padded([torch.ones(len(page.ids), dtype=torch.bool) for page in pages])[:, None, None]
        apart = self.relative(torch.from_numpy(steps_between(length))).permute(2, 0, 1)
        suits = apart[None].masked_fill(~there, -1e9)
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers[:SHARED]:
                values = layer(values, suits)
        return values, suits

    def answer(self, vectors: Tensor, question: Question) -> dict[str, Tensor]:
        """The answer to a question with these vectors, as `coopdata.encoder.heads.Answer` names it, but as scores."""
        anchor, verb = self._told(vectors, question)
        near = torch.from_numpy(distances(len(vectors), question.focus, question.others))

        def seen(name: str, named: Named, known: NDArray[np.float32]) -> Tensor:
            return self._seen(name, (vectors, anchor + verb, near), named, known)

        both = torch.cat((anchor, verb))
        stands = torch.cat((self._hidden(self.standing, both), torch.tensor([question.standing])))
        said = functional.one_hot(torch.tensor(question.status), len(STATUSES) + 1).float()
        standing, right = self.standing_out(stands) + question.standing
        none, parties = torch.zeros(1), seen("party", question.parties, question.likely)
        dates = seen("date", question.dates, question.dated)[:, 0] + torch.from_numpy(question.dated[:, 0])
        return {
            "parties": parties[:, 0] + torch.from_numpy(question.likely[:, 0]),
            "partners": parties[:, 1],
            "roles": seen("role", question.people, question.roles) + torch.from_numpy(question.roles),
            "places": torch.cat((none, seen("place", question.places, question.placed)[:, 0])),
            "dates": torch.cat((none, dates)),
            "standing": standing,
            "right": right,
            "statuses": self.status_out(torch.cat((self._hidden(self.status, both), said))),
        }

    def linked(self, vectors: Tensor, linking: Linking) -> Tensor:
        """The scores of another agreement than all drafts, and of each draft."""
        anchor, verb = self._told(vectors, linking)
        near = torch.from_numpy(distances(len(vectors), linking.focus, ()))
        scores = self._seen("link", (vectors, anchor + verb, near), linking.drafts, linking.likely)[:, 0]
        return torch.cat((torch.zeros(1), scores + torch.from_numpy(linking.likely[:, 0])))

    @staticmethod
    def _told(vectors: Tensor, asked: Asked) -> tuple[Tensor, Tensor]:
        anchor = vectors[list(asked.anchor)].mean(dim=0)
        return anchor, vectors[list(asked.verbs)].mean(dim=0) if asked.verbs else anchor

    def _seen(self, name: str, view: tuple[Tensor, Tensor, Tensor], named: Named, known: NDArray[np.float32]) -> Tensor:
        pooled = self._pooled(getattr(self, name), *view[:2], named, view[2])
        beside = (torch.from_numpy(known), torch.from_numpy(unseen(named)))
        scores: Tensor = getattr(self, f"{name}_out")(torch.cat((pooled, *beside), dim=1))
        return scores

    def _hidden(self, part: nn.Linear, values: Tensor) -> Tensor:
        hidden: Tensor = self.dropout(functional.gelu(part(values), approximate="tanh"))
        return hidden

    def _pooled(self, part: nn.Linear, vectors: Tensor, focus: Tensor, named: Named, near: Tensor) -> Tensor:
        places = [(owner, rows) for owner, mine in enumerate(named) for rows in mine]
        blank = torch.zeros(len(named), _HIDDEN)
        if not places:
            return torch.cat((blank, blank), dim=1)
        shares = torch.zeros(len(places), len(vectors))
        for number, (_, rows) in enumerate(places):
            shares[number, list(rows)] = 1 / len(rows)
        means = shares @ vectors
        first = near[[rows[0] for _, rows in places]]
        hidden = functional.gelu(
            part(torch.cat((means, focus.expand_as(means), means * focus, first), dim=1)), approximate="tanh"
        )
        owners = torch.tensor([owner for owner, _ in places])[:, None].expand(-1, _HIDDEN)
        greatest = blank.scatter_reduce(0, owners, hidden, "amax", include_self=False)
        mean = blank.scatter_reduce(0, owners, hidden, "mean", include_self=False)
        return self.dropout(torch.cat((greatest, mean), dim=1))


def _by_head(values: Tensor) -> Tensor:
    """Vectors by head: shape (pages, heads, pieces, part of the width)."""
    return values.unflatten(-1, (HEADS, -1)).transpose(1, 2)


def _fill(part: nn.Module, known: Mapping[str, Tensor], names: Sequence[str]) -> None:
    for side in ("weight", "bias"):
        getattr(part, side).data = torch.cat([known[f"{name}.{side}"] for name in names])


def weights_of(network: Network) -> dict[str, NDArray[np.float32]]:
    """The weights as `coopdata.encoder.model` takes them."""
    return {name: value.detach().numpy() for name, value in network.state_dict().items()}
