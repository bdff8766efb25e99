import { Closing, type DoorArea } from './side-door';

const { ADMISSION, RBAC } = Closing;

/** Hostnames outside routes, namespaces, and the guards themselves. */
export const NAMES: DoorArea = {
  title: 'Names, namespaces and the guards themselves',
  doors: [
    {
      id: 'certificate', door: 'a Certificate for a hostname of another, or with isCA', leads: 'whom browsers and backends trust',
      closedBy: [ADMISSION], guard: 'certificates', open: 'names of the namespace\'s own Services pass, for webhooks',
    },
    {
      id: 'certificate-request', door: 'a CertificateRequest, an Order or a Challenge by hand',
      leads: 'the guard on Certificates: what it asks for is encoded', closedBy: [RBAC],
      open: 'an account that may write them gets any certificate that the issuer makes; limit issuers to the operators\' names',
    },
    {
      id: 'dns-endpoint', door: 'a DNSEndpoint for a hostname of another', leads: 'where the hostname leads',
      closedBy: [ADMISSION], guard: 'dns-endpoints',
    },
    {
      id: 'dns-annotation', door: 'annotations of external-dns', leads: 'where a hostname leads', closedBy: [ADMISSION],
      guard: 'dns-annotations', open: 'run external-dns with `--source` for routes and DNSEndpoints alone',
    },
    {
      id: 'namespace-labels', door: 'labels of a namespace that guards, pod security or a mesh read',
      leads: 'pod security, injection, selectors', closedBy: [RBAC, ADMISSION], guard: 'namespaces',
    },
    {
      id: 'granted-namespace', door: 'a namespace of a granted name, where none is yet', leads: 'the grant of another team',
      closedBy: [RBAC, ADMISSION], guard: 'namespaces',
    },
    {
      id: 'policies', door: 'admission policies, their bindings, webhooks',
      kinds: [
        'admissionregistration.k8s.io/ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
        'admissionregistration.k8s.io/MutatingAdmissionPolicy', 'admissionregistration.k8s.io/MutatingWebhookConfiguration',
      ],
      leads: 'the guards', closedBy: [RBAC],
      open: 'admission policies do not judge admission policies: whoever may write them removes the guards',
    },
    {
      id: 'rights', door: 'Roles, bindings, escalate, bind, impersonate',
      kinds: [
        'rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRole',
        'rbac.authorization.k8s.io/ClusterRoleBinding',
      ],
      leads: 'RBAC', closedBy: [RBAC], open: 'bindings of the built-in `edit` and `admin` add rights that no emitted role gives',
    },
  ],
};
