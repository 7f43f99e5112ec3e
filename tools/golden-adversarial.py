"""Makes tests/golden/adversarial.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-adversarial.py

Adversarial training (Feng et al. 2019, equations 5 to 8) of what the last dense layer reads, a batch of 6 without
dropout: loss with the adversarial part, its gradient, and the parameters after ten steps of Adam without clipping.
 - Adv-ALSTM itself: dense 3 tanh -> LSTM 4 -> attention with 3 units, beside the last step -> dense 1, hinge loss. The
   gradient flows through the perturbation as autograd finds it (create_graph), which is what the published code does.
 - LSTM 4 -> dense 4 by cross-entropy: here the slopes of the loss are held still, which is Almanac's definition where the
   loss is curved and there is more than one output.

Layout as in tools/golden-temporal-attention.py. Inputs and parameters are rounded to float32; the sums run in double
precision.
"""

import torch
from torch.nn import functional

from golden_torch import wave, write_golden

WINDOW, FEATURES, BATCH = 4, 3, 6
LEARNING_RATE, STEPS = 0.01, 10


def lstm_pieces(lstm):
    lstm.bias_hh_l0.requires_grad_(False).zero_()
    return [(lstm.weight_ih_l0, True), (lstm.weight_hh_l0, True), (lstm.bias_ih_l0, False)]


def dense_pieces(dense):
    return [(dense.weight, True), (dense.bias, False)]


class AttentiveLstm:
    layers = [
        {"kind": "dense", "units": 3, "activation": "tanh"},
        {"kind": "lstm", "units": 4, "returnSequences": True},
        {"kind": "temporal-attention", "units": 3},
    ]
    loss_name = {"kind": "hinge"}
    outputs = 1
    adversarial = {"epsilon": 0.3, "beta": 0.5}

    def __init__(self):
        self.squash = torch.nn.Linear(FEATURES, 3)
        self.lstm = torch.nn.LSTM(3, 4, batch_first=True)
        self.project = torch.nn.Linear(4, 3)
        self.score = torch.nn.Linear(3, 1, bias=False)
        self.head = torch.nn.Linear(8, 1)
        self.labels = torch.tensor([1.0, 0.0, 0.0, 1.0, 1.0, 0.0])
        self.pieces = [
            *dense_pieces(self.squash),
            *lstm_pieces(self.lstm),
            *dense_pieces(self.project),
            (self.score.weight, True),
            *dense_pieces(self.head),
        ]

    def latent(self, windows):
        sequence, _ = self.lstm(torch.tanh(self.squash(windows)))
        attention = torch.softmax(self.score(torch.tanh(self.project(sequence))), dim=1)
        return torch.cat([(attention * sequence).sum(dim=1), sequence[:, -1]], dim=1)

    def loss(self, outputs):
        return functional.relu(1 - (2 * self.labels - 1) * outputs.squeeze(1)).mean()

    def direction(self, latent, outputs):
        (gradient,) = torch.autograd.grad(self.loss(outputs), latent, create_graph=True)
        return gradient


class LastStep:
    layers = [{"kind": "lstm", "units": 4, "returnSequences": False}]
    loss_name = {"kind": "cross-entropy", "classes": 4}
    outputs = 4
    adversarial = {"epsilon": 0.6, "beta": 0.8}

    def __init__(self):
        self.lstm = torch.nn.LSTM(FEATURES, 4, batch_first=True)
        self.head = torch.nn.Linear(4, 4)
        self.labels = torch.tensor([3.0, 0.0, 2.0, 1.0, 1.0, 0.0])
        self.pieces = [*lstm_pieces(self.lstm), *dense_pieces(self.head)]

    def latent(self, windows):
        return self.lstm(windows)[0][:, -1]

    def loss(self, outputs):
        return functional.cross_entropy(outputs, self.labels.long())

    def direction(self, latent, outputs):
        (slopes,) = torch.autograd.grad(self.loss(outputs), outputs, retain_graph=True)
        return slopes @ self.head.weight


def total(network, windows):
    latent = network.latent(windows)
    outputs = network.head(latent)
    g = network.direction(latent, outputs)
    length = g.norm(dim=1, keepdim=True)
    r = network.adversarial["epsilon"] * g / torch.where(length > 0, length, torch.ones_like(length))
    return network.loss(outputs) + network.adversarial["beta"] * network.loss(network.head(latent + r))


def flatten(network, choose):
    parts = [choose(p).t() if transposed else choose(p) for p, transposed in network.pieces]
    return torch.cat([part.reshape(-1) for part in parts]).tolist()


def compute(network):
    with torch.no_grad():
        for i, (parameter, transposed) in enumerate(network.pieces):
            shape = tuple(reversed(parameter.shape)) if transposed else tuple(parameter.shape)
            values = wave(shape, 0.9, 1.37 + 0.41 * i)
            parameter.copy_(values.t() if transposed else values)
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    start = flatten(network, lambda p: p.detach())
    loss = total(network, windows)
    loss.backward()
    golden = {
        "layers": network.layers,
        "loss": network.loss_name,
        "outputs": network.outputs,
        "adversarial": network.adversarial,
        "windows": windows.reshape(-1).tolist(),
        "labels": network.labels.tolist(),
        "parameters": start,
        "totalLoss": loss.item(),
        "cleanLoss": network.loss(network.head(network.latent(windows))).item(),
        "gradients": flatten(network, lambda p: p.grad),
    }
    adam = torch.optim.Adam([p for p, _ in network.pieces], lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = total(network, windows)
        loss.backward()
        adam.step()
        losses.append(loss.item())
    parameters = flatten(network, lambda p: p.detach())
    golden["adam"] = {"learningRate": LEARNING_RATE, "steps": STEPS, "losses": losses, "parameters": parameters}
    return golden


def main():
    torch.set_default_dtype(torch.float64)
    golden = {
        "source": f"tools/golden-adversarial.py, PyTorch {torch.__version__}, float64",
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "cases": [compute(AttentiveLstm()), compute(LastStep())],
    }
    write_golden("adversarial", golden)
    for case in golden["cases"]:
        print(f"{case['loss']}: {len(case['parameters'])} parameters, loss {case['totalLoss']}, clean {case['cleanLoss']}")


if __name__ == "__main__":
    main()
