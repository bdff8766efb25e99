/** A way in which Envoy Gateway's statuses differ from ours, and why ours are as they are. */
interface Difference { readonly why: string; readonly said: RegExp; readonly times: number }

/** What conformance tests ask decides, then the words of Gateway API v1.6.1, then Envoy Gateway. */
export const DIFFERENCES: readonly Difference[] = [
  {
    why: 'Listeners of one Gateway that conflict are not to be accepted, says the API; Envoy Gateway says only that they conflict.',
    said: /^Gateway\/edge\/conflicts [a-z-]+ Accepted: undefined, and ours False (Hostname|Protocol)Conflict$/,
    times: 6,
  },
  {
    why: 'The conformance tests ask for the reason of the conflict in Accepted and Programmed of a ListenerSet\'s listener; '
      + 'Envoy Gateway says it of hostnames alone.',
    said: /^ListenerSet\/shop\/(first (dns|third-https)|second one) (Accepted: undefined|Programmed: False ListenersNotValid), and ours False ProtocolConflict$/,
    times: 6,
  },
  {
    why: 'A listener of a ListenerSet is judged by all listeners of its Gateway, says the API, also by those that conflict among themselves.',
    said: /^ListenerSet\/shop\/first third-https Conflicted: undefined, and ours True ProtocolConflict$/,
    times: 1,
  },
  {
    why: 'Kinds that a protocol does not serve are a matter of ResolvedRefs, says the API; Envoy Gateway takes acceptance from the listener too.',
    said: /^(Gateway|ListenerSet)\/.*(kinds|supported-kind|tls-only|tls-passthrough|none|some) Accepted: .*, and ours True Accepted$/,
    times: 7,
  },
  {
    why: 'The same: what such a listener programs, for the kinds that are left, a data plane decides.',
    said: / Programmed: False (Invalid|ListenersNotValid), and ours Unknown Pending$/,
    times: 5,
  },
  {
    why: 'A Gateway whose listeners have open references says so itself, says the API; Envoy Gateway does not.',
    said: /^Gateway\/[a-z-]+\/[a-z-]+ ResolvedRefs: undefined, and ours False ListenersNotResolved$/,
    times: 5,
  },
  {
    why: 'The same, where Envoy Gateway calls it InvalidParameters, which the API has for references to parameters.',
    said: /^Gateway\/.* ResolvedRefs: False InvalidParameters, and ours False ListenersNotResolved$/,
    times: 1,
  },
  {
    why: 'Reasons of Envoy Gateway\'s own. The API has InvalidCertificateRef where at least one is invalid.',
    said: /ResolvedRefs: False PartiallyInvalidCertificateRef, and ours False InvalidCertificateRef$/,
    times: 1,
  },
  {
    why: 'Reasons of Envoy Gateway\'s own. The API has BackendNotFound for a port, and UnsupportedProtocol for one of another transport.',
    said: /Route\/.* ResolvedRefs: False PortNotFound, and ours False (BackendNotFound|UnsupportedProtocol)$/,
    times: 3,
  },
  {
    why: 'A condition has one reason, says the API; Envoy Gateway joins all. Whether a reference is permitted is told before what it leads to.',
    said: /Route\/.* ResolvedRefs: False BackendNotFound,[A-Za-z]+, and ours False (BackendNotFound|RefNotPermitted)$/,
    times: 2,
  },
  {
    why: 'A BackendTLSPolicy whose authority is not there has a status of its own; the conformance tests want the route\'s references resolved.',
    said: /^HTTPRoute\/gateway-conformance-infra\/backendtlspolicy.* ResolvedRefs: False InvalidBackendTLS, and ours True ResolvedRefs$/,
    times: 2,
  },
  {
    why: 'The API has Invalid for a listener that is not programmed.',
    said: / https Programmed: False InvalidCACertificateRef, and ours False Invalid$/,
    times: 1,
  },
  {
    why: 'A Gateway that is not accepted is not programmed; Envoy Gateway says nothing of it.',
    said: /^Gateway\/.*gateway-invalid-parameters-ref Programmed: undefined, and ours False Invalid$/,
    times: 1,
  },
  {
    why: 'The API reads the key ca.crt of a ConfigMap alone; Envoy Gateway takes another where that is not there.',
    said: /^BackendTLSPolicy\/shop\/untrusting (Accepted|ResolvedRefs): True [A-Za-z]+, and ours False (NoValidCACertificate|InvalidCACertificateRef)$/,
    times: 2,
  },
];
