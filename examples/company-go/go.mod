module company.com/gateway

go 1.25.0

require (
	github.com/aws/constructs-go/constructs/v10 v10.4.5
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway v0.0.0
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v2.70.2
)

require github.com/Masterminds/semver/v3 v3.5.0 // indirect
