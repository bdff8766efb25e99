package com.company.proof;

import io.github.cdk8sgateway.Backend;
import io.github.cdk8sgateway.CanaryRelease;
import io.github.cdk8sgateway.ClusterProfile;
import io.github.cdk8sgateway.ClusterProfileOptions;
import io.github.cdk8sgateway.ConnectionOptions;
import io.github.cdk8sgateway.ConstructBackendOptions;
import io.github.cdk8sgateway.ExpectNoneOptions;
import io.github.cdk8sgateway.Finding;
import io.github.cdk8sgateway.GatewayApp;
import io.github.cdk8sgateway.GatewayInfrastructure;
import io.github.cdk8sgateway.GrantOptions;
import io.github.cdk8sgateway.HttpsListenerOptions;
import io.github.cdk8sgateway.Implementation;
import io.github.cdk8sgateway.Isolation;
import io.github.cdk8sgateway.Listener;
import io.github.cdk8sgateway.NetworkCheck;
import io.github.cdk8sgateway.NetworkCheckOptions;
import io.github.cdk8sgateway.NetworkPolicyProtocol;
import io.github.cdk8sgateway.OperatorChart;
import io.github.cdk8sgateway.PlatformChart;
import io.github.cdk8sgateway.RouteMatch;
import io.github.cdk8sgateway.RouteRule;
import io.github.cdk8sgateway.SharedGateway;
import io.github.cdk8sgateway.Team;
import io.github.cdk8sgateway.TeamChart;
import io.github.cdk8sgateway.TeamGrant;
import io.github.cdk8sgateway.TeamRoute;
import io.github.cdk8sgateway.TlsCertificate;
import io.github.cdk8sgateway.TrafficCheck;
import io.github.cdk8sgateway.TrafficCheckOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cdk8s.Testing;
import org.cdk8s.plus28.ContainerProps;
import org.cdk8s.plus28.Deployment;
import org.cdk8s.plus28.DeploymentExposeViaServiceOptions;
import org.cdk8s.plus28.ServicePort;
import software.amazon.jsii.JsiiException;
import software.constructs.Construct;

/** A Service of cdk8s-plus behind a route, a check of traffic, and a bad value: what ../typescript/main.ts does, in Java. */
public final class Main {
    public static void main(String[] args) throws IOException {
        Path outdir = Path.of(args[0]);
        GatewayApp app = GatewayApp.Builder.create()
            .outdir(outdir.resolve("manifests").toString())
            .contractsDir(outdir.resolve("contracts").toString())
            .build();
        TeamChart store = TeamChart.Builder.create(app, "store").grants(List.of(grant(app))).build();

        Backend catalog = catalog(store);
        TeamRoute.Builder.create(store, "shelves")
            .rules(List.of(RouteRule.builder()
                .matches(List.of(RouteMatch.pathPrefix("/catalog")))
                .backends(List.of(catalog))
                .build()))
            .build();
        app.synth();
        Files.writeString(outdir.resolve("check.txt"), checked(app, store));

        try {
            CanaryRelease.Builder.create(store, "products")
                .matches(List.of(RouteMatch.pathPrefix("/products")))
                .stable(Backend.service("catalog", 80))
                .canary(Backend.service("catalog-v2", 80))
                .weight(120)
                .build();
        } catch (JsiiException error) {
            Files.writeString(outdir.resolve("error.txt"), error.getMessage());
        }
    }

    /** What the checks of the app, of its manifests and of a text say. */
    private static String checked(GatewayApp app, TeamChart store) {
        TrafficCheck.of(app).expectNone();
        TrafficCheck.ofManifests(Testing.synth(store)).expectNone();
        TrafficCheck check = TrafficCheck.ofYaml(ROUTE, TrafficCheckOptions.builder().implementation("traefik").build());
        check.expectNone(ExpectNoneOptions.builder().exceptCodes(List.of("GW500")).build());
        Finding finding = check.expectFinding("GW500");
        String found = finding.getCode() + " " + finding.getResource().getName() + " " + finding.getPath()
            + " line " + finding.getLine().intValue();
        return found + "\n" + messageOf(check::expectNone) + "\n" + reached();
    }

    /** What an expectation on the network says that does not hold. */
    private static String reached() {
        NetworkCheck network = TrafficCheck.ofYaml("{ apiVersion: v1, kind: Pod, metadata: { name: cart, namespace: store } }")
            .network(NetworkCheckOptions.builder().networkPlugin("cilium").build());
        network.canReach("store/cart", "outside", 443, ConnectionOptions.builder().protocol(NetworkPolicyProtocol.UDP).build());
        return messageOf(() -> network.cannotReach("store/cart", "outside", 443));
    }

    private static String messageOf(Runnable expectation) {
        try {
            expectation.run();
            return "";
        } catch (RuntimeException error) {
            // Of what a method throws, jsii adds the stack.
            return error.getMessage().split("\n@jsii/kernel")[0];
        }
    }

    private static final String ROUTE = String.join("\n",
        "",
        "apiVersion: gateway.networking.k8s.io/v1",
        "kind: HTTPRoute",
        "metadata: { name: cart, namespace: store }",
        "spec:",
        "  parentRefs: [{ name: edge }]",
        "  rules: [{ timeouts: { request: 1s }, backendRefs: [{ name: cart, port: 80 }] }]",
        "");

    private static TeamGrant grant(Construct app) {
        PlatformChart platform = PlatformChart.Builder.create(app, "platform")
            .cluster(ClusterProfile.aks(ClusterProfileOptions.builder().networkPlugin("cilium").build()))
            .build();
        GatewayInfrastructure infrastructure = GatewayInfrastructure.Builder.create(platform, "edge-class")
            .implementation(Implementation.envoyGateway())
            .build();
        OperatorChart edge = OperatorChart.Builder.create(app, "edge").namespace("gateway-system").build();
        SharedGateway gateway = SharedGateway.Builder.create(edge, "edge")
            .infrastructure(infrastructure)
            .listeners(List.of(Listener.https("store.example.com", HttpsListenerOptions.builder()
                .certificate(TlsCertificate.fromSecret("store-example-com"))
                .build())))
            .build();
        return gateway.admit(Team.Builder.create("store").build(), GrantOptions.builder()
            .namespaces(List.of("store"))
            .hostnames(List.of("store.example.com"))
            .isolation(Isolation.INGRESS)
            .build());
    }

    private static Backend catalog(Construct store) {
        Deployment deployment = Deployment.Builder.create(store, "catalog")
            .containers(List.of(ContainerProps.builder().image("example.com/catalog:1").portNumber(8080).build()))
            .build();
        return Backend.of(
            deployment.exposeViaService(DeploymentExposeViaServiceOptions.builder()
                .ports(List.of(ServicePort.builder().port(80).targetPort(8080).build()))
                .build()),
            ConstructBackendOptions.builder().weight(3).build());
    }
}
