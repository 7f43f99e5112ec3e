"""Makes tests/golden/schedules.json with PyTorch's learning-rate schedulers.

    python3 tools/golden-schedules.py

The rate of each epoch, the first one first, as torch.optim.lr_scheduler gives it: StepLR, CosineAnnealingLR,
ReduceLROnPlateau (on validation losses that are written down beside the rates), and the first and the last of them
behind a LinearLR warm-up. `training` is written as in a model spec.
"""

import json
import pathlib
import warnings

import torch
from torch.optim import lr_scheduler

BASE = 0.001


def optimizer():
    return torch.optim.Adam([torch.nn.Parameter(torch.zeros(1))], lr=BASE)


def rates(adam, scheduler, epochs):
    found = []
    for _ in range(epochs):
        found.append(adam.param_groups[0]["lr"])
        adam.step()
        scheduler.step()
    return found


def case(name, training, learning_rates, losses=None):
    return {
        "name": name,
        "training": {"learningRate": BASE, **training},
        "validationLosses": losses if losses is not None else [0.0] * len(learning_rates),
        "learningRates": learning_rates,
    }


def warm_up(adam, epochs):
    return lr_scheduler.LinearLR(adam, start_factor=1 / (epochs + 1), end_factor=1.0, total_iters=epochs)


def plateau(losses, patience, factor, minimum):
    adam = optimizer()
    scheduler = lr_scheduler.ReduceLROnPlateau(
        adam, mode="min", factor=factor, patience=patience, threshold=0, cooldown=0, min_lr=minimum, eps=0
    )
    found = []
    for loss in losses:
        found.append(adam.param_groups[0]["lr"])
        scheduler.step(loss)
    return found


def main():
    warnings.simplefilter("ignore")
    cases = []

    adam = optimizer()
    step = {"epochs": 12, "schedule": {"kind": "step", "everyEpochs": 5, "factor": 0.1}}
    cases.append(case("step", step, rates(adam, lr_scheduler.StepLR(adam, step_size=5, gamma=0.1), 12)))

    adam = optimizer()
    warm = warm_up(adam, 4)
    after = lr_scheduler.StepLR(adam, step_size=3, gamma=0.5)
    both = lr_scheduler.SequentialLR(adam, [warm, after], milestones=[4])
    cases.append(
        case(
            "step after a warm-up",
            {"epochs": 14, "warmupEpochs": 4, "schedule": {"kind": "step", "everyEpochs": 3, "factor": 0.5}},
            rates(adam, both, 14),
        )
    )

    adam = optimizer()
    cosine = lr_scheduler.CosineAnnealingLR(adam, T_max=20, eta_min=1e-5)
    cases.append(
        case("cosine", {"epochs": 20, "schedule": {"kind": "cosine", "minimum": 1e-5}}, rates(adam, cosine, 20))
    )

    adam = optimizer()
    cosine = lr_scheduler.CosineAnnealingLR(adam, T_max=8, eta_min=2e-4)
    cases.append(
        case(
            "cosine over fewer epochs than the run has, up to its end",
            {"epochs": 100, "schedule": {"kind": "cosine", "minimum": 2e-4, "epochs": 8}},
            rates(adam, cosine, 9),
        )
    )

    losses = [5, 4, 3, 3, 3.5, 3.2, 3.1, 2.9, 2.95, 2.9, 2.9, 3, 2.5, 2.6, 2.7, 2.8, 2.9, 3, 3.1, 3.2, 3.3, 2.4, 2.4]
    cases.append(
        case(
            "plateau",
            {"epochs": 23, "schedule": {"kind": "plateau", "patience": 2, "factor": 0.5, "minimum": 1.5e-4}},
            plateau(losses, 2, 0.5, 1.5e-4),
            losses,
        )
    )
    cases.append(
        case(
            "plateau without patience",
            {"epochs": 23, "schedule": {"kind": "plateau", "patience": 0, "factor": 0.1, "minimum": 1e-9}},
            plateau(losses, 0, 0.1, 1e-9),
            losses,
        )
    )

    # The epochs of the warm-up are none of the plateau's: its own begin with the first one at the base.
    adam = optimizer()
    before = rates(adam, warm_up(adam, 3), 3)
    cases.append(
        case(
            "plateau after a warm-up",
            {
                "epochs": 26,
                "warmupEpochs": 3,
                "schedule": {"kind": "plateau", "patience": 2, "factor": 0.5, "minimum": 1.5e-4},
            },
            before + plateau(losses, 2, 0.5, 1.5e-4),
            [1, 1, 1] + losses,
        )
    )

    golden = {"source": f"tools/golden-schedules.py, PyTorch {torch.__version__}", "cases": cases}
    path = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "schedules.json"
    path.write_text(json.dumps(golden, indent=1) + "\n")
    print(f"{path}: {len(cases)} cases")


if __name__ == "__main__":
    main()
