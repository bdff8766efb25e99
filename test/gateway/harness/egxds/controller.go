package main

import (
	"context"
	"encoding/json"
	"io"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	gwapiv1 "sigs.k8s.io/gateway-api/apis/v1"

	egv1a1 "github.com/envoyproxy/gateway/api/v1alpha1"
	"github.com/envoyproxy/gateway/internal/envoygateway/config"
	"github.com/envoyproxy/gateway/internal/gatewayapi"
	"github.com/envoyproxy/gateway/internal/gatewayapi/resource"
	"github.com/envoyproxy/gateway/internal/gatewayapi/status"
	"github.com/envoyproxy/gateway/internal/ir"
	"github.com/envoyproxy/gateway/internal/logging"
	"github.com/envoyproxy/gateway/internal/message"
	"github.com/envoyproxy/gateway/internal/provider/kubernetes"
	"github.com/envoyproxy/gateway/internal/xds/translator"
)

// controller is one Envoy Gateway controller with an empty cluster.
type controller struct {
	ctx        context.Context
	stop       context.CancelFunc
	logger     logging.Logger
	server     *config.Server
	provided   *message.ProviderResources
	reconciler *kubernetes.OfflineGatewayAPIReconciler
}

type prepared struct {
	controller *controller
	err        error
}

// spare holds the next controller: making one takes a while, for its keys.
var spare = make(chan prepared)

func prepare() {
	for {
		c, err := newController()
		spare <- prepared{c, err}
	}
}

func newController() (*controller, error) {
	c := &controller{provided: &message.ProviderResources{}}
	c.ctx, c.stop = context.WithCancel(context.Background())
	c.logger = logging.DefaultLogger(io.Discard, egv1a1.LogLevelWarn)
	var err error
	if c.server, err = config.New(io.Discard, io.Discard); err != nil {
		return nil, err
	}
	c.server.Logger = c.logger
	c.server.EnvoyGateway.Provider = &egv1a1.EnvoyGatewayProvider{
		Type:   egv1a1.ProviderTypeCustom, // what the in-memory controller asks for
		Custom: &egv1a1.EnvoyGatewayCustomProvider{},
	}
	c.reconciler, err = kubernetes.NewOfflineGatewayAPIController(c.ctx, c.server, nil, c.provided)
	return c, err
}

func (c *controller) run(objects []map[string]any, out *Output) {
	load(c.ctx, objects, c.reconciler.Client, out)
	out.fail("reconcile", c.reconciler.Reconcile(c.ctx))
	for _, class := range c.provided.GetResources() {
		t := &gatewayapi.Translator{
			GatewayControllerName: c.server.EnvoyGateway.Gateway.ControllerName,
			GatewayClassName:      gwapiv1.ObjectName(class.GatewayClass.Name),
			ControllerNamespace:   c.server.ControllerNamespace,
			MergeGateways:         gatewayapi.IsMergeGatewaysEnabled(class),
			MergeBackends:         gatewayapi.ResolveMergeBackendsConfig(class),
			RunningOnHost:         true, // ports stay as written
			Logger:                c.logger,
		}
		result, err := t.Translate(c.ctx, class)
		out.fail("translate "+class.GatewayClass.Name, err)
		if result == nil {
			continue
		}
		for key, xds := range result.XdsIR {
			out.Gateways[key] = c.envoyResources(key, xds, out)
		}
		collectStatuses(c.provided, class, result, out)
	}
}

func (c *controller) envoyResources(key string, xds *ir.Xds, out *Output) map[string][]json.RawMessage {
	byType := map[string][]json.RawMessage{}
	out.fail("ir "+key, xds.Validate())
	x := &translator.Translator{
		ControllerNamespace: c.server.ControllerNamespace,
		FilterOrder:         xds.FilterOrder,
		Logger:              c.logger,
	}
	table, err := x.Translate(c.ctx, xds)
	out.fail("xds "+key, err)
	if table == nil {
		return byType
	}
	for typeURL, resources := range table.XdsResources {
		for _, r := range resources {
			raw, err := protojson.Marshal(r.(proto.Message))
			out.fail("json "+key, err)
			byType[typeURL] = append(byType[typeURL], raw)
		}
	}
	return byType
}

func collectStatuses(
	provided *message.ProviderResources, class *resource.Resources, result *gatewayapi.TranslateResult, out *Output,
) {
	name := class.GatewayClass.Name
	if accepted, ok := provided.GatewayClassStatuses.Load(types.NamespacedName{Name: name}); ok {
		out.Statuses["GatewayClass//"+name] = accepted
	}
	for _, o := range result.Gateways {
		// Envoy Gateway leaves it to the publisher of statuses to sum the listeners up, unless the Gateway is refused already.
		if status.GatewayAccepted(o) {
			status.UpdateGatewayStatusAccepted(o)
		}
	}
	add(out, "Gateway", result.Gateways, func(o *gwapiv1.Gateway) any { return o.Status })
	add(out, "ListenerSet", result.ListenerSets, func(o *gwapiv1.ListenerSet) any { return o.Status })
	add(out, "HTTPRoute", result.HTTPRoutes, func(o *gwapiv1.HTTPRoute) any { return o.Status })
	add(out, "GRPCRoute", result.GRPCRoutes, func(o *gwapiv1.GRPCRoute) any { return o.Status })
	add(out, "TLSRoute", result.TLSRoutes, func(o *gwapiv1.TLSRoute) any { return o.Status })
	add(out, "TCPRoute", result.TCPRoutes, func(o *gwapiv1.TCPRoute) any { return o.Status })
	add(out, "UDPRoute", result.UDPRoutes, func(o *gwapiv1.UDPRoute) any { return o.Status })
	add(out, "BackendTLSPolicy", result.BackendTLSPolicies, func(o *gwapiv1.BackendTLSPolicy) any { return o.Status })
}

func add[T client.Object](out *Output, kind string, objects []T, status func(T) any) {
	for _, o := range objects {
		out.Statuses[kind+"/"+o.GetNamespace()+"/"+o.GetName()] = status(o)
	}
}
