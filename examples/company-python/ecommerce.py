from cdk8s import ApiObjectMetadata
from cdk8s_gateway import (
    Backend,
    CanaryRelease,
    Destination,
    EgressNeeds,
    HeaderMatch,
    Pods,
    RouteFilter,
    RouteMatch,
    RouteRule,
    TeamChart,
    TeamGrant,
    TeamRoute,
)
from constructs import Construct


def ecommerce(app: Construct, grants: list[TeamGrant]) -> None:
    """Team ecommerce: a canary of its product API, and a back end for its mobile app."""
    shop = TeamChart(app, "shop", grants=grants)

    products = Backend.service("product-api-service", 8080, pods=Pods.labelled({"app": "product-api"}, 8080))
    products_v2 = Backend.service("product-api-v2-service", 8080, pods=Pods.labelled({"app": "product-api-v2"}, 8080))
    mobile = Backend.service("mobile-optimized-service", 8080, pods=Pods.labelled({"app": "mobile-optimized"}, 8080))

    CanaryRelease(
        shop,
        "products",
        metadata=ApiObjectMetadata(name="products"),
        matches=[RouteMatch.path_prefix("/api/products")],
        stable=products,
        canary=products_v2,
        weight=20,
        filters=[RouteFilter.add_request_headers({"X-Traffic-Type": "canary-testing"})],
    )

    TeamRoute(
        shop,
        "mobile",
        metadata=ApiObjectMetadata(name="mobile"),
        rules=[
            RouteRule(
                matches=[RouteMatch.path_prefix("/mobile", headers=[HeaderMatch.exact("X-Mobile-App", "true")])],
                backends=[mobile],
            )
        ],
    )

    EgressNeeds(shop, "egress", destinations=[Destination.cidr("203.0.113.0/24", 443, reason="card payments")])
