"""A Service of cdk8s-plus behind a route, a check of traffic, and a bad value: what ../typescript/main.ts does, in Python."""

import sys
from pathlib import Path

from cdk8s import Testing
from cdk8s_gateway import (
    Backend,
    CanaryRelease,
    ClusterProfile,
    GatewayApp,
    GatewayInfrastructure,
    Implementation,
    Isolation,
    Listener,
    NetworkPolicyProtocol,
    OperatorChart,
    PlatformChart,
    RouteMatch,
    RouteRule,
    SharedGateway,
    Team,
    TeamChart,
    TeamRoute,
    TlsCertificate,
    TrafficCheck,
)
from cdk8s_plus_28 import ContainerProps, Deployment, ServicePort

outdir = Path(sys.argv[1])
app = GatewayApp(outdir=str(outdir / "manifests"), contracts_dir=str(outdir / "contracts"))
platform = PlatformChart(app, "platform", cluster=ClusterProfile.aks(network_plugin="cilium"))
infrastructure = GatewayInfrastructure(platform, "edge-class", implementation=Implementation.envoy_gateway())
edge = OperatorChart(app, "edge", namespace="gateway-system")
gateway = SharedGateway(
    edge,
    "edge",
    infrastructure=infrastructure,
    listeners=[Listener.https("store.example.com", certificate=TlsCertificate.from_secret("store-example-com"))],
)
grant = gateway.admit(
    Team("store"), namespaces=["store"], hostnames=["store.example.com"], isolation=Isolation.INGRESS
)
store = TeamChart(app, "store", grants=[grant])

deployment = Deployment(
    store, "catalog", containers=[ContainerProps(image="example.com/catalog:1", port_number=8080)]
)
service = deployment.expose_via_service(ports=[ServicePort(port=80, target_port=8080)])
catalog = Backend.of(service, weight=3)
TeamRoute(store, "shelves", rules=[RouteRule(matches=[RouteMatch.path_prefix("/catalog")], backends=[catalog])])
app.synth()

TrafficCheck.of(app).expect_none()
TrafficCheck.of_manifests(Testing.synth(store)).expect_none()
route = """
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: store }
spec:
  parentRefs: [{ name: edge }]
  rules: [{ timeouts: { request: 1s }, backendRefs: [{ name: cart, port: 80 }] }]
"""
check = TrafficCheck.of_yaml(route, implementation="traefik")
check.expect_none(except_codes=["GW500"])
finding = check.expect_finding("GW500")
found = f"{finding.code} {finding.resource.name} {finding.path} line {int(finding.line)}"
try:
    check.expect_none()
except RuntimeError as error:
    found = f"{found}\n{error}"
pod = "{ apiVersion: v1, kind: Pod, metadata: { name: cart, namespace: store } }"
network = TrafficCheck.of_yaml(pod).network(network_plugin="cilium")
network.can_reach("store/cart", "outside", 443, protocol=NetworkPolicyProtocol.UDP)
try:
    network.cannot_reach("store/cart", "outside", 443)
except RuntimeError as error:
    found = f"{found}\n{error}"
(outdir / "check.txt").write_text(found, encoding="utf-8")

try:
    CanaryRelease(
        store,
        "products",
        matches=[RouteMatch.path_prefix("/products")],
        stable=Backend.service("catalog", 80),
        canary=Backend.service("catalog-v2", 80),
        weight=120,
    )
except RuntimeError as error:
    (outdir / "error.txt").write_text(str(error), encoding="utf-8")
