from cdk8s import ApiObject, ApiObjectMetadata, JsonPatch
from cdk8s_gateway import ClusterProfile, GatewayInfrastructure, Implementation, ParametersReference, PlatformChart
from constructs import Construct


def platform_team(app: Construct) -> GatewayInfrastructure:
    """The platform team: which implementation serves the company's gateways, and how it runs."""
    chart = PlatformChart(app, "platform", cluster=ClusterProfile.eks(network_plugin="aws-vpc-cni"))

    proxies = ApiObject(
        chart,
        "proxies",
        api_version="gateway.envoyproxy.io/v1alpha1",
        kind="EnvoyProxy",
        metadata=ApiObjectMetadata(name="company-proxies", namespace="envoy-gateway-system"),
    )
    proxies.add_json_patch(JsonPatch.add("/spec", {"logging": {"level": {"default": "warn"}}}))

    return GatewayInfrastructure(
        chart,
        "company-gateway-class",
        implementation=Implementation.envoy_gateway(),
        parameters_ref=ParametersReference(
            group="gateway.envoyproxy.io", kind="EnvoyProxy", name=proxies.name, namespace="envoy-gateway-system"
        ),
    )
