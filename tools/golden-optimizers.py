"""Makes tests/golden/optimizers.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-optimizers.py

LSTM 3 (last step) -> dense 2, windows of 4 steps with 2 features, a batch of 5, two horizons, mean squared error: the
parameters after ten steps of each optimiser, with penalties and clipping. L2 is part of the loss, as l2 / 2 times the
sum of the squares of a layer's matrices; AdamW decays matrices and no biases. Clipping is torch.nn.utils'
clip_grad_value_; the norm is clipped by hand, without the 1e-6 that PyTorch adds to it.

Layout as in tools/golden-lstm.py: W, U, b of the LSTM with gates in order i, f, g, o, then W, b of the dense layer;
matrices row-major [input, units], one flat vector. Inputs and parameters are rounded to float32; the sums run in double
precision.
"""

import torch

from golden_torch import wave, write_golden

WINDOW, FEATURES, BATCH, UNITS, HORIZONS, STEPS = 4, 2, 5, 3, 2, 10

CASES = [
    {"optimizer": {"kind": "adam"}, "learningRate": 0.01},
    {"optimizer": {"kind": "adam"}, "learningRate": 0.01, "l2": [0.3, 0.1], "clipValue": 0.2, "clipNorm": 0.4},
    {"optimizer": {"kind": "adamw", "weightDecay": 0.5}, "learningRate": 0.02},
    {"optimizer": {"kind": "adamw", "weightDecay": 0.1}, "learningRate": 0.02, "l2": [0, 0.4], "clipNorm": 0.3},
    {"optimizer": {"kind": "sgd", "momentum": 0}, "learningRate": 0.1},
    {"optimizer": {"kind": "sgd", "momentum": 0.9}, "learningRate": 0.05, "l2": [0.2, 0], "clipValue": 0.1},
    {"optimizer": {"kind": "sgd", "momentum": 0.8, "nesterov": True}, "learningRate": 0.05, "clipNorm": 0.5},
]


def build():
    lstm = torch.nn.LSTM(FEATURES, UNITS, batch_first=True)
    dense = torch.nn.Linear(UNITS, HORIZONS)
    lstm.bias_hh_l0.requires_grad_(False).zero_()
    # The trained tensors in our order, each with whether ours is the transpose.
    pieces = [
        (lstm.weight_ih_l0, True),
        (lstm.weight_hh_l0, True),
        (lstm.bias_ih_l0, False),
        (dense.weight, True),
        (dense.bias, False),
    ]
    with torch.no_grad():
        for i, (parameter, _) in enumerate(pieces):
            parameter.copy_(wave(parameter.shape, 0.9, 1.37 + 0.41 * i))
    return lstm, dense, pieces


def flatten(pieces):
    parts = [p.detach().t() if transposed else p.detach() for p, transposed in pieces]
    return torch.cat([part.reshape(-1) for part in parts]).tolist()


def make_optimizer(spec, rate, matrices, biases):
    kind = spec["kind"]
    if kind == "sgd":
        return torch.optim.SGD(
            matrices + biases, lr=rate, momentum=spec["momentum"], nesterov=spec.get("nesterov", False)
        )
    if kind == "adam":
        return torch.optim.Adam(matrices + biases, lr=rate, betas=(0.9, 0.999), eps=1e-8)
    groups = [{"params": matrices, "weight_decay": spec["weightDecay"]}, {"params": biases, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.999), eps=1e-8)


def train(case, windows, labels):
    lstm, dense, pieces = build()
    l2 = case.get("l2", [0, 0])
    penalised = [(lstm.weight_ih_l0, l2[0]), (lstm.weight_hh_l0, l2[0]), (dense.weight, l2[1])]
    trained = [p for p, _ in pieces]
    matrices = [p for p in trained if p.dim() > 1]
    optimizer = make_optimizer(case["optimizer"], case["learningRate"], matrices, [p for p in trained if p.dim() == 1])
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(dense(lstm(windows)[0][:, -1]), labels)
        losses.append(loss.item())
        (loss + sum(0.5 * strength * (p**2).sum() for p, strength in penalised)).backward()
        if "clipValue" in case:
            torch.nn.utils.clip_grad_value_(trained, case["clipValue"])
        if "clipNorm" in case:
            # Ours is the exact factor; PyTorch adds 1e-6 to the norm.
            norm = torch.sqrt(sum((p.grad**2).sum() for p in trained))
            if norm > case["clipNorm"]:
                for p in trained:
                    p.grad *= case["clipNorm"] / norm
        optimizer.step()
    return {**case, "losses": losses, "parameters": flatten(pieces)}


def main():
    torch.set_default_dtype(torch.float64)
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    labels = wave((BATCH, HORIZONS), 1.4, 0.77)
    golden = {
        "source": f"tools/golden-optimizers.py, PyTorch {torch.__version__}, float64",
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "units": UNITS,
        "horizons": HORIZONS,
        "steps": STEPS,
        "windows": windows.reshape(-1).tolist(),
        "labels": labels.reshape(-1).tolist(),
        "start": flatten(build()[2]),
        "cases": [train(case, windows, labels) for case in CASES],
    }
    write_golden("optimizers", golden)
    for case in golden["cases"]:
        print(f"{case['optimizer']}: loss {case['losses'][0]} to {case['losses'][-1]}")


if __name__ == "__main__":
    main()
