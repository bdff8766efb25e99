from dataclasses import dataclass

from cdk8s_gateway import (
    Destination,
    EgressLockdown,
    GuardMode,
    IGatewayInfrastructure,
    Isolation,
    Listener,
    OperatorChart,
    SharedGateway,
    Subject,
    Team,
    TeamAccess,
    TeamGrant,
    TlsCertificate,
)
from constructs import Construct


@dataclass(frozen=True)
class Grants:
    """What the cluster operators hand to the teams."""

    ecommerce: TeamGrant
    analytics: TeamGrant


def operators(app: Construct, infrastructure: IGatewayInfrastructure) -> Grants:
    """The cluster operators: one gateway, a listener and a certificate per hostname, and who may use which."""
    edge = OperatorChart(app, "edge", namespace="gateway-system")

    gateway = SharedGateway(
        edge,
        "company-gateway",
        infrastructure=infrastructure,
        listeners=[
            Listener.https_per_hostname(
                "*.company.com", certificate=TlsCertificate.from_cluster_issuer("letsencrypt-prod")
            )
        ],
    )

    ecommerce = gateway.admit(
        Team("ecommerce", subjects=[Subject.group("team-ecommerce")]),
        namespaces=["ecommerce-prod"],
        hostnames=["shop.company.com"],
        isolation=Isolation.BOTH,
    )
    EgressLockdown(
        edge,
        "ecommerce-egress",
        grant=ecommerce,
        allow=[Destination.cidr("203.0.113.0/24", 443, reason="payment provider")],
    )
    TeamAccess(edge, "ecommerce-access", grants=[ecommerce], mode=GuardMode.ENFORCE)

    analytics = gateway.admit(
        Team("analytics", subjects=[Subject.group("team-analytics")]),
        namespaces=["analytics-prod"],
        hostnames=["analytics.company.com"],
    )
    TeamAccess(edge, "analytics-access", grants=[analytics], mode=GuardMode.ENFORCE)

    return Grants(ecommerce, analytics)
