"""Makes tests/golden/temporal-attention.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-temporal-attention.py

ALSTM (Feng et al. 2019): LSTM 4 (every step) -> additive attention over time with 3 units, beside the last step ->
dense 3, windows of 5 steps with 3 features, a batch of 4, pinball loss over 3 levels, no dropout: outputs, loss,
gradient, and the parameters after ten steps of Adam without clipping. PyTorch has no such attention: it is written
out here, and autograd finds its gradient.

Everything is in Almanac's layout: LSTM W [input, 4 units], U [units, 4 units], b [4 units] with gates in order i, f,
g, o; attention W [width, units], b [units], u [units]; dense W [input, units], b [units]; matrices row-major, one flat
vector. PyTorch's LSTM has the same gate order, the matrices transposed, and two biases of which the second is held at
zero.

Inputs and parameters are rounded to float32; the sums run in double precision, so the results are the exact ones
that a float32 implementation should approach.
"""

import torch

from golden_torch import pinball, wave, write_golden

WINDOW, FEATURES, BATCH = 5, 3, 4
UNITS, ATTENTION = 4, 3
LEVELS = [0.1, 0.5, 0.9]
LEARNING_RATE, STEPS = 0.01, 10


class TemporalAttention(torch.nn.Module):
    def __init__(self, width, units):
        super().__init__()
        self.project = torch.nn.Linear(width, units)
        self.score = torch.nn.Linear(units, 1, bias=False)

    def forward(self, sequence):
        attention = torch.softmax(self.score(torch.tanh(self.project(sequence))), dim=1)
        return torch.cat([(attention * sequence).sum(dim=1), sequence[:, -1]], dim=1)


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = torch.nn.LSTM(FEATURES, UNITS, batch_first=True)
        self.attention = TemporalAttention(UNITS, ATTENTION)
        self.dense = torch.nn.Linear(2 * UNITS, len(LEVELS))
        self.lstm.bias_hh_l0.requires_grad_(False).zero_()

    def forward(self, windows):
        sequence, _ = self.lstm(windows)
        return self.dense(self.attention(sequence))

    def pieces(self):
        """The trained tensors in our order, each with whether ours is the transpose."""
        yield self.lstm.weight_ih_l0, True
        yield self.lstm.weight_hh_l0, True
        yield self.lstm.bias_ih_l0, False
        yield self.attention.project.weight, True
        yield self.attention.project.bias, False
        yield self.attention.score.weight, True
        yield self.dense.weight, True
        yield self.dense.bias, False

    def flatten(self, choose):
        parts = [choose(p).t() if transposed else choose(p) for p, transposed in self.pieces()]
        return torch.cat([part.reshape(-1) for part in parts]).tolist()


def main():
    torch.set_default_dtype(torch.float64)
    network = Network()
    with torch.no_grad():
        for i, (parameter, transposed) in enumerate(network.pieces()):
            shape = tuple(reversed(parameter.shape)) if transposed else tuple(parameter.shape)
            # Wide enough that the attention differs from step to step, and saturates nowhere.
            values = wave(shape, 0.9, 1.37 + 0.41 * i)
            parameter.copy_(values.t() if transposed else values)
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    labels = wave((BATCH,), 0.8, 0.77)
    start = network.flatten(lambda p: p.detach())

    outputs = network(windows)
    loss = pinball(outputs, labels, LEVELS)
    loss.backward()
    golden = {
        "source": f"tools/golden-temporal-attention.py, PyTorch {torch.__version__}, float64",
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "levels": LEVELS,
        "layers": [
            {"kind": "lstm", "inputSize": FEATURES, "units": UNITS, "returnSequences": True},
            {"kind": "temporal-attention", "inputSize": UNITS, "units": ATTENTION},
            {"kind": "dense", "inputSize": 2 * UNITS, "units": len(LEVELS), "activation": "linear"},
        ],
        "windows": windows.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "parameters": start,
        "outputs": outputs.detach().reshape(-1).tolist(),
        "loss": loss.item(),
        "gradients": network.flatten(lambda p: p.grad),
    }

    adam = torch.optim.Adam(
        [p for p in network.parameters() if p.requires_grad], lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8
    )
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = pinball(network(windows), labels, LEVELS)
        loss.backward()
        adam.step()
        losses.append(loss.item())
    golden["adam"] = {
        "learningRate": LEARNING_RATE,
        "steps": STEPS,
        "losses": losses,
        "parameters": network.flatten(lambda p: p.detach()),
    }

    path = write_golden("temporal-attention", golden)
    print(f"{path}: {len(start)} parameters, loss {golden['loss']}")


if __name__ == "__main__":
    main()
