import type { Manifest } from '../../src/manifest/manifest';

/** The same with one more peer, or with something else where there are none. */
export function widened(manifest: Manifest): Manifest {
  const spec = structuredClone(manifest.spec) as Record<string, unknown>;
  const opened = { from: [{ ipBlock: { cidr: '198.51.100.0/24' } }], to: [{ ipBlock: { cidr: '198.51.100.0/24' } }] };
  const isOut = JSON.stringify(spec.policyTypes ?? spec.types ?? ['Egress']).includes('Egress');
  const direction = isOut ? 'egress' : 'ingress';
  const rule = isOut ? { to: opened.to } : { from: opened.from };
  return { ...manifest, spec: { ...spec, [direction]: [...(spec[direction] ?? []) as object[], rule] } };
}
