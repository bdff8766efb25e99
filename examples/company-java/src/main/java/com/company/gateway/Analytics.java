package com.company.gateway;

import io.github.cdk8sgateway.Backend;
import io.github.cdk8sgateway.QueryMatch;
import io.github.cdk8sgateway.RouteMatch;
import io.github.cdk8sgateway.RouteMatchOptions;
import io.github.cdk8sgateway.RouteRule;
import io.github.cdk8sgateway.TeamChart;
import io.github.cdk8sgateway.TeamGrant;
import io.github.cdk8sgateway.TeamRoute;
import java.util.List;
import org.cdk8s.ApiObjectMetadata;
import software.constructs.Construct;

/** Team analytics: a dashboard, and reports as PDF. */
final class Analytics {
    static void create(Construct app, List<TeamGrant> grants) {
        TeamChart chart = TeamChart.Builder.create(app, "analytics").grants(grants).build();

        TeamRoute.Builder.create(chart, "dashboard")
            .metadata(ApiObjectMetadata.builder().name("dashboard").build())
            .rules(List.of(
                RouteRule.builder()
                    .matches(List.of(RouteMatch.pathPrefix("/dashboard")))
                    .backends(List.of(Backend.service("dashboard-service", 3000)))
                    .build(),
                RouteRule.builder()
                    .matches(List.of(RouteMatch.pathExact("/reports", RouteMatchOptions.builder()
                        .queries(List.of(QueryMatch.exact("export", "pdf")))
                        .build())))
                    .backends(List.of(Backend.service("report-export-service", 8080)))
                    .build()))
            .build();
    }
}
