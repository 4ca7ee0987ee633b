"""The twin of `Optimizer.ts`."""

import torch
from torch import Tensor

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


def orthogonal(matrix: Tensor, rounds: int = 5) -> Tensor:
    """The nearest matrix with equal singular values, by Newton and Schulz' iteration in bfloat16."""
    a, b, c = NEWTON_SCHULZ
    x = matrix.bfloat16()
    x = x / (x.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    if tall:
        x = x.t()
    for _ in range(rounds):
        squared = x @ x.t()
        x = a * x + (b * squared + c * squared @ squared) @ x
    return (x.t() if tall else x).float()


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
        """@param rate learning rate of this step; Muon's is `muonRate` times its share of `lr`"""
        self.steps += 1
        recipe = self.recipe
        momentum, decay = recipe["momentum"], recipe["weightDecay"]
        muon = recipe["optimizer"] == "muon"
        for parameter, slot in zip(self.parameters, self.slots):
            gradient = parameter.grad
            if muon and parameter.dim() == 4 and parameter.shape[1] > 1:
                slot.mul_(recipe["muonMomentum"]).add_(gradient)
                update = orthogonal((gradient + recipe["muonMomentum"] * slot).flatten(1))
                parameter.mul_(parameter.shape[0] ** 0.5 / parameter.norm())
                parameter.sub_(update.view_as(parameter), alpha=rate / recipe["lr"] * recipe["muonRate"])
            else:
                if parameter.dim() > 1:
                    gradient = gradient + decay * parameter
                slot.mul_(momentum).add_(gradient)
                parameter.sub_(gradient + momentum * slot, alpha=rate)
            parameter.grad = None
