"""The twin of `Optimizer.ts`."""

import torch
from torch import Tensor

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
ROUNDS = 5


def orthogonal(matrix: Tensor) -> Tensor:
    """Nearly the nearest matrix with equal singular values, by Newton and Schulz' iteration. It runs on the
    smaller Gram matrix, so that the large one is multiplied only twice."""
    a, b, c = NEWTON_SCHULZ
    x = matrix / (matrix.norm() + 1e-7)
    wide = x.shape[0] <= x.shape[1]
    gram = x @ x.t() if wide else x.t() @ x
    identity = torch.eye(len(gram))
    product = identity
    for _ in range(ROUNDS):
        factor = a * identity + b * gram + c * gram @ gram
        product = factor @ product
        gram = factor @ gram @ factor
    return product @ x if wide else x @ product


class Optimizer:
    """Nesterov momentum; with `muon`, convolution kernels of more than one input channel step along the
    orthogonalized momentum and keep a fixed norm (Jordan et al. 2024), which the batch normalization after
    each makes harmless."""

    def __init__(self, parameters: list[Tensor], recipe: dict):
        self.recipe = recipe
        self.parameters = parameters
        self.slots = [torch.zeros_like(parameter) for parameter in parameters]
        self.steps = 0

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """@param rate learning rate of this step; Muon's is `muonLr` by the same schedule"""
        self.steps += 1
        recipe = self.recipe
        momentum, decay = recipe["momentum"], recipe["weightDecay"]
        muon = recipe["optimizer"] == "muon"
        for parameter, slot in zip(self.parameters, self.slots):
            gradient = parameter.grad
            if muon and parameter.dim() == 4 and parameter.shape[1] > 1:
                slot.mul_(momentum).add_(gradient)
                update = orthogonal((gradient + momentum * slot).flatten(1))
                parameter.mul_(parameter.shape[0] ** 0.5 / parameter.norm())
                parameter.sub_(update.view_as(parameter), alpha=rate / recipe["lr"] * recipe["muonLr"])
            else:
                if parameter.dim() > 1:
                    gradient = gradient + decay * parameter
                slot.mul_(momentum).add_(gradient)
                parameter.sub_(gradient + momentum * slot, alpha=rate)
            parameter.grad = None
