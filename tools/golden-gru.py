"""Makes tests/golden/gru-dense.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-gru.py

GRU 4 (every step) -> GRU 3 (last step) -> dense 3, windows of 5 steps with 3 features, a batch of 4, pinball loss
over 3 levels, no dropout: outputs, loss, gradient, and the parameters after ten steps of Adam without clipping.

Everything is in Almanac's layout: per GRU W [input, 3 units], U [units, 3 units], b [3 units] with gates in order
z, r, n, then bR [units]; dense W [input, units], b [units]; matrices row-major, one flat vector. PyTorch has the
order r, z, n, the matrices transposed, and two whole biases; of the second only the part of n is bR, the rest is held
at zero.

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
        self.first = torch.nn.GRU(FEATURES, UNITS[0], batch_first=True)
        self.second = torch.nn.GRU(UNITS[0], UNITS[1], batch_first=True)
        self.dense = torch.nn.Linear(UNITS[1], len(LEVELS))

    def forward(self, windows):
        sequence, _ = self.first(windows)
        sequence, _ = self.second(sequence)
        return self.dense(sequence[:, -1])


def pieces(network, choose):
    """What `choose` takes of each trained tensor, in our order and layout."""
    for gru, units in ((network.first, UNITS[0]), (network.second, UNITS[1])):

        def swap(parameter):
            r, z, n = choose(parameter).split(units)
            return torch.cat([z, r, n])

        yield swap(gru.weight_ih_l0).t()
        yield swap(gru.weight_hh_l0).t()
        yield swap(gru.bias_ih_l0)
        yield choose(gru.bias_hh_l0)[2 * units :]
    yield choose(network.dense.weight).t()
    yield choose(network.dense.bias)


def flatten(network, choose):
    return torch.cat([piece.reshape(-1) for piece in pieces(network, choose)]).tolist()


def fill(network):
    """Sets the parameters, in our order and layout, to waves."""
    with torch.no_grad():
        for i, (gru, units) in enumerate(((network.first, UNITS[0]), (network.second, UNITS[1]))):
            shift = 1.37 + 1.64 * i

            def swap(ours):
                z, r, n = ours.split(units)
                return torch.cat([r, z, n])

            inputs = gru.weight_ih_l0.shape[1]
            gru.weight_ih_l0.copy_(swap(wave((inputs, 3 * units), 0.6, shift).t()))
            gru.weight_hh_l0.copy_(swap(wave((units, 3 * units), 0.6, shift + 0.41).t()))
            gru.bias_ih_l0.copy_(swap(wave((3 * units,), 0.6, shift + 0.82)))
            gru.bias_hh_l0.zero_()
            gru.bias_hh_l0[2 * units :] = wave((units,), 0.6, shift + 1.23)
        network.dense.weight.copy_(wave((UNITS[1], len(LEVELS)), 0.6, 4.65).t())
        network.dense.bias.copy_(wave((len(LEVELS),), 0.6, 5.06))


def hold(network):
    """Adam never moves what has had no gradient."""
    for gru, units in ((network.first, UNITS[0]), (network.second, UNITS[1])):
        gru.bias_hh_l0.grad[: 2 * units] = 0


def main():
    torch.set_default_dtype(torch.float64)
    network = Network()
    fill(network)
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    labels = wave((BATCH,), 0.8, 0.77)
    start = flatten(network, lambda p: p.detach())

    outputs = network(windows)
    loss = pinball(outputs, labels, LEVELS)
    loss.backward()
    golden = {
        "source": f"tools/golden-gru.py, PyTorch {torch.__version__}, float64",
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "levels": LEVELS,
        "layers": [
            {"kind": "gru", "inputSize": FEATURES, "units": UNITS[0], "returnSequences": True},
            {"kind": "gru", "inputSize": UNITS[0], "units": UNITS[1], "returnSequences": False},
            {"kind": "dense", "inputSize": UNITS[1], "units": len(LEVELS), "activation": "linear"},
        ],
        "windows": windows.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "parameters": start,
        "outputs": outputs.detach().reshape(-1).tolist(),
        "loss": loss.item(),
        "gradients": flatten(network, lambda p: p.grad),
    }

    adam = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = pinball(network(windows), labels, LEVELS)
        loss.backward()
        hold(network)
        adam.step()
        losses.append(loss.item())
    golden["adam"] = {
        "learningRate": LEARNING_RATE,
        "steps": STEPS,
        "losses": losses,
        "parameters": flatten(network, lambda p: p.detach()),
    }

    path = write_golden("gru-dense", golden)
    print(f"{path}: {len(start)} parameters, loss {golden['loss']}")


if __name__ == "__main__":
    main()
