// A Service of cdk8s-plus behind a route, a check of traffic, and a bad value: what ../typescript/main.ts does, in Go.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	gateway "github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	"github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

func main() {
	defer jsii.Close()

	outdir := os.Args[1]
	app := gateway.NewGatewayApp(&gateway.GatewayAppProps{
		Outdir:       jsii.String(filepath.Join(outdir, "manifests")),
		ContractsDir: jsii.String(filepath.Join(outdir, "contracts")),
	})
	store := gateway.NewTeamChart(app, jsii.String("store"), &gateway.TeamChartProps{Grants: &[]gateway.TeamGrant{grant(app)}})

	gateway.NewTeamRoute(store, jsii.String("shelves"), &gateway.TeamRouteProps{
		Rules: &[]*gateway.RouteRule{{
			Matches:  &[]gateway.RouteMatch{gateway.RouteMatch_PathPrefix(jsii.String("/catalog"), nil)},
			Backends: &[]gateway.Backend{catalog(store)},
		}},
	})
	app.Synth()

	if err := os.WriteFile(filepath.Join(outdir, "check.txt"), []byte(checked(app, store)), 0o644); err != nil {
		panic(err)
	}
	if err := os.WriteFile(filepath.Join(outdir, "error.txt"), []byte(badWeight(store)), 0o644); err != nil {
		panic(err)
	}
}

const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: store }
spec:
  parentRefs: [{ name: edge }]
  rules: [{ timeouts: { request: 1s }, backendRefs: [{ name: cart, port: 80 }] }]
`

// checked is what the checks of the app, of its manifests and of a text say.
func checked(app gateway.GatewayApp, store cdk8s.Chart) (found string) {
	gateway.TrafficCheck_Of(app, nil).ExpectNone(nil)
	gateway.TrafficCheck_OfManifests(cdk8s.Testing_Synth(store), nil).ExpectNone(nil)
	check := gateway.TrafficCheck_OfYaml(jsii.String(route), &gateway.TrafficCheckOptions{Implementation: jsii.String("traefik")})
	check.ExpectNone(&gateway.ExpectNoneOptions{ExceptCodes: jsii.Strings("GW500")})
	finding := check.ExpectFinding(jsii.String("GW500"))
	found = fmt.Sprintf("%s %s %s line %d", *finding.Code, *finding.Resource.Name, *finding.Path, int(*finding.Line))
	defer func() { found = fmt.Sprintf("%s\n%v\n%s", found, recover(), reached()) }()
	check.ExpectNone(nil)
	return found
}

// reached is what an expectation on the network says that does not hold.
func reached() (message string) {
	pod := jsii.String("{ apiVersion: v1, kind: Pod, metadata: { name: cart, namespace: store } }")
	options := &gateway.NetworkCheckOptions{NetworkPlugin: jsii.String("cilium")}
	network := gateway.TrafficCheck_OfYaml(pod, nil).Network(options)
	from, to, port := jsii.String("store/cart"), jsii.String("outside"), jsii.Number(443)
	network.CanReach(from, to, port, &gateway.ConnectionOptions{Protocol: gateway.NetworkPolicyProtocol_UDP})
	defer func() { message = fmt.Sprint(recover()) }()
	network.CannotReach(from, to, port, nil)
	return ""
}

func grant(app constructs.Construct) gateway.TeamGrant {
	platform := gateway.NewPlatformChart(app, jsii.String("platform"), &gateway.PlatformChartProps{
		Cluster: gateway.ClusterProfile_Aks(&gateway.ClusterProfileOptions{NetworkPlugin: jsii.String("cilium")}),
	})
	infrastructure := gateway.NewGatewayInfrastructure(platform, jsii.String("edge-class"), &gateway.GatewayInfrastructureProps{
		Implementation: gateway.Implementation_EnvoyGateway(nil),
	})
	edge := gateway.NewOperatorChart(app, jsii.String("edge"), &gateway.OperatorChartProps{
		Namespace: jsii.String("gateway-system"),
	})
	shared := gateway.NewSharedGateway(edge, jsii.String("edge"), &gateway.SharedGatewayProps{
		Infrastructure: infrastructure,
		Listeners: &[]gateway.Listener{
			gateway.Listener_Https(jsii.String("store.example.com"), &gateway.HttpsListenerOptions{
				Certificate: gateway.TlsCertificate_FromSecret(jsii.String("store-example-com"), nil),
			}),
		},
	})
	return shared.Admit(gateway.NewTeam(jsii.String("store"), nil), &gateway.GrantOptions{
		Namespaces: jsii.Strings("store"),
		Hostnames:  jsii.Strings("store.example.com"),
		Isolation:  gateway.Isolation_INGRESS,
	})
}

func catalog(store cdk8s.Chart) gateway.Backend {
	deployment := cdk8splus28.NewDeployment(store, jsii.String("catalog"), &cdk8splus28.DeploymentProps{
		Containers: &[]*cdk8splus28.ContainerProps{{
			Image:      jsii.String("example.com/catalog:1"),
			PortNumber: jsii.Number(8080),
		}},
	})
	service := deployment.ExposeViaService(&cdk8splus28.DeploymentExposeViaServiceOptions{
		Ports: &[]*cdk8splus28.ServicePort{{Port: jsii.Number(80), TargetPort: jsii.Number(8080)}},
	})
	return gateway.Backend_Of(service, &gateway.ConstructBackendOptions{Weight: jsii.Number(3)})
}

// badWeight is what the panic says that answers a weight over 100.
func badWeight(store cdk8s.Chart) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	gateway.NewCanaryRelease(store, jsii.String("products"), &gateway.CanaryReleaseProps{
		Matches: &[]gateway.RouteMatch{gateway.RouteMatch_PathPrefix(jsii.String("/products"), nil)},
		Stable:  gateway.Backend_Service(jsii.String("catalog"), jsii.Number(80), nil),
		Canary:  gateway.Backend_Service(jsii.String("catalog-v2"), jsii.Number(80), nil),
		Weight:  jsii.Number(120),
	})
	return ""
}
