package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	gateway "github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// platform is the platform team's: which implementation serves the company's gateways, and how it runs.
func platform(app constructs.Construct) gateway.GatewayInfrastructure {
	chart := gateway.NewPlatformChart(app, jsii.String("platform"), &gateway.PlatformChartProps{
		Cluster: gateway.ClusterProfile_Eks(&gateway.ClusterProfileOptions{NetworkPlugin: jsii.String("aws-vpc-cni")}),
	})

	proxies := cdk8s.NewApiObject(chart, jsii.String("proxies"), &cdk8s.ApiObjectProps{
		ApiVersion: jsii.String("gateway.envoyproxy.io/v1alpha1"),
		Kind:       jsii.String("EnvoyProxy"),
		Metadata: &cdk8s.ApiObjectMetadata{
			Name:      jsii.String("company-proxies"),
			Namespace: jsii.String("envoy-gateway-system"),
		},
	})
	proxies.AddJsonPatch(cdk8s.JsonPatch_Add(jsii.String("/spec"), map[string]any{
		"logging": map[string]any{"level": map[string]any{"default": "warn"}},
	}))

	return gateway.NewGatewayInfrastructure(chart, jsii.String("company-gateway-class"), &gateway.GatewayInfrastructureProps{
		Implementation: gateway.Implementation_EnvoyGateway(nil),
		ParametersRef: &gateway.ParametersReference{
			Group:     jsii.String("gateway.envoyproxy.io"),
			Kind:      jsii.String("EnvoyProxy"),
			Name:      proxies.Name(),
			Namespace: jsii.String("envoy-gateway-system"),
		},
	})
}
