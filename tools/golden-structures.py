"""Makes tests/golden/structures.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-structures.py

Networks whose layers are joined otherwise than one after another, windows of 4 steps with 3 features, a batch of 5,
pinball loss over 3 levels, no dropout: outputs, loss, gradient, and the parameters after ten steps of Adam without
clipping. A linear model and a multi-layer perceptron over the flattened window; skips that add and that concatenate, of
sequences and of vectors; a learned vector for each instrument beside every step.

Layout as in tools/golden-lstm.py: LSTM W, U, b with gates in order i, f, g, o; dense W, b; the embedding E
[instruments, units]; matrices row-major [input, units], one flat vector, layer after layer. Inputs and parameters are
rounded to float32; the sums run in double precision.
"""

import torch

from golden_torch import pinball, wave, write_golden

WINDOW, FEATURES, BATCH, INSTRUMENTS = 4, 3, 5, 4
LEVELS = [0.1, 0.5, 0.9]
LEARNING_RATE, STEPS = 0.01, 10


def dense(inputs, units):
    layer = torch.nn.Linear(inputs, units)
    return layer, [(layer.weight, True), (layer.bias, False)]


def lstm(inputs, units):
    layer = torch.nn.LSTM(inputs, units, batch_first=True)
    layer.bias_hh_l0.requires_grad_(False).zero_()
    return layer, [(layer.weight_ih_l0, True), (layer.weight_hh_l0, True), (layer.bias_ih_l0, False)]


def linear_case():
    head, pieces = dense(WINDOW * FEATURES, len(LEVELS))
    return "linear", [{"kind": "flatten"}], pieces, lambda x: head(x.flatten(1))


def mlp_case():
    first, one = dense(FEATURES, 2)
    second, two = dense(WINDOW * 2, 5)
    head, three = dense(5, len(LEVELS))
    layers = [
        {"kind": "dense", "units": 2, "activation": "tanh"},
        {"kind": "flatten"},
        {"kind": "dense", "units": 5, "activation": "relu"},
    ]
    return "mlp", layers, one + two + three, lambda x: head(torch.relu(second(torch.tanh(first(x)).flatten(1))))


def skip_case():
    wide, one = dense(FEATURES, 4)
    recurrent, two = lstm(4, 4)
    last, three = lstm(4 + FEATURES, 3)
    squash, four = dense(3, 3)
    head, five = dense(6, len(LEVELS))

    def forward(x):
        w = torch.tanh(wide(x))
        sequence = torch.cat([recurrent(w)[0] + w, x], dim=2)
        vector = last(sequence)[0][:, -1]
        return head(torch.cat([torch.tanh(squash(vector)) + vector, vector], dim=1))

    layers = [
        {"kind": "dense", "units": 4, "activation": "tanh", "name": "wide"},
        {"kind": "lstm", "units": 4, "returnSequences": True},
        {"kind": "skip", "from": "wide", "how": "add"},
        {"kind": "skip", "from": "input", "how": "concat"},
        {"kind": "lstm", "units": 3, "returnSequences": False, "name": "last"},
        {"kind": "dense", "units": 3, "activation": "tanh"},
        {"kind": "skip", "from": "last", "how": "add"},
        {"kind": "skip", "from": "last", "how": "concat"},
    ]
    return "skips", layers, one + two + three + four + five, forward


def embedding_case():
    embedding = torch.nn.Embedding(INSTRUMENTS, 2)
    recurrent, one = lstm(FEATURES - 1 + 2, 3)
    head, two = dense(3, len(LEVELS))

    def forward(x):
        joined = torch.cat([x[:, :, :-1], embedding(x[:, :, -1].long())], dim=2)
        return head(recurrent(joined)[0][:, -1])

    layers = [
        {"kind": "instrument-embedding", "units": 2},
        {"kind": "lstm", "units": 3, "returnSequences": False},
    ]
    return "instrument embedding", layers, [(embedding.weight, False)] + one + two, forward


def flatten(pieces, choose):
    parts = [choose(p).t() if transposed else choose(p) for p, transposed in pieces]
    return torch.cat([part.reshape(-1) for part in parts]).tolist()


def compute(name, layers, pieces, forward):
    with torch.no_grad():
        for i, (parameter, transposed) in enumerate(pieces):
            shape = tuple(reversed(parameter.shape)) if transposed else tuple(parameter.shape)
            values = wave(shape, 0.7, 1.37 + 0.41 * i)
            parameter.copy_(values.t() if transposed else values)
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    if layers[0]["kind"] == "instrument-embedding":
        # Some instruments twice, one not at all.
        windows[:, :, -1] = torch.tensor([2.0, 0.0, 2.0, 3.0, 0.0]).unsqueeze(1)
    labels = wave((BATCH,), 0.8, 0.77)
    start = flatten(pieces, lambda p: p.detach())
    outputs = forward(windows)
    loss = pinball(outputs, labels, LEVELS)
    loss.backward()
    golden = {
        "name": name,
        "layers": layers + [{"kind": "dense", "units": len(LEVELS), "activation": "linear"}],
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "windows": windows.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "parameters": start,
        "outputs": outputs.detach().reshape(-1).tolist(),
        "loss": loss.item(),
        "gradients": flatten(pieces, lambda p: p.grad),
    }
    adam = torch.optim.Adam([p for p, _ in pieces], lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = pinball(forward(windows), labels, LEVELS)
        loss.backward()
        adam.step()
        losses.append(loss.item())
    golden["adam"] = {
        "learningRate": LEARNING_RATE,
        "steps": STEPS,
        "losses": losses,
        "parameters": flatten(pieces, lambda p: p.detach()),
    }
    return golden


def main():
    torch.set_default_dtype(torch.float64)
    golden = {
        "source": f"tools/golden-structures.py, PyTorch {torch.__version__}, float64",
        "levels": LEVELS,
        "instruments": INSTRUMENTS,
        "cases": [compute(*case()) for case in (linear_case, mlp_case, skip_case, embedding_case)],
    }
    write_golden("structures", golden)
    for case in golden["cases"]:
        print(f"{case['name']}: {len(case['parameters'])} parameters, loss {case['loss']}")


if __name__ == "__main__":
    main()
