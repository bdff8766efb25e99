package com.company.gateway;

import io.github.cdk8sgateway.CidrDestinationOptions;
import io.github.cdk8sgateway.Destination;
import io.github.cdk8sgateway.EgressLockdown;
import io.github.cdk8sgateway.GrantOptions;
import io.github.cdk8sgateway.GuardMode;
import io.github.cdk8sgateway.HttpsPerHostnameOptions;
import io.github.cdk8sgateway.IGatewayInfrastructure;
import io.github.cdk8sgateway.Isolation;
import io.github.cdk8sgateway.Listener;
import io.github.cdk8sgateway.OperatorChart;
import io.github.cdk8sgateway.SharedGateway;
import io.github.cdk8sgateway.Subject;
import io.github.cdk8sgateway.Team;
import io.github.cdk8sgateway.TeamAccess;
import io.github.cdk8sgateway.TeamGrant;
import io.github.cdk8sgateway.TlsCertificate;
import java.util.List;
import software.constructs.Construct;

/** The cluster operators: one gateway, a listener and a certificate per hostname, and who may use which. */
final class Operators {
    final TeamGrant ecommerce;
    final TeamGrant analytics;

    Operators(Construct app, IGatewayInfrastructure infrastructure) {
        OperatorChart edge = OperatorChart.Builder.create(app, "edge").namespace("gateway-system").build();

        SharedGateway gateway = SharedGateway.Builder.create(edge, "company-gateway")
            .infrastructure(infrastructure)
            .listeners(List.of(Listener.httpsPerHostname("*.company.com", HttpsPerHostnameOptions.builder()
                .certificate(TlsCertificate.fromClusterIssuer("letsencrypt-prod"))
                .build())))
            .build();

        ecommerce = gateway.admit(team("ecommerce"), GrantOptions.builder()
            .namespaces(List.of("ecommerce-prod"))
            .hostnames(List.of("shop.company.com"))
            .isolation(Isolation.BOTH)
            .build());
        EgressLockdown.Builder.create(edge, "ecommerce-egress")
            .grant(ecommerce)
            .allow(List.of(Destination.cidr("203.0.113.0/24", 443,
                CidrDestinationOptions.builder().reason("payment provider").build())))
            .build();
        TeamAccess.Builder.create(edge, "ecommerce-access").grants(List.of(ecommerce)).mode(GuardMode.ENFORCE).build();

        analytics = gateway.admit(team("analytics"), GrantOptions.builder()
            .namespaces(List.of("analytics-prod"))
            .hostnames(List.of("analytics.company.com"))
            .build());
        TeamAccess.Builder.create(edge, "analytics-access").grants(List.of(analytics)).mode(GuardMode.ENFORCE).build();
    }

    private static Team team(String name) {
        return Team.Builder.create(name).subjects(List.of(Subject.group("team-" + name))).build();
    }
}
