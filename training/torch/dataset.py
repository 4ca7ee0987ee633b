"""Reads the packed dataset that `packDataset.ts` writes."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

MAGIC = b"EMODATA1"
TYPES = {"uint8": torch.uint8, "float32": torch.float32}


@dataclass
class Split:
    """`images` [N, 48, 48] uint8, `labels` [N] int64, `votes` [N, 7] float32 or none."""

    images: Tensor
    labels: Tensor
    votes: Tensor | None


def read_dataset(file: Path) -> dict[str, Split]:
    data = file.read_bytes()
    if data[:8] != MAGIC:
        raise SystemExit(f"{file}: is not a packed dataset")
    length = int.from_bytes(data[8:12], "little")
    arrays = {}
    at = 12 + length
    for entry in json.loads(data[12:at]):
        size = entry["length"] * (4 if entry["type"] == "float32" else 1)
        arrays[entry["name"]] = torch.frombuffer(bytearray(data[at : at + size]), dtype=TYPES[entry["type"]])
        at += size
    splits = {}
    for name in ("train", "validation"):
        votes = arrays.get(f"{name}/votes")
        splits[name] = Split(
            arrays[f"{name}/images"].reshape(-1, 48, 48),
            arrays[f"{name}/labels"].long(),
            None if votes is None else votes.reshape(-1, 7),
        )
    return splits
