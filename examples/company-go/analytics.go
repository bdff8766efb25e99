package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	gateway "github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// analytics is team analytics': a dashboard, and reports as PDF.
func analytics(app constructs.Construct, grant gateway.TeamGrant) {
	chart := gateway.NewTeamChart(app, jsii.String("analytics"), &gateway.TeamChartProps{Grants: &[]gateway.TeamGrant{grant}})

	gateway.NewTeamRoute(chart, jsii.String("dashboard"), &gateway.TeamRouteProps{
		Metadata: &cdk8s.ApiObjectMetadata{Name: jsii.String("dashboard")},
		Rules: &[]*gateway.RouteRule{
			{
				Matches:  &[]gateway.RouteMatch{gateway.RouteMatch_PathPrefix(jsii.String("/dashboard"), nil)},
				Backends: &[]gateway.Backend{gateway.Backend_Service(jsii.String("dashboard-service"), jsii.Number(3000), nil)},
			},
			{
				Matches: &[]gateway.RouteMatch{
					gateway.RouteMatch_PathExact(jsii.String("/reports"), &gateway.RouteMatchOptions{
						Queries: &[]gateway.QueryMatch{gateway.QueryMatch_Exact(jsii.String("export"), jsii.String("pdf"))},
					}),
				},
				Backends: &[]gateway.Backend{gateway.Backend_Service(jsii.String("report-export-service"), jsii.Number(8080), nil)},
			},
		},
	})
}
