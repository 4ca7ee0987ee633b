"""Trains a run's network on from its last checkpoint. `npm run train -- --backend torch` starts it.

    python train.py RUN_FOLDER PACKED_DATASET

Prints one JSON object a line: {"epoch", "step", "steps"} now and then, the history row after each epoch.
"""

import json
import math
import sys
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from augment import augment_images, mix_pairs, targets_of
from checkpoint import Checkpoint, flat_of, load_flat, read_checkpoint, statistics_of, write_checkpoint
from compact import ARCHITECTURES
from dataset import Split, read_dataset
from optimizer import Optimizer

STEPS_PER_LOOK = 20


def learning_rate(recipe: dict, progress: float) -> float:
    warm_up, epochs, lr = recipe["warmupEpochs"], recipe["epochs"], recipe["lr"]
    if progress < warm_up:
        return lr * progress / warm_up
    if recipe["schedule"] == "constant":
        return lr
    share = min(1.0, (progress - warm_up) / max(1e-9, epochs - warm_up))
    return lr * (1 + math.cos(math.pi * share)) / 2


class Trainer:
    def __init__(self, folder: Path, data: dict[str, Split]):
        self.folder = folder
        self.data = data
        checkpoint = read_checkpoint(folder / "last.ckpt")
        self.config, self.history, self.epoch = checkpoint.config, checkpoint.history, checkpoint.epoch
        self.recipe = self.config["recipe"]
        torch.manual_seed(self.config["seed"] * 1000 + self.epoch)
        build = ARCHITECTURES[self.config["architecture"]]
        self.network = build(self.config["width"], self.config["dropout"]).to(memory_format=torch.channels_last)
        self.parameters = list(self.network.parameters())
        self.statistics = statistics_of(self.network)
        load_flat(self.parameters, checkpoint.trained)
        load_flat(self.statistics, checkpoint.statistics)
        self.optimizer = Optimizer(self.parameters, self.recipe)
        load_flat(self.optimizer.slots, checkpoint.slots[0])
        self.optimizer.steps = checkpoint.steps
        self.averaged = [torch.empty_like(tensor) for tensor in self.parameters]
        self.averaged_statistics = [torch.empty_like(tensor) for tensor in self.statistics]
        load_flat(self.averaged, checkpoint.averaged_trained)
        load_flat(self.averaged_statistics, checkpoint.averaged_statistics)

    def run_epoch(self) -> dict:
        started = time.monotonic()
        recipe = self.recipe
        if self.epoch >= recipe["epochs"] * (1 - recipe["calmShare"]):
            recipe = {**recipe, "erase": 0, "mixup": 0}
        random = torch.Generator().manual_seed(self.config["seed"] * 100_000 + self.epoch)
        train = self.data["train"]
        targets = targets_of(train.labels, train.votes, recipe)
        count, batch = len(train.labels), recipe["batch"]
        order = torch.randperm(count, generator=random)
        steps = count // batch
        self.network.train()
        losses, correct = [], []
        for step in range(steps):
            rate = learning_rate(recipe, self.epoch + (step + 1) / steps)
            chosen = order[step * batch : (step + 1) * batch]
            images = augment_images(train.images[chosen], recipe, random)
            images, wanted = mix_pairs(images, targets[chosen], recipe, random)
            images = images.contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16, enabled=self.config["precision"] == "bfloat16"):
                logits = self.network(images).float()
            loss = -(wanted * F.log_softmax(logits, 1)).sum(1).mean()
            loss.backward()
            self.optimizer.step(rate)
            self.average()
            if step % STEPS_PER_LOOK == 0 or step == steps - 1:
                losses.append(loss.item())
                correct.append((logits.argmax(1) == wanted.argmax(1)).float().mean().item())
                print(json.dumps({"epoch": self.epoch + 1, "step": step + 1, "steps": steps}), flush=True)
        self.epoch += 1
        probabilities = self.predict(self.data["validation"].images)
        labels = self.data["validation"].labels
        own = probabilities.gather(1, labels[:, None]).clamp(min=1e-7)
        return {
            "epoch": self.epoch,
            "lr": rate,
            "trainLoss": sum(losses) / len(losses),
            "trainAccuracy": sum(correct) / len(correct),
            "validationLoss": -own.log().mean().item(),
            "validationAccuracy": (probabilities.argmax(1) == labels).float().mean().item(),
            "seconds": time.monotonic() - started,
        }

    @torch.no_grad()
    def average(self) -> None:
        keep = min(self.recipe["average"], (1 + self.optimizer.steps) / (10 + self.optimizer.steps))
        torch._foreach_lerp_(self.averaged, [p.data for p in self.parameters], 1 - keep)
        torch._foreach_lerp_(self.averaged_statistics, self.statistics, 1 - keep)

    @torch.no_grad()
    def predict(self, images: Tensor) -> Tensor:
        """[N, 7] probabilities of the averaged weights."""
        network = ARCHITECTURES[self.config["architecture"]](self.config["width"], self.config["dropout"])
        network = network.to(memory_format=torch.channels_last).eval()
        for tensor, average in zip(network.parameters(), self.averaged):
            tensor.copy_(average)
        for tensor, average in zip(statistics_of(network), self.averaged_statistics):
            tensor.copy_(average)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.config["precision"] == "bfloat16"):
            parts = [network(part[:, None].float()) for part in images.split(256)]
        return torch.cat(parts).float().softmax(1)

    def checkpoint(self) -> Checkpoint:
        return Checkpoint(
            self.config,
            self.history,
            self.epoch,
            self.optimizer.steps,
            flat_of(self.parameters),
            flat_of(self.statistics),
            flat_of(self.averaged),
            flat_of(self.averaged_statistics),
            [flat_of(self.optimizer.slots)],
        )

    def run(self) -> None:
        while self.epoch < self.recipe["epochs"]:
            row = self.run_epoch()
            best = max((old["validationAccuracy"] for old in self.history), default=0)
            self.history.append(row)
            checkpoint = self.checkpoint()
            if row["validationAccuracy"] > best:
                write_checkpoint(self.folder / "best.ckpt", checkpoint)
            write_checkpoint(self.folder / "last.ckpt", checkpoint)
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    try:
        Trainer(Path(sys.argv[1]), read_dataset(Path(sys.argv[2]))).run()
    except KeyboardInterrupt:
        sys.exit(130)
