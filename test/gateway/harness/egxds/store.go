package main

import (
	"context"
	"encoding/json"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"
	gwapiv1 "sigs.k8s.io/gateway-api/apis/v1"

	egv1a1 "github.com/envoyproxy/gateway/api/v1alpha1"
	"github.com/envoyproxy/gateway/internal/envoygateway"
	"github.com/envoyproxy/gateway/internal/gatewayapi/resource"
)

// load stores every object as a cluster's API server would: CRD validation and defaulting
// first, metadata kept.
func load(ctx context.Context, objects []map[string]any, store client.Client, out *Output) {
	scheme := envoygateway.GetScheme()
	for _, object := range objects {
		u := &unstructured.Unstructured{Object: object}
		gvk := u.GroupVersionKind()
		if !scheme.Recognizes(gvk) {
			out.Ignored = append(out.Ignored, gvk.GroupVersion().String()+" "+gvk.Kind)
			continue
		}
		stored, err := save(ctx, u, store)
		if err != nil {
			out.Rejected = append(out.Rejected, Rejected{gvk.Kind, u.GetNamespace(), u.GetName(), err.Error()})
			continue
		}
		out.Objects = append(out.Objects, stored.Object)
	}
}

func save(ctx context.Context, u *unstructured.Unstructured, store client.Client) (*unstructured.Unstructured, error) {
	gvk := u.GroupVersionKind()
	if gvk.Group == gwapiv1.GroupName || gvk.Group == egv1a1.GroupName {
		var err error
		if u, err = checkAndDefault(u); err != nil {
			return nil, err
		}
	}
	gvk = storageVersion(gvk)
	u.SetGroupVersionKind(gvk)

	scheme := envoygateway.GetScheme()
	typed, err := scheme.New(gvk)
	if err != nil {
		return nil, err
	}
	if err := scheme.Convert(u, typed, nil); err != nil {
		return nil, err
	}
	obj := typed.(client.Object)
	obj.GetObjectKind().SetGroupVersionKind(gvk)
	obj.SetGeneration(1)
	obj.SetUID("00000000-0000-0000-0000-000000000000")
	return u, store.Create(ctx, obj)
}

func checkAndDefault(u *unstructured.Unstructured) (*unstructured.Unstructured, error) {
	doc, err := json.Marshal(u.Object)
	if err != nil {
		return nil, err
	}
	if err := resource.GetDefaultValidator().Validate(doc); err != nil {
		return nil, err
	}
	return resource.GetGatewaySchemaDefaulter().ApplyDefault(u)
}

// storageVersion is the version that Envoy Gateway reads; an API server converts between
// the served versions of these kinds by renaming.
func storageVersion(gvk schema.GroupVersionKind) schema.GroupVersionKind {
	if gvk.Group == gwapiv1.GroupName {
		gvk.Version = "v1"
		if gvk.Kind == "ReferenceGrant" {
			gvk.Version = "v1beta1"
		}
	}
	return gvk
}
