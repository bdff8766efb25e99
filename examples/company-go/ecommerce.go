package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	gateway "github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// ecommerce is team ecommerce's: a canary of its product API, and a back end for its mobile app.
func ecommerce(app constructs.Construct, grant gateway.TeamGrant) {
	shop := gateway.NewTeamChart(app, jsii.String("shop"), &gateway.TeamChartProps{Grants: &[]gateway.TeamGrant{grant}})

	gateway.NewCanaryRelease(shop, jsii.String("products"), &gateway.CanaryReleaseProps{
		Metadata: &cdk8s.ApiObjectMetadata{Name: jsii.String("products")},
		Matches:  &[]gateway.RouteMatch{gateway.RouteMatch_PathPrefix(jsii.String("/api/products"), nil)},
		Stable:   backend("product-api"),
		Canary:   backend("product-api-v2"),
		Weight:   jsii.Number(20),
		Filters: &[]gateway.RouteFilter{
			gateway.RouteFilter_AddRequestHeaders(&map[string]*string{"X-Traffic-Type": jsii.String("canary-testing")}),
		},
	})

	gateway.NewTeamRoute(shop, jsii.String("mobile"), &gateway.TeamRouteProps{
		Metadata: &cdk8s.ApiObjectMetadata{Name: jsii.String("mobile")},
		Rules: &[]*gateway.RouteRule{{
			Matches: &[]gateway.RouteMatch{
				gateway.RouteMatch_PathPrefix(jsii.String("/mobile"), &gateway.RouteMatchOptions{
					Headers: &[]gateway.HeaderMatch{gateway.HeaderMatch_Exact(jsii.String("X-Mobile-App"), jsii.String("true"))},
				}),
			},
			Backends: &[]gateway.Backend{backend("mobile-optimized")},
		}},
	})

	gateway.NewEgressNeeds(shop, jsii.String("egress"), &gateway.EgressNeedsProps{
		Destinations: &[]gateway.Destination{cidr("203.0.113.0/24", "card payments")},
	})
}

func backend(name string) gateway.Backend {
	return gateway.Backend_Service(jsii.String(name+"-service"), jsii.Number(8080), &gateway.ServiceBackendOptions{
		Pods: gateway.Pods_Labelled(&map[string]*string{"app": &name}, jsii.Number(8080)),
	})
}
