"""Whether what `deploy/` holds is well-formed, told without Docker, a cluster or a network."""

from commands.manifests.kubernetes import kubernetes_faults, resolved
from commands.manifests.others import compose_faults, dockerfile_faults, unit_faults

__all__ = [
    "compose_faults",
    "dockerfile_faults",
    "kubernetes_faults",
    "resolved",
    "unit_faults",
]
