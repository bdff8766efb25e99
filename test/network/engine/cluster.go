package main

import (
	"context"
	"fmt"
	"net"

	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
	"sigs.k8s.io/kube-network-policies/pkg/podinfo"
	alpha1 "sigs.k8s.io/kube-network-policies/plugins/npa-v1alpha1"
	alpha2 "sigs.k8s.io/kube-network-policies/plugins/npa-v1alpha2"
	npav1alpha1 "sigs.k8s.io/network-policy-api/apis/v1alpha1"
	npav1alpha2 "sigs.k8s.io/network-policy-api/apis/v1alpha2"
	npafake "sigs.k8s.io/network-policy-api/pkg/client/clientset/versioned/fake"
	npainformers "sigs.k8s.io/network-policy-api/pkg/client/informers/externalversions"
)

// cluster is what is asked: objects as an API server stores them (defaults filled in), and packets.
type cluster struct {
	Namespaces      []*v1.Namespace                           `json:"namespaces"`
	Nodes           []*v1.Node                                `json:"nodes"`
	Pods            []*v1.Pod                                 `json:"pods"`
	NetworkPolicies []*networkingv1.NetworkPolicy             `json:"networkPolicies"`
	Admin           []*npav1alpha1.AdminNetworkPolicy         `json:"adminNetworkPolicies"`
	Baseline        []*npav1alpha1.BaselineAdminNetworkPolicy `json:"baselineAdminNetworkPolicies"`
	ClusterPolicies []*npav1alpha2.ClusterNetworkPolicy       `json:"clusterNetworkPolicies"`
	Packets         []packet                                  `json:"packets"`
}

// packet goes from one address to a port of another one.
type packet struct {
	From     string      `json:"from"`
	To       string      `json:"to"`
	Protocol v1.Protocol `json:"protocol"`
	Port     int         `json:"port"`
}

func (c *cluster) evaluate() ([]bool, error) {
	engine, err := c.engine()
	if err != nil {
		return nil, err
	}
	answers := make([]bool, len(c.Packets))
	for i, asked := range c.Packets {
		sent, err := asked.network()
		if err != nil {
			return nil, err
		}
		if answers[i], err = engine.EvaluatePacket(context.Background(), sent); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// engine has the evaluators in the order in which the project's own command sets them up: admin tiers first, baselines last.
func (c *cluster) engine() (*networkpolicy.PolicyEngine, error) {
	core := informers.NewSharedInformerFactory(fake.NewClientset(), 0)
	admin := npainformers.NewSharedInformerFactory(npafake.NewSimpleClientset(), 0)
	namespaces, pods, nodes := core.Core().V1().Namespaces(), core.Core().V1().Pods(), core.Core().V1().Nodes()
	policies := core.Networking().V1().NetworkPolicies()
	v1alpha1, v1alpha2 := admin.Policy().V1alpha1(), admin.Policy().V1alpha2()

	standard := networkpolicy.NewStandardNetworkPolicy("node", namespaces, pods, policies)
	evaluators := []api.PolicyEvaluator{
		alpha1.NewAdminNetworkPolicy(v1alpha1.AdminNetworkPolicies(), nil),
		alpha2.NewClusterNetworkPolicy(npav1alpha2.AdminTier, v1alpha2.ClusterNetworkPolicies(), nil, nodes.Lister()),
		standard,
		alpha1.NewBaselineAdminNetworkPolicy(v1alpha1.BaselineAdminNetworkPolicies()),
		alpha2.NewClusterNetworkPolicy(npav1alpha2.BaselineTier, v1alpha2.ClusterNetworkPolicies(), nil, nodes.Lister()),
	}
	err := firstError(
		fill(namespaces.Informer(), c.Namespaces), fill(nodes.Informer(), c.Nodes), fill(pods.Informer(), c.Pods),
		fill(policies.Informer(), c.NetworkPolicies),
		fill(v1alpha1.AdminNetworkPolicies().Informer(), c.Admin),
		fill(v1alpha1.BaselineAdminNetworkPolicies().Informer(), c.Baseline),
		fill(v1alpha2.ClusterNetworkPolicies().Informer(), c.ClusterPolicies),
	)
	return networkpolicy.NewPolicyEngine(podinfo.NewInformerProvider(pods, namespaces, nodes, nil), evaluators), err
}

func fill[T any](informer cache.SharedIndexInformer, objects []T) error {
	for _, object := range objects {
		if err := informer.GetStore().Add(object); err != nil {
			return err
		}
	}
	return nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (p packet) network() (*network.Packet, error) {
	from, to := net.ParseIP(p.From), net.ParseIP(p.To)
	if from == nil || to == nil {
		return nil, fmt.Errorf("packet from %q to %q: not two addresses", p.From, p.To)
	}
	family := v1.IPv6Protocol
	if to.To4() != nil {
		family = v1.IPv4Protocol
	}
	return &network.Packet{Family: family, SrcIP: from, DstIP: to, Proto: p.Protocol, SrcPort: 40000, DstPort: p.Port}, nil
}
