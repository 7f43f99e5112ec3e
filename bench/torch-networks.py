"""The training step of a network in PyTorch, for bench/train.ts: torch-networks.py NETWORK THREADS.

NETWORK is the JSON that train.ts makes of the graph of a spec: windowBars, featureCount, batchSize, the layers with
the width of their input (the head's linear layer is the last one), the loss and clipNorm. Layers mean what
engine/models/layer-kinds says, so both sides train the same network; `parameters` in the first line lets train.ts
compare.

Prints one JSON line when it is ready, or nothing where there is no PyTorch; then, for each line on stdin, trains as
many steps (forward, loss, backward, gradients clipped, Adam) as the line says and prints how many windows that was.
"""

import json
import math
import sys
import time

try:
    import torch
except ImportError:
    sys.exit()

from torch import Tensor, nn
from torch.nn import functional as F


class Recurrent(nn.Module):
    """LSTM or GRU in one direction or both."""

    def __init__(self, spec: dict) -> None:
        super().__init__()
        kind = {"lstm": nn.LSTM, "gru": nn.GRU}[spec["kind"]]
        self.both = spec.get("bidirectional", False)
        self.network = kind(spec["inputSize"], spec["units"], batch_first=True, bidirectional=self.both)
        self.sequences = spec["returnSequences"]
        # A second bias of each gate does nothing that the first does not; only the n of a GRU needs it.
        spare = 4 if spec["kind"] == "lstm" else 2
        self.spare_parameters = spare * spec["units"] * (2 if self.both else 1)

    def forward(self, flow: Tensor) -> Tensor:
        steps, state = self.network(flow)
        if self.sequences:
            return steps
        last = state[0] if isinstance(state, tuple) else state
        return torch.cat((last[0], last[1]), dim=1) if self.both else last[0]


class TemporalAttention(nn.Module):
    def __init__(self, spec: dict) -> None:
        super().__init__()
        self.hidden = nn.Linear(spec["inputSize"], spec["units"])
        self.score = nn.Linear(spec["units"], 1, bias=False)

    def forward(self, flow: Tensor) -> Tensor:
        weights = torch.softmax(self.score(torch.tanh(self.hidden(flow))), dim=1)
        context = (weights.transpose(1, 2) @ flow).squeeze(1)
        return torch.cat((context, flow[:, -1]), dim=1)


class PositionalEncoding(nn.Module):
    def __init__(self, spec: dict, time_steps: int) -> None:
        super().__init__()
        width = spec["inputSize"]
        column = torch.arange(width)
        angle = torch.arange(time_steps)[:, None] / 10000 ** ((column - column % 2) / width)
        self.register_buffer("encoding", torch.where(column % 2 == 0, angle.sin(), angle.cos()))

    def forward(self, flow: Tensor) -> Tensor:
        return flow + self.encoding


class TransformerEncoder(nn.Module):
    """Not nn.TransformerEncoderLayer, which drops out in two places more; queries, keys and values are one product."""

    def __init__(self, spec: dict) -> None:
        super().__init__()
        width = spec["inputSize"]
        self.heads = spec["heads"]
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.project = nn.Linear(width, 3 * width)
        self.gather = nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, spec["feedForward"]), nn.Linear(spec["feedForward"], width)
        self.dropout = nn.Dropout(spec["dropout"])

    def attend(self, flow: Tensor) -> Tensor:
        batch, time_steps, width = flow.shape
        parts = self.project(flow).view(batch, time_steps, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        if hasattr(F, "scaled_dot_product_attention"):
            heads = F.scaled_dot_product_attention(query, key, value)
        else:
            scores = query @ key.transpose(2, 3) / math.sqrt(width // self.heads)
            heads = torch.softmax(scores, dim=3) @ value
        return self.gather(heads.transpose(1, 2).reshape(batch, time_steps, width))

    def forward(self, flow: Tensor) -> Tensor:
        flow = flow + self.dropout(self.attend(self.norm1(flow)))
        return flow + self.dropout(self.outer(torch.relu(self.inner(self.norm2(flow)))))


class Pool(nn.Module):
    def __init__(self, spec: dict) -> None:
        super().__init__()
        self.how = spec["how"]

    def forward(self, flow: Tensor) -> Tensor:
        return flow[:, -1] if self.how == "last" else flow.mean(dim=1)


def build_layer(spec: dict, time_steps: int) -> nn.Module:
    kind = spec["kind"]
    if kind in ("lstm", "gru"):
        return Recurrent(spec)
    if kind == "temporal-attention":
        return TemporalAttention(spec)
    if kind == "positional-encoding":
        return PositionalEncoding(spec, time_steps)
    if kind == "transformer-encoder":
        return TransformerEncoder(spec)
    if kind == "layer-norm":
        return nn.LayerNorm(spec["inputSize"])
    if kind == "dropout":
        return nn.Dropout(spec["rate"])
    if kind == "pool":
        return Pool(spec)
    linear = nn.Linear(spec["inputSize"], spec["units"])
    activation = {"linear": None, "relu": nn.ReLU(), "tanh": nn.Tanh()}[spec["activation"]]
    return nn.Sequential(linear, activation) if activation else linear


def build_loss(spec: dict, batch_size: int):
    """A function of the outputs [batch, outputs] that has its labels at hand."""
    kind = spec["kind"]
    if kind == "pinball":
        levels, labels = torch.tensor(spec["levels"]), torch.randn(batch_size, 1)

        def pinball(outputs: Tensor) -> Tensor:
            error = labels - outputs
            return torch.maximum(levels * error, (levels - 1) * error).mean()

        return pinball
    if kind == "cross-entropy":
        classes = torch.randint(spec["classes"], (batch_size,))
        return lambda outputs: F.cross_entropy(outputs, classes)
    if kind == "bce":
        outcomes = torch.randint(2, (batch_size, 1)).float()
        return lambda outputs: F.binary_cross_entropy_with_logits(outputs, outcomes)
    raise ValueError(f"no loss {kind}")


def build_optimiser(model: nn.Module) -> torch.optim.Optimizer:
    """Adam in one pass over the parameters where this version of PyTorch has it on the processor."""
    try:
        return torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
    except (TypeError, RuntimeError):
        return torch.optim.Adam(model.parameters(), lr=0.001)


def product_rate(size: int = 512, seconds: float = 0.2) -> float:
    """1e9 floating-point operations a second in square matrix products: what its BLAS is worth on this machine."""
    a, b = torch.randn(size, size), torch.randn(size, size)
    torch.mm(a, b)
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        torch.mm(a, b)
        count += 1
    return 2 * size**3 * count / (time.perf_counter() - started) / 1e9


def main() -> None:
    network, threads = json.loads(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    batch_size, time_steps = network["batchSize"], network["windowBars"]
    model = nn.Sequential(*(build_layer(spec, time_steps) for spec in network["layers"]))
    optimiser = build_optimiser(model)
    loss = build_loss(network["loss"], batch_size)
    windows = torch.randn(batch_size, time_steps, network["featureCount"])

    spare = sum(layer.spare_parameters for layer in model if isinstance(layer, Recurrent))
    greeting = {
        "version": torch.__version__.split("+")[0],
        "parameters": sum(tensor.numel() for tensor in model.parameters()) - spare,
        "productRate": product_rate(),
    }
    print(json.dumps(greeting), flush=True)
    for line in sys.stdin:
        steps = int(line)
        for _ in range(steps):
            optimiser.zero_grad(set_to_none=True)
            loss(model(windows)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), network["clipNorm"])
            optimiser.step()
        print(batch_size * steps, flush=True)


main()
