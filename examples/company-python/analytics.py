from cdk8s import ApiObjectMetadata
from cdk8s_gateway import Backend, QueryMatch, RouteMatch, RouteRule, TeamChart, TeamGrant, TeamRoute
from constructs import Construct


def analytics(app: Construct, grants: list[TeamGrant]) -> None:
    """Team analytics: a dashboard, and reports as PDF."""
    chart = TeamChart(app, "analytics", grants=grants)

    TeamRoute(
        chart,
        "dashboard",
        metadata=ApiObjectMetadata(name="dashboard"),
        rules=[
            RouteRule(
                matches=[RouteMatch.path_prefix("/dashboard")],
                backends=[Backend.service("dashboard-service", 3000)],
            ),
            RouteRule(
                matches=[RouteMatch.path_exact("/reports", queries=[QueryMatch.exact("export", "pdf")])],
                backends=[Backend.service("report-export-service", 8080)],
            ),
        ],
    )
