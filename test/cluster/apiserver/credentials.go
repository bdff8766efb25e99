package main

import (
	"crypto/rand"
	"os"
	"path/filepath"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/keyutil"
)

// credentials writes the server's keys and its one static user into dir. It returns
// that user's client configuration and the flags that point the server at the files.
// The user is in system:masters and may impersonate anyone.
func credentials(dir string) (*rest.Config, []string, error) {
	tlsCert, tlsKey, err := cert.GenerateSelfSignedCertKey(host, nil, nil)
	if err != nil {
		return nil, nil, err
	}
	accountKey, err := keyutil.MakeEllipticPrivateKeyPEM()
	if err != nil {
		return nil, nil, err
	}
	admin := &rest.Config{
		BearerToken:     rand.Text(),
		TLSClientConfig: rest.TLSClientConfig{CAData: tlsCert},
		QPS:             -1, // no limit on the client's side
	}
	files := map[string][]byte{
		"tls.crt":     tlsCert,
		"tls.key":     tlsKey,
		"account.key": accountKey,
		"tokens.csv":  []byte(admin.BearerToken + ",admin,admin,system:masters\n"),
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return nil, nil, err
		}
	}
	return admin, []string{
		"--tls-cert-file=" + filepath.Join(dir, "tls.crt"),
		"--tls-private-key-file=" + filepath.Join(dir, "tls.key"),
		"--token-auth-file=" + filepath.Join(dir, "tokens.csv"),
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + filepath.Join(dir, "account.key"),
		"--service-account-signing-key-file=" + filepath.Join(dir, "account.key"),
	}, nil
}
