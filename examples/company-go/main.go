// One company, two teams, one gateway: everything in one app.
package main

import (
	"os"
	"path/filepath"

	"github.com/aws/jsii-runtime-go"
	gateway "github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway"
)

func main() {
	defer jsii.Close()

	outdir := "out"
	if len(os.Args) > 1 {
		outdir = os.Args[1]
	}
	app := gateway.NewGatewayApp(&gateway.GatewayAppProps{
		Outdir:       jsii.String(filepath.Join(outdir, "manifests")),
		ContractsDir: jsii.String(filepath.Join(outdir, "contracts")),
	})

	grants := operators(app, platform(app))
	ecommerce(app, grants.ecommerce)
	analytics(app, grants.analytics)

	app.Synth()
}
