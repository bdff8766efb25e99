// Command engine answers which packets the policy engine of kube-network-policies lets through.
//
// Each line of standard input is a cluster as JSON (see cluster.go); each line of standard output is the JSON list of the
// engine's answers to the cluster's packets, or an object with an error.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// A cluster of thousands of objects fits into one line.
const longestLine = 64 << 20

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), longestLine)
	out := bufio.NewWriter(os.Stdout)
	for lines.Scan() {
		fmt.Fprintln(out, string(answer(lines.Bytes())))
		out.Flush()
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(line []byte) []byte {
	var asked cluster
	var answers []bool
	err := json.Unmarshal(line, &asked)
	if err == nil {
		answers, err = asked.evaluate()
	}
	if err != nil {
		text, _ := json.Marshal(map[string]string{"error": err.Error()})
		return text
	}
	text, _ := json.Marshal(answers)
	return text
}
