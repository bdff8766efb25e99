import { given } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import type { NodeRule } from './node-rule';

/** A value that stays as it was when the object was created. */
const immutable: NodeRule<unknown> = (value, old) => {
  if (old === undefined || value === old) return undefined;
  return {
    ofChange: true,
    reason: `it is ${show(old)} in the cluster, and cannot be changed`,
    fix: `write ${show(old)}, or create another object`,
  };
};

const hostnameOfType: NodeRule<{ type: string; externalHostname?: unknown }> = ({ type, externalHostname }) => {
  const external = type === 'ExternalHostname';
  if (external === given(externalHostname)) return undefined;
  return {
    at: ['externalHostname'],
    reason: external ? 'the hostname outside of the cluster is not said' : `type ${type} has no hostname`,
    fix: external
      ? 'add `externalHostname`, such as { hostname: "api.example.com" }'
      : 'remove it, or write type "ExternalHostname"',
  };
};

const outsideCluster: NodeRule<string> = (hostname) => {
  if (!hostname.endsWith('.cluster.local')) return undefined;
  return { reason: 'it names a Service of the cluster', fix: 'refer to the Service itself, or write a name outside' };
};

/**
 * The rule in the CRD holds for the empty name alone: it compares with null the answer of a library that says "no errors" by an
 * empty optional.
 */
const portNameForm: NodeRule<string> = (name) => {
  if (name === '') return undefined;
  return { reason: 'a rule of Gateway API v1.6.1 refuses every name', fix: 'remove it' };
};

/** What holds for backends of the experimental channel, and for what never changes. Source: Gateway API v1.6.1, BackendSpec. */
export const BACKEND_RULES: [string, NodeRule<never>][] = [
  ['immutable', immutable],
  ['external-hostname-of-type', hostnameOfType],
  ['external-hostname-outside-cluster', outsideCluster],
  ['backend-port-name-form', portNameForm],
];
