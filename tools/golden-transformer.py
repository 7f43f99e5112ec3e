"""Makes tests/golden/transformer.json with PyTorch: an implementation that shares nothing with ours.

    python3 tools/golden-transformer.py

Two networks over windows of 5 steps with 3 features, a batch of 4, pinball loss over 3 levels, no dropout: outputs,
loss, gradient, and the parameters after ten steps of Adam without clipping.

  last  dense 8 -> positional encoding -> two encoder blocks (2 and 4 heads, feed-forward 6 and 10) -> layer norm
        -> last step -> dense 3
  mean  layer norm -> dense 6, tanh -> encoder block (3 heads, feed-forward 5) -> mean over time -> layer norm
        -> dense 4, tanh -> dense 3

The block is written out with PyTorch's functions and differentiated by autograd; torch.nn.TransformerEncoderLayer with
norm_first, a second implementation, has to give the same outputs.

Everything is in Almanac's layout, matrices row-major, one flat vector. Inputs and parameters are rounded to float32;
the sums run in double precision, so the results are the exact ones that a float32 implementation should approach.
"""

import math

import torch
from torch.nn import functional

from golden_torch import pinball, wave, write_golden

WINDOW, FEATURES, BATCH = 5, 3, 4
LEVELS = [0.1, 0.5, 0.9]
LEARNING_RATE, STEPS = 0.01, 10


def dense(inputs, units, activation="linear"):
    return {"kind": "dense", "inputSize": inputs, "units": units, "activation": activation}


def norm(width):
    return {"kind": "layer-norm", "inputSize": width}


def encoding(width):
    return {"kind": "positional-encoding", "inputSize": width, "time": WINDOW}


def block(width, heads, feed_forward, stream):
    return {
        "kind": "transformer-encoder",
        "inputSize": width,
        "heads": heads,
        "feedForward": feed_forward,
        "dropoutRate": 0,
        "stream": stream,
    }


def pool(how):
    return {"kind": "pool", "how": how}


NETWORKS = {
    "last": [dense(3, 8), encoding(8), block(8, 2, 6, 0), block(8, 4, 10, 2), norm(8), pool("last"), dense(8, 3)],
    "mean": [norm(3), dense(3, 6, "tanh"), block(6, 3, 5, 0), pool("mean"), norm(6), dense(6, 4, "tanh"), dense(4, 3)],
}


def shapes(layer):
    """Of a layer's parameters, in our order; with whether they start near 1, as a gain does."""
    width = layer.get("inputSize")
    if layer["kind"] == "dense":
        return [((width, layer["units"]), False), ((layer["units"],), False)]
    normalisation = [((width,), True), ((width,), False)]
    if layer["kind"] == "layer-norm":
        return normalisation
    if layer["kind"] == "transformer-encoder":
        wide = layer["feedForward"]
        projection = [((width, width), False), ((width,), False)]
        feed = [((width, wide), False), ((wide,), False), ((wide, width), False), ((width,), False)]
        return normalisation + 4 * projection + normalisation + feed
    return []


def apply_block(layer, x, p):
    g1, be1, Wq, bq, Wk, bk, Wv, bv, Wo, bo, g2, be2, W1, b1, W2, b2 = p
    batch, time, width = x.shape
    size = width // layer["heads"]

    def heads(values):
        return values.reshape(batch, time, layer["heads"], size).transpose(1, 2)

    z1 = functional.layer_norm(x, (width,), g1, be1, eps=1e-5)
    q, k, v = heads(z1 @ Wq + bq), heads(z1 @ Wk + bk), heads(z1 @ Wv + bv)
    weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(size), dim=3)
    x1 = x + (weights @ v).transpose(1, 2).reshape(batch, time, width) @ Wo + bo
    z2 = functional.layer_norm(x1, (width,), g2, be2, eps=1e-5)
    return x1 + torch.relu(z2 @ W1 + b1) @ W2 + b2


def apply_torch_block(layer, x, p):
    """The same by PyTorch's own layer."""
    g1, be1, Wq, bq, Wk, bk, Wv, bv, Wo, bo, g2, be2, W1, b1, W2, b2 = [one.detach() for one in p]
    theirs = torch.nn.TransformerEncoderLayer(
        layer["inputSize"], layer["heads"], layer["feedForward"], dropout=0, batch_first=True, norm_first=True
    )
    with torch.no_grad():
        theirs.norm1.weight.copy_(g1)
        theirs.norm1.bias.copy_(be1)
        theirs.self_attn.in_proj_weight.copy_(torch.cat([Wq.t(), Wk.t(), Wv.t()]))
        theirs.self_attn.in_proj_bias.copy_(torch.cat([bq, bk, bv]))
        theirs.self_attn.out_proj.weight.copy_(Wo.t())
        theirs.self_attn.out_proj.bias.copy_(bo)
        theirs.norm2.weight.copy_(g2)
        theirs.norm2.bias.copy_(be2)
        theirs.linear1.weight.copy_(W1.t())
        theirs.linear1.bias.copy_(b1)
        theirs.linear2.weight.copy_(W2.t())
        theirs.linear2.bias.copy_(b2)
        return theirs(x)


def positions(width):
    table = torch.zeros(WINDOW, width)
    for t in range(WINDOW):
        for i in range(0, width, 2):
            angle = t / 10000 ** (i / width)
            table[t, i] = math.sin(angle)
            if i + 1 < width:
                table[t, i + 1] = math.cos(angle)
    return table


def apply(layer, x, p):
    kind = layer["kind"]
    if kind == "dense":
        z = x @ p[0] + p[1]
        return torch.tanh(z) if layer["activation"] == "tanh" else z
    if kind == "layer-norm":
        return functional.layer_norm(x, (layer["inputSize"],), *p, eps=1e-5)
    if kind == "positional-encoding":
        return x + positions(layer["inputSize"])
    if kind == "transformer-encoder":
        result = apply_block(layer, x, p)
        assert torch.allclose(result, apply_torch_block(layer, x.detach(), p), atol=1e-12)
        return result
    return x.mean(dim=1) if layer["how"] == "mean" else x[:, -1]


def forward(layers, parameters, x):
    for layer, own in zip(layers, parameters):
        x = apply(layer, x, own)
    return x


def flatten(parameters, choose):
    return torch.cat([choose(one).reshape(-1) for own in parameters for one in own]).tolist()


def compute(name, layers):
    parameters, frequency = [], 1.37
    for layer in layers:
        own = []
        for shape, gain in shapes(layer):
            # The last layer is small, so that outputs lie among the labels.
            start = wave(shape, 0.2 if layer is layers[-1] else 0.6, frequency)
            own.append((start / 2 + 1).float().double() if gain else start)
            own[-1].requires_grad_(True)
            frequency += 0.41
        parameters.append(own)
    windows = wave((BATCH, WINDOW, FEATURES), 1.2, 2.53)
    labels = wave((BATCH,), 0.8, 0.77)

    outputs = forward(layers, parameters, windows)
    loss = pinball(outputs, labels, LEVELS)
    loss.backward()
    golden = {
        "name": name,
        "layers": layers,
        "window": WINDOW,
        "features": FEATURES,
        "batch": BATCH,
        "windows": windows.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "parameters": flatten(parameters, lambda p: p.detach()),
        "outputs": outputs.detach().reshape(-1).tolist(),
        "loss": loss.item(),
        "gradients": flatten(parameters, lambda p: p.grad),
    }

    adam = torch.optim.Adam([one for own in parameters for one in own], lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = pinball(forward(layers, parameters, windows), labels, LEVELS)
        loss.backward()
        adam.step()
        losses.append(loss.item())
    golden["adam"] = {
        "learningRate": LEARNING_RATE,
        "steps": STEPS,
        "losses": losses,
        "parameters": flatten(parameters, lambda p: p.detach()),
    }
    return golden


def main():
    torch.set_default_dtype(torch.float64)
    golden = {
        "source": f"tools/golden-transformer.py, PyTorch {torch.__version__}, float64",
        "levels": LEVELS,
        "cases": [compute(name, layers) for name, layers in NETWORKS.items()],
    }
    path = write_golden("transformer", golden)
    for case in golden["cases"]:
        print(f"{path}: {case['name']}, {len(case['parameters'])} parameters, loss {case['loss']}, {case['outputs']}")


if __name__ == "__main__":
    main()
