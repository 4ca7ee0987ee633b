"""The twin of `training/src/architectures/compact.ts`: the same layers in the same order."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

CLASSES = 7
IMAGE_SIZE = 48
BLOCKS = (2, 2, 2, 2)
SQUEEZE = 8
BATCH_NORM = {"momentum": 0.1, "eps": 1e-3}


def convolution(inputs: int, filters: int, kernel: int, stride: int) -> nn.Conv2d:
    layer = nn.Conv2d(inputs, filters, kernel, stride, bias=False)
    nn.init.trunc_normal_(layer.weight, std=1.0)
    with torch.no_grad():
        layer.weight.mul_((2 / (inputs * kernel * kernel)) ** 0.5 / layer.weight.std())
    return layer


def pad_same(x: Tensor, stride: int) -> Tensor:
    """TensorFlow's `same` padding for a 3×3 kernel: a strided one on an even side pads only after it."""
    return F.pad(x, (1, 1, 1, 1) if stride == 1 else (0, 1, 0, 1))


class SqueezeExcite(nn.Module):
    """Weighs each channel by what all channels' means say."""

    def __init__(self, filters: int):
        super().__init__()
        narrow = max(4, int(filters / SQUEEZE + 0.5))
        self.narrow = nn.Linear(filters, narrow)
        self.spread = nn.Linear(narrow, filters)
        for layer in (self.narrow, self.spread):
            nn.init.normal_(layer.weight, std=(2 / layer.in_features) ** 0.5)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor) -> Tensor:
        weights = torch.sigmoid(self.spread(F.relu(self.narrow(x.mean((2, 3))))))
        return x * weights[:, :, None, None]


class Residual(nn.Module):
    def __init__(self, inputs: int, filters: int, stride: int):
        super().__init__()
        self.stride = stride
        self.inner = convolution(inputs, filters, 3, stride)
        self.inner_norm = nn.BatchNorm2d(filters, **BATCH_NORM)
        self.outer = convolution(filters, filters, 3, 1)
        self.outer_norm = nn.BatchNorm2d(filters, **BATCH_NORM)
        self.excite = SqueezeExcite(filters)
        self.shortcut = self.shortcut_norm = None
        if stride != 1 or inputs != filters:
            self.shortcut = convolution(inputs, filters, 1, stride)
            self.shortcut_norm = nn.BatchNorm2d(filters, **BATCH_NORM)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.inner_norm(self.inner(pad_same(x, self.stride))))
        y = self.excite(self.outer_norm(self.outer(pad_same(y, 1))))
        if self.shortcut is not None:
            x = self.shortcut_norm(self.shortcut(x))
        return F.relu(x + y)


class Compact(nn.Module):
    """[N, 1, 48, 48] luma 0..255 → [N, 7] logits."""

    def __init__(self, width: int, dropout: float):
        super().__init__()
        self.stem = convolution(1, width, 3, 2)
        self.stem_norm = nn.BatchNorm2d(width, **BATCH_NORM)
        blocks = []
        inputs = width
        for stage, count in enumerate(BLOCKS):
            for block in range(count):
                filters = width * 2**stage
                blocks.append(Residual(inputs, filters, 2 if stage > 0 and block == 0 else 1))
                inputs = filters
        self.blocks = nn.Sequential(*blocks)
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear(inputs, CLASSES)
        nn.init.normal_(self.logits.weight, std=(2 / inputs) ** 0.5)
        nn.init.zeros_(self.logits.bias)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(pad_same(x / 64 - 2, 2))))
        return self.logits(self.dropout(self.blocks(x).mean((2, 3))))


ARCHITECTURES = {"compact": Compact}
