package com.company.gateway;

import io.github.cdk8sgateway.ClusterProfile;
import io.github.cdk8sgateway.GatewayInfrastructure;
import io.github.cdk8sgateway.Implementation;
import io.github.cdk8sgateway.ParametersReference;
import io.github.cdk8sgateway.PlatformChart;
import io.github.cdk8sgateway.ClusterProfileOptions;
import java.util.Map;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.JsonPatch;
import software.constructs.Construct;

/** The platform team: which implementation serves the company's gateways, and how it runs. */
final class Platform {
    static GatewayInfrastructure create(Construct app) {
        PlatformChart chart = PlatformChart.Builder.create(app, "platform")
            .cluster(ClusterProfile.eks(ClusterProfileOptions.builder().networkPlugin("aws-vpc-cni").build()))
            .build();

        ApiObject proxies = ApiObject.Builder.create(chart, "proxies")
            .apiVersion("gateway.envoyproxy.io/v1alpha1")
            .kind("EnvoyProxy")
            .metadata(ApiObjectMetadata.builder().name("company-proxies").namespace("envoy-gateway-system").build())
            .build();
        proxies.addJsonPatch(JsonPatch.add("/spec", Map.of("logging", Map.of("level", Map.of("default", "warn")))));

        return GatewayInfrastructure.Builder.create(chart, "company-gateway-class")
            .implementation(Implementation.envoyGateway())
            .parametersRef(ParametersReference.builder()
                .group("gateway.envoyproxy.io")
                .kind("EnvoyProxy")
                .name(proxies.getName())
                .namespace("envoy-gateway-system")
                .build())
            .build();
    }
}
