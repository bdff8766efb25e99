package main

import (
	"context"
	"encoding/json"
	"io"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"k8s.io/apimachinery/pkg/types"
	gwapiv1 "sigs.k8s.io/gateway-api/apis/v1"

	egv1a1 "github.com/envoyproxy/gateway/api/v1alpha1"
	"github.com/envoyproxy/gateway/internal/envoygateway/config"
	"github.com/envoyproxy/gateway/internal/gatewayapi"
	"github.com/envoyproxy/gateway/internal/gatewayapi/resource"
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
	if status, ok := provided.GatewayClassStatuses.Load(types.NamespacedName{Name: name}); ok {
		out.Statuses["GatewayClass//"+name] = status
	}
	for _, o := range result.Gateways {
		out.Statuses["Gateway/"+o.Namespace+"/"+o.Name] = o.Status
	}
	for _, o := range result.HTTPRoutes {
		out.Statuses["HTTPRoute/"+o.Namespace+"/"+o.Name] = o.Status
	}
}
