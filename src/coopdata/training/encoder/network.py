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

from coopdata.encoder.heads import ROLES, STATUSES, Question, Rows
from coopdata.encoder.layers import EPSILON, HEADS, LONGEST
from coopdata.extract.hearing import FOCI, SORTS

LAYERS = 4
"""How many of the six layers of the general model are kept."""
WIDTH, INNER = 384, 1536
_HIDDEN = 128
_DROPPED = 0.2
_SPREAD = 0.02
"""How far new marks lie from nothing at first."""


class Layer(nn.Module):
    """One layer of a BERT: attention, then a network for each piece."""

    PARTS: ClassVar = {
        "mixed": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
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

    def forward(self, values: Tensor, seen: Tensor) -> Tensor:
        """Vectors from vectors, of shape (texts, pieces, `WIDTH`)."""
        texts, length, width = values.shape
        joined = self.joined(values).view(texts, length, 3, HEADS, width // HEADS)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        mixed = self.mixed(attended.transpose(1, 2).reshape(texts, length, width))
        values = self.norm(values + self.dropout(mixed))
        inner = functional.gelu(self.inner(values), approximate="tanh")
        return self.last_norm(values + self.dropout(self.outer(inner)))


class Network(nn.Module):
    """Layers and heads, asked several questions at once."""

    def __init__(self, base: Path, kept: Sequence[int]) -> None:
        """Start from the general model in the file `base`; `kept` are the numbers of the pieces that are kept."""
        super().__init__()
        known = {name.removeprefix("bert."): value for name, value in load_file(base).items()}
        words = known["embeddings.word_embeddings.weight"][list(kept)].clone()
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        places = known["embeddings.position_embeddings.weight"] + known["embeddings.token_type_embeddings.weight"][0]
        self.positions = nn.Parameter(places[:LONGEST].clone())
        self.sort, self.focus = nn.Embedding(SORTS, WIDTH), nn.Embedding(FOCI, WIDTH)
        for marks in (self.sort, self.focus):
            nn.init.normal_(marks.weight, std=_SPREAD)
            marks.weight.data[0] = 0
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        _fill(self.norm, known, ["embeddings.LayerNorm"])
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for number, layer in enumerate(self.layers):
            start = f"encoder.layer.{number}"
            _fill(layer.joined, known, [f"{start}.attention.self.{part}" for part in ("query", "key", "value")])
            for name, stored in Layer.PARTS.items():
                _fill(getattr(layer, name), known, [f"{start}.{stored}"])
        self.party, self.party_out = nn.Linear(2 * WIDTH, _HIDDEN), nn.Linear(2 * _HIDDEN + 3, 1)
        self.role, self.role_out = nn.Linear(2 * WIDTH, _HIDDEN), nn.Linear(2 * _HIDDEN + len(ROLES), len(ROLES))
        self.standing, self.standing_out = nn.Linear(WIDTH, _HIDDEN), nn.Linear(_HIDDEN + 1, 2)
        self.status, self.status_out = nn.Linear(WIDTH, _HIDDEN), nn.Linear(_HIDDEN + len(STATUSES) + 1, len(STATUSES))
        self.light, self.dropout = nn.Dropout(0.1), nn.Dropout(_DROPPED)

    def forward(self, questions: Sequence[Question]) -> list[Mapping[str, Tensor]]:
        """The answers, as `coopdata.encoder.heads.Answer` names them; statuses and roles as scores."""
        vectors = self.dropout(self._vectors(questions))
        return [self._answer(one, question) for one, question in zip(vectors, questions, strict=True)]

    def _vectors(self, questions: Sequence[Question]) -> Tensor:
        def padded(parts: Sequence[object]) -> Tensor:
            return nn.utils.rnn.pad_sequence([torch.as_tensor(part) for part in parts], batch_first=True)

        ids = padded([one.ids for one in questions])
        values = self.words(ids) + self.positions[: ids.shape[1]]
        values = values + self.sort(padded([one.sorts for one in questions]))
        values = values + self.focus(padded([one.foci for one in questions]))
        values = self.light(self.norm(values))
        seen = padded([torch.ones(len(one.ids), dtype=torch.bool) for one in questions])[:, None, None]
        for layer in self.layers:
            values = layer(values, seen)
        return values

    def _answer(self, vectors: Tensor, question: Question) -> Mapping[str, Tensor]:
        focus = vectors[list(question.anchor)].mean(dim=0)
        likely, known = (torch.from_numpy(each).float() for each in (question.likely, question.roles))
        unseen = torch.tensor([[float(not places)] for places in question.parties]).view(-1, 1)
        parties = torch.cat((self._pooled(self.party, vectors, focus, question.parties), likely, unseen), dim=1)
        people = torch.cat((self._pooled(self.role, vectors, focus, question.people), known), dim=1)
        stands = torch.cat((self._hidden(self.standing, focus), torch.tensor([question.standing])))
        said = functional.one_hot(torch.tensor(question.status), len(STATUSES) + 1).float()
        standing, right = self.standing_out(stands) + question.standing
        return {
            "parties": self.party_out(parties)[:, 0] + likely[:, 0],
            "roles": self.role_out(people) + known,
            "standing": standing,
            "right": right,
            "statuses": self.status_out(torch.cat((self._hidden(self.status, focus), said))),
        }

    def _hidden(self, part: nn.Linear, values: Tensor) -> Tensor:
        hidden: Tensor = self.dropout(functional.gelu(part(values), approximate="tanh"))
        return hidden

    def _pooled(self, part: nn.Linear, vectors: Tensor, focus: Tensor, named: Sequence[Sequence[Rows]]) -> Tensor:
        places = [(owner, rows) for owner, mine in enumerate(named) for rows in mine]
        blank = torch.zeros(len(named), _HIDDEN)
        if not places:
            return torch.cat((blank, blank), dim=1)
        shares = torch.zeros(len(places), len(vectors))
        for number, (_, rows) in enumerate(places):
            shares[number, list(rows)] = 1 / len(rows)
        means = shares @ vectors
        hidden = functional.gelu(part(torch.cat((means, means * focus), dim=1)), approximate="tanh")
        owners = torch.tensor([owner for owner, _ in places])[:, None].expand(-1, _HIDDEN)
        greatest = blank.scatter_reduce(0, owners, hidden, "amax", include_self=False)
        mean = blank.scatter_reduce(0, owners, hidden, "mean", include_self=False)
        return self.dropout(torch.cat((greatest, mean), dim=1))


def _fill(part: nn.Module, known: Mapping[str, Tensor], names: Sequence[str]) -> None:
    for side in ("weight", "bias"):
        getattr(part, side).data = torch.cat([known[f"{name}.{side}"] for name in names])


def weights_of(network: Network) -> dict[str, NDArray[np.float32]]:
    """The weights as `coopdata.encoder.model` takes them."""
    return {name: value.detach().numpy() for name, value in network.state_dict().items()}
