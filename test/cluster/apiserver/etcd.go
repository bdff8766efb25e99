package main

import (
	"net/url"
	"path/filepath"

	"go.etcd.io/etcd/server/v3/embed"
)

// startEtcd runs an etcd of one member in dir, reached through a unix socket there.
func startEtcd(dir string) (endpoint string, stop func(), err error) {
	socket := url.URL{Scheme: "unix", Path: filepath.Join(dir, "etcd.sock")}
	peers := url.URL{Scheme: "http", Host: host + ":0"} // there are none, and still it must listen

	config := embed.NewConfig()
	config.Dir = filepath.Join(dir, "etcd")
	config.ListenClientUrls = []url.URL{socket}
	config.ListenPeerUrls = []url.URL{peers}
	config.LogLevel = "fatal"   // it logs its own shutdown as errors
	config.UnsafeNoFsync = true // the data does not outlive the process

	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return "", nil, err
	}
	<-etcd.Server.ReadyNotify()
	return socket.String(), etcd.Close, nil
}
