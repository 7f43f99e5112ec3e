"""Makes tests/golden/bidirectional-lstm.json and bidirectional-gru.json with PyTorch: an implementation that shares
nothing with ours.

    python3 tools/golden-bidirectional.py

Bidirectional LSTM or GRU 4 (every step) -> the same of 3 (each direction's own last step) -> dense 3, windows of 5
steps with 3 features, a batch of 4, pinball loss over 3 levels, no dropout: outputs, loss, gradient, and the
parameters after ten steps of Adam without clipping.

Everything is in Almanac's layout: per layer the forward direction and then the backward one, each with W [input,
gates units], U [units, gates units], b [gates units] and, of the GRU, bR [units]; gates in order i, f, g, o of the LSTM
and z, r, n of the GRU; dense W [input, units], b [units]; matrices row-major, one flat vector. PyTorch has the
matrices transposed, the GRU's gates in order r, z, n, and two whole biases; of the second only the part of the GRU's n
is bR, the rest is held at zero.

Inputs and parameters are rounded to float32; the sums run in double precision, so the results are the exact ones
that a float32 implementation should approach.
"""

import torch

from golden_torch import pinball, wave, write_golden

WINDOW, FEATURES, BATCH = 5, 3, 4
UNITS = [4, 3]
LEVELS = [0.1, 0.5, 0.9]
LEARNING_RATE, STEPS = 0.01, 10
# Where our gates lie in PyTorch's order, and the other way round: each order is its own inverse.
GATES = {"lstm": [0, 1, 2, 3], "gru": [1, 0, 2]}


class Network(torch.nn.Module):
    def __init__(self, kind):
        super().__init__()
        layer = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind]
        self.kind = kind
        self.first = layer(FEATURES, UNITS[0], batch_first=True, bidirectional=True)
        self.second = layer(2 * UNITS[0], UNITS[1], batch_first=True, bidirectional=True)
        self.dense = torch.nn.Linear(2 * UNITS[1], len(LEVELS))

    def forward(self, windows):
        sequence, _ = self.first(windows)
        _, last = self.second(sequence)
        # [directions, batch, units]: PyTorch's own idea of each direction's last state.
        forward, backward = last[0] if self.kind == "lstm" else last
        return self.dense(torch.cat([forward, backward], dim=1))

    def directions(self):
        """W, U, b and the second bias of every direction, in our order."""
        for layer in (self.first, self.second):
            for suffix in ("", "_reverse"):
                names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
                yield [getattr(layer, name + suffix) for name in names]

    def swap(self, gates):
        """From our order of gates to PyTorch's, or back."""
        parts = gates.chunk(len(GATES[self.kind]))
        return torch.cat([parts[i] for i in GATES[self.kind]])

    def flatten(self, choose):
        """What `choose` takes of each trained tensor, in our order and layout."""
        pieces = []
        for W, U, b, second in self.directions():
            pieces += [self.swap(choose(W)).t(), self.swap(choose(U)).t(), self.swap(choose(b))]
            if self.kind == "gru":
                pieces.append(choose(second).chunk(3)[2])
        pieces += [choose(self.dense.weight).t(), choose(self.dense.bias)]
        return torch.cat([piece.reshape(-1) for piece in pieces]).tolist()

    def fill(self):
        """Sets the parameters, in our order and layout, to waves."""
        with torch.no_grad():
            for i, (W, U, b, second) in enumerate(self.directions()):
                shift = 1.37 + 1.64 * i
                W.copy_(self.swap(wave(W.t().shape, 0.6, shift).t()))
                U.copy_(self.swap(wave(U.t().shape, 0.6, shift + 0.41).t()))
                b.copy_(self.swap(wave(b.shape, 0.6, shift + 0.82)))
                second.zero_()
                if self.kind == "gru":
                    n = second.chunk(3)[2]
                    n.copy_(wave(n.shape, 0.6, shift + 1.23))
            self.dense.weight.copy_(wave(self.dense.weight.t().shape, 0.6, 7.93).t())
            self.dense.bias.copy_(wave(self.dense.bias.shape, 0.6, 8.34))

    def hold(self):
        """Adam never moves what has had no gradient."""
        for _, _, b, second in self.directions():
            second.grad[: len(b) if self.kind == "lstm" else len(b) // 3 * 2] = 0


def make(kind):
    network = Network(kind)
    network.fill()
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    labels = wave((BATCH,), 0.8, 0.77)
    start = network.flatten(lambda p: p.detach())

    outputs = network(windows)
    loss = pinball(outputs, labels, LEVELS)
    loss.backward()
    golden = {
        "source": f"tools/golden-bidirectional.py, PyTorch {torch.__version__}, float64",
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "levels": LEVELS,
        "layers": [
            {"kind": kind, "inputSize": FEATURES, "units": UNITS[0], "returnSequences": True, "bidirectional": True},
            {
                "kind": kind,
                "inputSize": 2 * UNITS[0],
                "units": UNITS[1],
                "returnSequences": False,
                "bidirectional": True,
            },
            {"kind": "dense", "inputSize": 2 * UNITS[1], "units": len(LEVELS), "activation": "linear"},
        ],
        "windows": windows.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "parameters": start,
        "outputs": outputs.detach().reshape(-1).tolist(),
        "loss": loss.item(),
        "gradients": network.flatten(lambda p: p.grad),
    }

    adam = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = pinball(network(windows), labels, LEVELS)
        loss.backward()
        network.hold()
        adam.step()
        losses.append(loss.item())
    golden["adam"] = {
        "learningRate": LEARNING_RATE,
        "steps": STEPS,
        "losses": losses,
        "parameters": network.flatten(lambda p: p.detach()),
    }

    path = write_golden(f"bidirectional-{kind}", golden)
    print(f"{path}: {len(start)} parameters, loss {golden['loss']}")


def main():
    torch.set_default_dtype(torch.float64)
    for kind in GATES:
        make(kind)


if __name__ == "__main__":
    main()
