"""Makes tests/golden/losses.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-losses.py

For each loss a network LSTM 4 (last step) -> dense, windows of 3 steps with 2 features, a batch of 5, two horizons and
a weight for every label: outputs, loss and gradient. The losses are those of torch.nn.functional without reduction;
the weights are applied by hand and the mean is taken over batch and horizons, and over the levels of the pinball loss,
which PyTorch does not have. Cross-entropy and pinball have their outputs horizon by horizon.

Layout as in tools/golden-lstm.py: W, U, b of the LSTM with gates in order i, f, g, o, then W, b of the dense layer;
matrices row-major [input, units], one flat vector. Inputs, parameters, labels and weights are rounded to float32; the
sums run in double precision.
"""

import torch
from torch.nn import functional

from golden_torch import wave, write_golden

WINDOW, FEATURES, BATCH, UNITS, HORIZONS = 3, 2, 5, 4, 2
LEVELS = [0.1, 0.5, 0.8]
DELTA = 0.5
CLASSES = 4
SMOOTHING, FOCUS = 0.2, 2


def pinball(outputs, labels):
    """[batch, horizons] from outputs [batch, horizons * levels]."""
    error = labels.unsqueeze(2) - outputs.reshape(BATCH, HORIZONS, len(LEVELS))
    levels = torch.tensor(LEVELS)
    return torch.maximum(levels * error, (levels - 1) * error).mean(dim=2)


def ordered(outputs):
    """Quantiles [batch, horizons * levels] from steps: the middle one, and softplus steps outwards."""
    steps = outputs.reshape(BATCH, HORIZONS, len(LEVELS))
    middle = len(LEVELS) // 2
    lengths = functional.softplus(steps)
    above = steps[:, :, middle : middle + 1] + lengths[:, :, middle + 1 :].cumsum(dim=2)
    below = steps[:, :, middle : middle + 1] - lengths[:, :, :middle].flip(2).cumsum(dim=2).flip(2)
    return torch.cat([below, steps[:, :, middle : middle + 1], above], dim=2).reshape(BATCH, -1)


def binary_focal(smoothing, focus):
    def loss(outputs, labels):
        target = labels * (1 - smoothing) + smoothing / 2
        p = torch.sigmoid(outputs)
        up = (1 - p) ** focus * functional.logsigmoid(outputs)
        return -(target * up + (1 - target) * p**focus * functional.logsigmoid(-outputs))

    return loss


def focal(smoothing, focus):
    def loss(outputs, labels):
        logits = outputs.reshape(BATCH * HORIZONS, CLASSES)
        target = functional.one_hot(labels.reshape(-1).long(), CLASSES) * (1 - smoothing) + smoothing / CLASSES
        logarithm = torch.log_softmax(logits, dim=1)
        return -(target * (1 - logarithm.exp()) ** focus * logarithm).sum(dim=1).reshape(BATCH, HORIZONS)

    return loss


def smoothed_cross_entropy(outputs, labels):
    logits = outputs.reshape(BATCH * HORIZONS, CLASSES)
    each = functional.cross_entropy(logits, labels.reshape(-1).long(), reduction="none", label_smoothing=SMOOTHING)
    return each.reshape(BATCH, HORIZONS)


def hinge(outputs, labels):
    return functional.relu(1 - (2 * labels - 1) * outputs)


def gaussian(outputs, labels):
    mean, scale = outputs.reshape(BATCH, HORIZONS, 2).unbind(2)
    return -torch.distributions.Normal(mean, 1e-3 + functional.softplus(scale)).log_prob(labels)


def student_t(outputs, labels):
    location, scale, degrees = outputs.reshape(BATCH, HORIZONS, 3).unbind(2)
    return -torch.distributions.StudentT(
        2 + functional.softplus(degrees), location, 1e-3 + functional.softplus(scale)
    ).log_prob(labels)


def cross_entropy(outputs, labels):
    logits = outputs.reshape(BATCH * HORIZONS, CLASSES)
    return functional.cross_entropy(logits, labels.reshape(-1).long(), reduction="none").reshape(BATCH, HORIZONS)


def cases():
    """The loss as Almanac names it, outputs a horizon, labels [batch, horizons], and the loss of every label."""
    real = wave((BATCH, HORIZONS), 1.4, 0.77)
    coins = (wave((BATCH, HORIZONS), 1, 1.9) > 0).double()
    classes = torch.tensor([3, 0, 1, 1, 2, 0, 3, 2, 0, 1]).double().reshape(BATCH, HORIZONS)
    yield {"kind": "pinball", "levels": LEVELS}, len(LEVELS), real, pinball
    yield {"kind": "mse"}, 1, real, lambda q, y: functional.mse_loss(q, y, reduction="none")
    yield {"kind": "mae"}, 1, real, lambda q, y: functional.l1_loss(q, y, reduction="none")
    yield {"kind": "huber", "delta": DELTA}, 1, real, lambda q, y: functional.huber_loss(
        q, y, reduction="none", delta=DELTA
    )
    yield {"kind": "bce"}, 1, coins, lambda q, y: functional.binary_cross_entropy_with_logits(q, y, reduction="none")
    yield {"kind": "cross-entropy", "classes": CLASSES}, CLASSES, classes, cross_entropy
    yield {"kind": "pinball", "levels": LEVELS, "ordered": True}, len(LEVELS), real, lambda q, y: pinball(ordered(q), y)
    yield {"kind": "bce", "smoothing": SMOOTHING}, 1, coins, binary_focal(SMOOTHING, 0)
    yield {"kind": "bce", "focus": FOCUS, "smoothing": SMOOTHING}, 1, coins, binary_focal(SMOOTHING, FOCUS)
    yield {"kind": "cross-entropy", "classes": CLASSES, "smoothing": SMOOTHING}, CLASSES, classes, smoothed_cross_entropy
    yield {"kind": "cross-entropy", "classes": CLASSES, "focus": FOCUS}, CLASSES, classes, focal(0, FOCUS)
    yield {"kind": "hinge"}, 1, coins, hinge
    yield {"kind": "gaussian"}, 2, real, gaussian
    yield {"kind": "student-t"}, 3, real, student_t


def compute(loss, outputs_per_horizon, labels, function, windows, weights):
    count = HORIZONS * outputs_per_horizon
    lstm = torch.nn.LSTM(FEATURES, UNITS, batch_first=True)
    dense = torch.nn.Linear(UNITS, count)
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
            # Dense weights are large so that the outputs spread over both sides of labels, 0 and delta.
            parameter.copy_(wave(parameter.shape, 0.8 if i < 3 else 2.5, 1.37 + 0.41 * i))

    def flatten(choose):
        parts = [choose(p).t() if transposed else choose(p) for p, transposed in pieces]
        return torch.cat([part.reshape(-1) for part in parts]).tolist()

    outputs = dense(lstm(windows)[0][:, -1])
    each = function(outputs, labels)
    assert each.shape == weights.shape
    mean = (weights * each).mean()
    mean.backward()
    return {
        "loss": loss,
        "outputsPerSample": count,
        "labels": labels.reshape(-1).tolist(),
        "parameters": flatten(lambda p: p.detach()),
        "outputs": outputs.detach().reshape(-1).tolist(),
        "meanLoss": mean.item(),
        "meanLossUnweighted": each.mean().item(),
        "gradients": flatten(lambda p: p.grad),
    }


def main():
    torch.set_default_dtype(torch.float64)
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    weights = wave((BATCH, HORIZONS), 1, 0.53).abs() + 0.25
    weights[2, 1] = 0
    weights = weights.float().double()
    golden = {
        "source": f"tools/golden-losses.py, PyTorch {torch.__version__}, float64",
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "units": UNITS,
        "windows": windows.reshape(-1).tolist(),
        "weights": weights.reshape(-1).tolist(),
        "cases": [compute(*case, windows, weights) for case in cases()],
    }
    write_golden("losses", golden)
    for case in golden["cases"]:
        print(f"{case['loss']['kind']}: loss {case['meanLoss']}, outputs {case['outputs']}")


if __name__ == "__main__":
    main()
