// Command egxds runs Envoy Gateway's own controller code without a cluster.
//
// Each line of stdin is a JSON list of Kubernetes objects: the whole content of a cluster.
// Each is checked and defaulted with Envoy Gateway's bundled CRDs, stored in its in-memory
// API client, and put through its reconciler and translators. One JSON line comes back:
// the Envoy configuration (one set per Gateway) and every computed status.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// Rejected is an object that a cluster would not have stored.
type Rejected struct {
	Kind      string `json:"kind"`
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name"`
	Message   string `json:"message"`
}

// Output is the answer to one line.
type Output struct {
	// Gateways holds the Envoy configuration by "namespace/gateway", then by xDS type URL.
	Gateways map[string]map[string][]json.RawMessage `json:"gateways"`
	// Statuses holds each object's status by "Kind/namespace/name".
	Statuses map[string]any `json:"statuses"`
	Rejected []Rejected     `json:"rejected"`
	// Ignored lists kinds that Envoy Gateway knows nothing of.
	Ignored []string `json:"ignored"`
	Errors  []string `json:"errors"`
	// Objects holds what was stored, with CRD defaults filled in.
	Objects []map[string]any `json:"objects"`
}

func (out *Output) fail(what string, err error) {
	if err != nil {
		out.Errors = append(out.Errors, what+": "+err.Error())
	}
}

func main() {
	go prepare()
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			exitOn(json.NewEncoder(os.Stdout).Encode(answer(line)))
		}
		if err == io.EOF {
			return
		}
		exitOn(err)
	}
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(line []byte) (out *Output) {
	out = &Output{
		Gateways: map[string]map[string][]json.RawMessage{},
		Statuses: map[string]any{},
		Rejected: []Rejected{}, Ignored: []string{}, Errors: []string{},
		Objects: []map[string]any{},
	}
	defer func() {
		if p := recover(); p != nil {
			out.fail("panic", fmt.Errorf("%v\n%s", p, debug.Stack()))
		}
	}()
	var objects []map[string]any
	if err := json.Unmarshal(line, &objects); err != nil {
		out.fail("json", err)
		return out
	}
	next := <-spare
	if next.err != nil {
		out.fail("controller", next.err)
		return out
	}
	defer next.controller.stop()
	next.controller.run(objects, out)
	return out
}
