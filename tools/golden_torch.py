"""What the scripts golden-*.py that ask PyTorch have in common."""

import json
import math
import pathlib

import torch


def wave(shape, scale, frequency):
    """Numbers that need no generator: scale * sin(frequency * (i + 1)), rounded to float32."""
    count = math.prod(shape)
    values = [scale * math.sin(frequency * (i + 1)) for i in range(count)]
    return torch.tensor(values, dtype=torch.float32).double().reshape(shape)


def pinball(outputs, labels, levels):
    """The mean over outputs [batch, levels] against labels [batch]."""
    error = labels.unsqueeze(1) - outputs
    levels = torch.tensor(levels)
    return torch.maximum(levels * error, (levels - 1) * error).mean()


def write_golden(name, golden):
    """To tests/golden; `npm run format` lays it out."""
    path = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / f"{name}.json"
    path.write_text(json.dumps(golden, indent=1) + "\n")
    return path
