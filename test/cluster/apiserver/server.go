package main

import (
	"context"
	"net"
	"time"

	"github.com/spf13/pflag"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

func listen() (net.Listener, error) {
	return net.Listen("tcp", host+":0")
}

// serverFlags are those that make a server of its own on the loopback interface, with RBAC.
func serverFlags(etcd string) []string {
	return []string{
		"--etcd-servers=" + etcd,
		"--bind-address=" + host,
		"--advertise-address=" + host,
		"--endpoint-reconciler-type=none", // an endpoint may not be a loopback address
		"--service-cluster-ip-range=10.96.0.0/12",
		"--authorization-mode=RBAC",
	}
}

// serve runs kube-apiserver on listener until ctx is done.
func serve(ctx context.Context, listener net.Listener, args []string) error {
	opts := options.NewServerRunOptions()
	flags := pflag.NewFlagSet("kube-apiserver", pflag.ContinueOnError)
	for _, set := range opts.Flags().FlagSets {
		flags.AddFlagSet(set)
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	opts.SecureServing.Listener = listener
	opts.SecureServing.BindPort = listener.Addr().(*net.TCPAddr).Port

	if err := opts.GenericServerRunOptions.ComponentGlobalsRegistry.Set(); err != nil {
		return err
	}
	completed, err := opts.Complete(ctx)
	if err != nil {
		return err
	}
	if errs := completed.Validate(); len(errs) > 0 {
		return utilerrors.NewAggregate(errs)
	}
	return app.Run(ctx, completed)
}

// waitReady returns nil once the server calls itself ready, or an error when ctx is done.
func waitReady(ctx context.Context, config *rest.Config) error {
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	return wait.PollUntilContextCancel(ctx, 50*time.Millisecond, true, func(ctx context.Context) (bool, error) {
		return client.RESTClient().Get().AbsPath("/readyz").Do(ctx).Error() == nil, nil
	})
}
