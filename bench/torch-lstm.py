"""The training step of price-lstm in PyTorch, for bench/train.ts: torch-lstm.py BATCH THREADS.

Prints one JSON line when it is ready; then, for each line on stdin, trains as many steps as the line says and
prints how many windows that were.

LSTM 128, 64, 32 with dropout 0.2 behind each, a linear head with 11 quantiles, pinball loss, Adam, gradients
clipped to norm 1; windows of 60 bars and 5 features.
"""

import json
import sys

import torch

BATCH, THREADS = int(sys.argv[1]), int(sys.argv[2])
WINDOW, FEATURES, LAYERS = 60, 5, (128, 64, 32)
LEVELS = torch.tensor([0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975])


class PriceLstm(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        widths = (FEATURES, *LAYERS)
        self.layers = torch.nn.ModuleList(
            torch.nn.LSTM(before, after, batch_first=True) for before, after in zip(widths, LAYERS)
        )
        self.dropout = torch.nn.Dropout(0.2)
        self.head = torch.nn.Linear(LAYERS[-1], len(LEVELS))

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        flow = windows
        for layer in self.layers[:-1]:
            flow = self.dropout(layer(flow)[0])
        return self.head(self.dropout(self.layers[-1](flow)[0][:, -1]))


torch.set_num_threads(THREADS)
torch.manual_seed(1)
model = PriceLstm()
optimiser = torch.optim.Adam(model.parameters(), lr=0.001)
windows, labels = torch.randn(BATCH, WINDOW, FEATURES), torch.randn(BATCH, 1)


def step() -> None:
    optimiser.zero_grad()
    error = labels - model(windows)
    torch.maximum(LEVELS * error, (LEVELS - 1) * error).mean().backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()


print(json.dumps({"version": torch.__version__}), flush=True)
for line in sys.stdin:
    steps = int(line)
    for _ in range(steps):
        step()
    print(BATCH * steps, flush=True)
