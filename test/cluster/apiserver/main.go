// Command apiserver runs a Kubernetes API server with its own etcd in one process,
// on the loopback interface, for tests that want the server's verdict on a manifest.
// There are no nodes and no workload controllers.
//
// Once it can be used it prints one line, "READY" and a JSON object with the fields
// server, token, ca, and dir, which is where its data is. It stops, and removes everything it stored, on SIGINT or
// SIGTERM, or when its standard input ends: so it never outlives who started it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/rest"
	"k8s.io/klog/v2"
)

const host = "127.0.0.1"

func main() {
	// Whoever started this may be gone with the pipes it read; that must not end the clean-up.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "apiserver:", err)
		os.Exit(1)
	}
}

// run serves from a temporary directory until ctx is done.
func run(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "apiserver-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	// A kube-apiserver that is stopped while it starts ends the process by a fatal
	// log line, which runs no deferred function.
	klog.OsExit = func(code int) {
		os.RemoveAll(dir)
		os.Exit(code)
	}

	etcd, stopEtcd, err := startEtcd(dir)
	if err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	defer stopEtcd()
	return runServer(ctx, dir, etcd)
}

// runServer serves until ctx is done, and returns after the server has stopped.
func runServer(ctx context.Context, dir, etcd string) (err error) {
	listener, err := listen()
	if err != nil {
		return err
	}
	defer listener.Close()
	admin, flags, err := credentials(dir)
	if err != nil {
		return fmt.Errorf("credentials: %w", err)
	}
	admin.Host = "https://" + listener.Addr().String()

	ctx, cancel := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() {
		served <- serve(ctx, listener, append(flags, serverFlags(etcd)...))
		cancel()
	}()
	defer func() {
		cancel()
		err = errors.Join(err, <-served)
	}()

	if err := waitReady(ctx, admin); err != nil {
		return nil // stopped early; the reason, if there is one, comes from serve
	}
	if err := startControllers(ctx, admin); err != nil {
		return fmt.Errorf("controllers: %w", err)
	}
	if err := announce(admin, dir); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// announce prints the READY line.
func announce(admin *rest.Config, dir string) error {
	connection, err := json.Marshal(map[string]string{
		"server": admin.Host,
		"token":  admin.BearerToken,
		"ca":     string(admin.CAData),
		"dir":    dir,
	})
	if err != nil {
		return err
	}
	_, err = fmt.Printf("READY %s\n", connection)
	return err
}
