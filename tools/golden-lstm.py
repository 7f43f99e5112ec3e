"""Makes tests/golden/lstm-dense.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-lstm.py

LSTM 4 (every step) -> LSTM 3 (last step) -> dense 3, windows of 5 steps with 3 features, a batch of 4, pinball loss
over 3 levels, no dropout: outputs, loss, gradient, and the parameters after ten steps of Adam without clipping.

Everything is in Almanac's layout: per LSTM W [input, 4 units], U [units, 4 units], b [4 units] with gates in order
i, f, g, o; dense W [input, units], b [units]; matrices row-major, one flat vector. PyTorch has the same gate order,
the matrices transposed, and two biases of which the second is held at zero.

Inputs and parameters are rounded to float32; the sums run in double precision, so the results are the exact ones
that a float32 implementation should approach.
"""

import torch

from golden_torch import pinball, wave, write_golden

WINDOW, FEATURES, BATCH = 5, 3, 4
UNITS = [4, 3]
LEVELS = [0.1, 0.5, 0.9]
LEARNING_RATE, STEPS = 0.01, 10


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.LSTM(FEATURES, UNITS[0], batch_first=True)
        self.second = torch.nn.LSTM(UNITS[0], UNITS[1], batch_first=True)
        self.dense = torch.nn.Linear(UNITS[1], len(LEVELS))
        for lstm in (self.first, self.second):
            lstm.bias_hh_l0.requires_grad_(False).zero_()

    def forward(self, windows):
        sequence, _ = self.first(windows)
        sequence, _ = self.second(sequence)
        return self.dense(sequence[:, -1])

    def pieces(self):
        """The trained tensors in our order, each with whether ours is the transpose."""
        for lstm in (self.first, self.second):
            yield lstm.weight_ih_l0, True
            yield lstm.weight_hh_l0, True
            yield lstm.bias_ih_l0, False
        yield self.dense.weight, True
        yield self.dense.bias, False

    def flatten(self, choose):
        parts = [choose(p).t() if transposed else choose(p) for p, transposed in self.pieces()]
        return torch.cat([part.reshape(-1) for part in parts]).tolist()


def main():
    torch.set_default_dtype(torch.float64)
    network = Network()
    with torch.no_grad():
        for i, (parameter, _) in enumerate(network.pieces()):
            parameter.copy_(wave(parameter.shape, 0.6, 1.37 + 0.41 * i))
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.11)
    labels = wave((BATCH,), 0.8, 0.77)
    start = network.flatten(lambda p: p.detach())

    outputs = network(windows)
    loss = pinball(outputs, labels, LEVELS)
    loss.backward()
    golden = {
        "source": f"tools/golden-lstm.py, PyTorch {torch.__version__}, float64",
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "levels": LEVELS,
        "layers": [
            {"kind": "lstm", "inputSize": FEATURES, "units": UNITS[0], "returnSequences": True},
            {"kind": "lstm", "inputSize": UNITS[0], "units": UNITS[1], "returnSequences": False},
            {"kind": "dense", "inputSize": UNITS[1], "units": len(LEVELS), "activation": "linear"},
        ],
        "windows": windows.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "parameters": start,
        "outputs": outputs.detach().reshape(-1).tolist(),
        "loss": loss.item(),
        "gradients": network.flatten(lambda p: p.grad),
    }

    trained = [p for p, _ in network.pieces()]
    adam = torch.optim.Adam(trained, lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)
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

    path = write_golden("lstm-dense", golden)
    print(f"{path}: {len(start)} parameters, loss {golden['loss']}")


if __name__ == "__main__":
    main()
