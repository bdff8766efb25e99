import { createHash } from 'node:crypto';
import type { EgressBackendData } from '../../../manifest/grant-data';
import { PROXY_PORT } from './squid-config';

/** User of Squid's images. */
const PROXY_USER = 13;

/**
 * The Deployment of proxies: as the restricted Pod Security Standard asks, on different nodes, replaced when
 * its list changes.
 */
export function proxyDeployment(
  { image, replicas }: EgressBackendData, name: string, labels: Record<string, string>, config: string,
): Record<string, unknown> {
  const annotations = { 'egress.cdk8s-gateway.io/config': createHash('sha256').update(config).digest('hex').slice(0, 16) };
  return {
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: {
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true, runAsUser: PROXY_USER, runAsGroup: PROXY_USER, fsGroup: PROXY_USER,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [apart(labels)] } },
          containers: [container(image)],
          volumes: [
            { name: 'config', configMap: { name } },
            ...['cache', 'run', 'logs'].map((volume) => ({ name: volume, emptyDir: {} })),
          ],
        },
      },
    },
  };
}

function apart(labels: Record<string, string>): Record<string, unknown> {
  return { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } } };
}

function container(image: string | undefined): Record<string, unknown> {
  const probe = { tcpSocket: { port: PROXY_PORT }, periodSeconds: 10 };
  return {
    name: 'squid',
    image,
    // In the foreground, with its messages on standard error.
    command: ['squid', '-N', '-f', '/etc/squid/squid.conf'],
    ports: [{ name: 'proxy', containerPort: PROXY_PORT, protocol: 'TCP' }],
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    readinessProbe: probe,
    livenessProbe: { ...probe, failureThreshold: 6 },
    volumeMounts: [
      { name: 'config', mountPath: '/etc/squid', readOnly: true },
      { name: 'cache', mountPath: '/var/spool/squid' },
      { name: 'run', mountPath: '/var/run' },
      { name: 'logs', mountPath: '/var/log/squid' },
    ],
  };
}
