package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	gateway "github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway"
)

// grants is what the cluster operators hand to the teams.
type grants struct {
	ecommerce gateway.TeamGrant
	analytics gateway.TeamGrant
}

// operators is the cluster operators': one gateway, a listener and a certificate per hostname, and who may use which.
func operators(app constructs.Construct, infrastructure gateway.IGatewayInfrastructure) grants {
	edge := gateway.NewOperatorChart(app, jsii.String("edge"), &gateway.OperatorChartProps{
		Namespace: jsii.String("gateway-system"),
	})

	shared := gateway.NewSharedGateway(edge, jsii.String("company-gateway"), &gateway.SharedGatewayProps{
		Infrastructure: infrastructure,
		Listeners: &[]gateway.Listener{
			gateway.Listener_HttpsPerHostname(jsii.String("*.company.com"), &gateway.HttpsPerHostnameOptions{
				Certificate: gateway.TlsCertificate_FromClusterIssuer(jsii.String("letsencrypt-prod")),
			}),
		},
	})

	ecommerce := shared.Admit(team("ecommerce"), &gateway.GrantOptions{
		Namespaces: jsii.Strings("ecommerce-prod"),
		Hostnames:  jsii.Strings("shop.company.com"),
		Isolation:  gateway.Isolation_BOTH,
	})
	gateway.NewEgressLockdown(edge, jsii.String("ecommerce-egress"), &gateway.EgressLockdownProps{
		Grant: ecommerce,
		Allow: &[]gateway.Destination{cidr("203.0.113.0/24", "payment provider")},
	})
	gateway.NewTeamAccess(edge, jsii.String("ecommerce-access"), &gateway.TeamAccessProps{
		Grants: &[]gateway.TeamGrant{ecommerce},
		Mode:   gateway.GuardMode_ENFORCE,
	})

	analytics := shared.Admit(team("analytics"), &gateway.GrantOptions{
		Namespaces: jsii.Strings("analytics-prod"),
		Hostnames:  jsii.Strings("analytics.company.com"),
	})
	gateway.NewTeamAccess(edge, jsii.String("analytics-access"), &gateway.TeamAccessProps{
		Grants: &[]gateway.TeamGrant{analytics},
		Mode:   gateway.GuardMode_ENFORCE,
	})

	return grants{ecommerce, analytics}
}

func team(name string) gateway.Team {
	return gateway.NewTeam(&name, &gateway.TeamProps{
		Subjects: &[]gateway.Subject{gateway.Subject_Group(jsii.String("team-" + name))},
	})
}

func cidr(block, reason string) gateway.Destination {
	return gateway.Destination_Cidr(&block, jsii.Number(443), &gateway.CidrDestinationOptions{Reason: &reason})
}
