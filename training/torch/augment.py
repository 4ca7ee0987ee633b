"""The twin of `augmentImage.ts` and `makeBatch.ts`, for a whole batch at once."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from compact import IMAGE_SIZE

MIXUP_ALPHA = 0.4

# A Gaussian of 1.5 pixels.
SOFTENING = (0.1201, 0.2339, 0.2921, 0.2339, 0.1201)


def augment_images(images: Tensor, recipe: dict, random: torch.Generator) -> Tensor:
    """Changed copies of [N, 48, 48] luma 0..255, as [N, 1, 48, 48]."""
    count = len(images)

    def uniform() -> Tensor:
        return torch.rand(count, generator=random)

    def around(most: float) -> Tensor:
        return (uniform() * 2 - 1) * most

    flip = torch.where((uniform() < 0.5) & bool(recipe["mirror"]), -1.0, 1.0)
    angle = around(recipe["rotate"]) * math.pi / 180
    zoom = 1 / (1 + around(recipe["scale"]))
    # From pixels to the grid's units, in which the picture's half is 1.
    per_unit = 2 * IMAGE_SIZE / (IMAGE_SIZE - 1)
    shift_x = around(recipe["shift"]) * per_unit
    shift_y = around(recipe["shift"]) * per_unit
    cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
    affine = torch.stack(
        [
            torch.stack([flip * cos, flip * sin, -flip * (cos * shift_x + sin * shift_y)], 1),
            torch.stack([-sin, cos, sin * shift_x - cos * shift_y], 1),
        ],
        1,
    )
    grid = F.affine_grid(affine, [count, 1, IMAGE_SIZE, IMAGE_SIZE], align_corners=True)
    warped = F.grid_sample(images[:, None].float(), grid, padding_mode="border", align_corners=True)
    gain = 1 + around(recipe["contrast"])
    offset = around(recipe["brightness"]) * 255 + 128 * (1 - gain)
    changed = (warped * gain[:, None, None, None] + offset[:, None, None, None]).clamp_(0, 255)
    erased = erase_rectangles(changed, recipe["erase"], uniform)
    softened = soften(erased, uniform() * (uniform() < recipe["soften"]))
    deviation = uniform() * recipe["noise"]
    noise = torch.randn(softened.shape, generator=random)
    return (softened + deviation[:, None, None, None] * noise).clamp_(0, 255)


def soften(images: Tensor, share: Tensor) -> Tensor:
    """Mixes each image with a blurred copy of it, by `share`."""
    line = torch.tensor(SOFTENING)
    padded = F.pad(images, (2, 2, 2, 2), mode="replicate")
    blurred = F.conv2d(F.conv2d(padded, line.view(1, 1, 5, 1)), line.view(1, 1, 1, 5))
    return images + share[:, None, None, None] * (blurred - images)


def erase_rectangles(images: Tensor, share: float, uniform) -> Tensor:
    """Paints a rectangle of 2–20 % of the image in one gray, in a share of the images."""
    chosen = uniform() < share
    area = (0.02 + 0.18 * uniform()) * IMAGE_SIZE**2
    aspect = 0.4 * (1 / 0.4 / 0.4) ** uniform()
    width = (area * aspect).sqrt().round().clamp(1, IMAGE_SIZE)
    height = (area / aspect).sqrt().round().clamp(1, IMAGE_SIZE)
    left = (uniform() * (IMAGE_SIZE - width + 1)).floor()
    top = (uniform() * (IMAGE_SIZE - height + 1)).floor()
    gray = uniform() * 255
    at = torch.arange(IMAGE_SIZE)
    across = (at >= left[:, None]) & (at < (left + width)[:, None])
    down = (at >= top[:, None]) & (at < (top + height)[:, None])
    inside = (down[:, :, None] & across[:, None, :] & chosen[:, None, None])[:, None]
    return torch.where(inside, gray[:, None, None, None], images)


def mix_pairs(images: Tensor, targets: Tensor, recipe: dict, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """Mixes row i with row count−1−i, in a share of the batches (Zhang et al. 2018)."""
    draw, seed = torch.rand(2, generator=random).tolist()
    if draw >= recipe["mixup"]:
        return images, targets
    alpha = torch.full((2,), MIXUP_ALPHA)
    one, other = torch._standard_gamma(alpha, generator=random).tolist()
    weight = one / (one + other) if one + other > 0 else seed
    return (weight * images + (1 - weight) * images.flip(0), weight * targets + (1 - weight) * targets.flip(0))


def targets_of(labels: Tensor, votes: Tensor | None, recipe: dict) -> Tensor:
    """[N, 7] probabilities: one-hot label, mixed with the votes where there are any, then smoothed."""
    targets = F.one_hot(labels, 7).float()
    if votes is not None:
        total = votes.sum(1, keepdim=True)
        share = torch.where(total > 0, recipe["ferplusShare"], 0.0)
        targets = (1 - share) * targets + share * votes / total.clamp(min=1e-9)
    smoothing = recipe["labelSmoothing"]
    return (1 - smoothing) * targets + smoothing / 7
