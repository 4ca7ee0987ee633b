"""Reads and writes the checkpoints of `training/src/training/checkpoint.ts`."""

import ctypes
import json
import os
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

MAGIC = b"EMOCKPT1"


@dataclass
class Checkpoint:
    """A run between two epochs; the vectors are float32, in the TypeScript network's order and layout."""

    config: dict
    history: list
    epoch: int
    steps: int
    trained: Tensor
    statistics: Tensor
    averaged_trained: Tensor
    averaged_statistics: Tensor
    slots: list[Tensor]


def read_checkpoint(file: Path) -> Checkpoint:
    data = file.read_bytes()
    if data[:8] != MAGIC:
        raise SystemExit(f"{file}: is not a checkpoint")
    length = int.from_bytes(data[8:12], "little")
    header = json.loads(data[12 : 12 + length])
    at = -(-(12 + length) // 4) * 4
    vectors = []
    for size in header["lengths"]:
        vectors.append(torch.frombuffer(bytearray(data[at : at + 4 * size]), dtype=torch.float32))
        at += 4 * size
    names = ("config", "history", "epoch", "steps")
    return Checkpoint(*(header[name] for name in names), *vectors[:4], vectors[4:])


def write_checkpoint(file: Path, checkpoint: Checkpoint) -> None:
    vectors = [
        checkpoint.trained,
        checkpoint.statistics,
        checkpoint.averaged_trained,
        checkpoint.averaged_statistics,
        *checkpoint.slots,
    ]
    header = json.dumps(
        {
            "config": checkpoint.config,
            "history": checkpoint.history,
            "epoch": checkpoint.epoch,
            "steps": checkpoint.steps,
            "lengths": [vector.numel() for vector in vectors],
        }
    ).encode()
    prefix = MAGIC + len(header).to_bytes(4, "little") + header
    beside = file.with_suffix(f".{os.getpid()}.tmp")
    with beside.open("wb") as out:
        out.write(prefix + bytes(-len(prefix) % 4))
        for vector in vectors:
            vector = vector.detach().float().contiguous()
            out.write(ctypes.string_at(vector.data_ptr(), 4 * vector.numel()))
    os.replace(beside, file)


def to_tensorflow(parameter: Tensor) -> Tensor:
    """One trained tensor, flat, as TensorFlow lays it out: kernels are [h, w, in, out], dense [in, out]."""
    if parameter.dim() == 4:
        parameter = parameter.permute(2, 3, 1, 0)
    elif parameter.dim() == 2:
        parameter = parameter.t()
    return parameter.detach().float().reshape(-1).clone()


def from_tensorflow(flat: Tensor, parameter: Tensor) -> Tensor:
    """The inverse, in the shape of `parameter`."""
    if parameter.dim() == 4:
        out, inputs, height, width = parameter.shape
        return flat.reshape(height, width, inputs, out).permute(3, 2, 0, 1)
    if parameter.dim() == 2:
        return flat.reshape(parameter.shape[1], parameter.shape[0]).t()
    return flat.reshape(parameter.shape)


def statistics_of(network: nn.Module) -> list[Tensor]:
    """Moving mean and variance of each batch normalization, in order."""
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    return [tensor for norm in norms for tensor in (norm.running_mean, norm.running_var)]


def flat_of(tensors: list[Tensor]) -> Tensor:
    return torch.cat([to_tensorflow(tensor) for tensor in tensors])


@torch.no_grad()
def load_flat(tensors: list[Tensor], flat: Tensor) -> None:
    sizes = [tensor.numel() for tensor in tensors]
    if sum(sizes) != flat.numel():
        raise SystemExit(f"the checkpoint has {flat.numel()} values where the network has {sum(sizes)}")
    for tensor, part in zip(tensors, flat.split(sizes)):
        tensor.copy_(from_tensorflow(part, tensor))
