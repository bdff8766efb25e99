package com.company.gateway;

import io.github.cdk8sgateway.Backend;
import io.github.cdk8sgateway.CanaryRelease;
import io.github.cdk8sgateway.CidrDestinationOptions;
import io.github.cdk8sgateway.Destination;
import io.github.cdk8sgateway.EgressNeeds;
import io.github.cdk8sgateway.HeaderMatch;
import io.github.cdk8sgateway.Pods;
import io.github.cdk8sgateway.RouteFilter;
import io.github.cdk8sgateway.RouteMatch;
import io.github.cdk8sgateway.RouteMatchOptions;
import io.github.cdk8sgateway.RouteRule;
import io.github.cdk8sgateway.ServiceBackendOptions;
import io.github.cdk8sgateway.TeamChart;
import io.github.cdk8sgateway.TeamGrant;
import io.github.cdk8sgateway.TeamRoute;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObjectMetadata;
import software.constructs.Construct;

/** Team ecommerce: a canary of its product API, and a back end for its mobile app. */
final class Ecommerce {
    static void create(Construct app, List<TeamGrant> grants) {
        TeamChart shop = TeamChart.Builder.create(app, "shop").grants(grants).build();

        CanaryRelease.Builder.create(shop, "products")
            .metadata(ApiObjectMetadata.builder().name("products").build())
            .matches(List.of(RouteMatch.pathPrefix("/api/products")))
            .stable(backend("product-api"))
            .canary(backend("product-api-v2"))
            .weight(20)
            .filters(List.of(RouteFilter.addRequestHeaders(Map.of("X-Traffic-Type", "canary-testing"))))
            .build();

        TeamRoute.Builder.create(shop, "mobile")
            .metadata(ApiObjectMetadata.builder().name("mobile").build())
            .rules(List.of(RouteRule.builder()
                .matches(List.of(RouteMatch.pathPrefix("/mobile", RouteMatchOptions.builder()
                    .headers(List.of(HeaderMatch.exact("X-Mobile-App", "true")))
                    .build())))
                .backends(List.of(backend("mobile-optimized")))
                .build()))
            .build();

        EgressNeeds.Builder.create(shop, "egress")
            .destinations(List.of(Destination.cidr("203.0.113.0/24", 443,
                CidrDestinationOptions.builder().reason("card payments").build())))
            .build();
    }

    private static Backend backend(String name) {
        return Backend.service(name + "-service", 8080,
            ServiceBackendOptions.builder().pods(Pods.labelled(Map.of("app", name), 8080)).build());
    }
}
