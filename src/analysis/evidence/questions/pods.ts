import { isRecord, listOf } from '../../../manifest/manifest';
import { nameOf } from '../../cluster/cluster-index';
import type { Violation } from '../evidence';
import type { Answer, Question } from '../question';
import { containersOf, isInScope, namespacesIn, type PodText, podTexts } from '../subjects';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

export const noHostNetwork = ofPods('Does no pod share the network of its node?', 'spec.hostNetwork of pods', ({ spec }) => (
  spec.hostNetwork === true ? 'hostNetwork is true: network policies may not hold for it' : undefined));

export const noHostPorts = ofPods('Does no container take a port of its node?', 'ports[*].hostPort of containers', (pod) => {
  const ports = containersOf(pod).flatMap(({ ports: all }) => listOf(all)).filter(isRecord).map(({ hostPort }) => hostPort)
    .filter((port) => port !== undefined && port !== 0);
  return ports.length > 0 ? `host port ${ports.map(String).join(', ')}` : undefined;
});

export const noRawSockets = ofPods(
  'Does every container give up NET_RAW?', 'securityContext.capabilities of containers', (pod) => {
    const raw = containersOf(pod).filter((container) => {
      const { add, drop } = capabilitiesOf(container);
      return add.includes('NET_RAW') || add.includes('ALL') || !(drop.includes('ALL') || drop.includes('NET_RAW'));
    });
    return raw.length > 0 ? `container ${raw.map(({ name }) => String(name)).join(', ')} keeps NET_RAW` : undefined;
  },
);

export const seccompSet = ofPods(
  'Does every pod have a seccomp profile?', 'securityContext.seccompProfile of pods and containers',
  (pod) => (hasSeccomp(pod.spec) ? undefined : without(pod, hasSeccomp)),
);

export const securityContextSet = ofPods(
  'Does every container have a security context, and none that gives it the node or root?',
  'securityContext of pods and containers', (pod) => {
    const weak = weakContext(pod);
    if (weak !== undefined) return weak;
    return isFilled(pod.spec.securityContext) ? undefined : without(pod, ({ securityContext }) => isFilled(securityContext));
  },
);

function weakContext(pod: PodText): string | undefined {
  const ofPod = recordOf(pod.spec.securityContext);
  const found = containersOf(pod).map(({ name, securityContext }) => {
    const { privileged, runAsUser = ofPod.runAsUser } = recordOf(securityContext);
    if (privileged === true) return `container ${String(name)} is privileged`;
    return runAsUser === 0 ? `container ${String(name)} runs as user 0` : undefined;
  });
  return found.find((text) => text !== undefined);
}

/** Pod security admission keeps out what the pods of the files do not do today. */
export const podSecurityEnforced = ofLevels('baseline or restricted', ['baseline', 'restricted']);

/** `baseline` lets pods keep NET_RAW. Source: Kubernetes, Pod Security Standards, capabilities. */
export const podSecurityRestricted = ofLevels('restricted', ['restricted']);

function ofLevels(text: string, levels: readonly string[]): Question {
  return {
    question: `Does every namespace enforce a pod security level, ${text}?`,
    query: `Namespace: label ${ENFORCE}`,
    ask(set) {
      const spaces = set.index.ofKind('', 'Namespace').map(({ manifest }) => manifest)
        .filter((one) => isInScope(nameOf(one), set));
      const absent = namespacesIn(set).filter((name) => !spaces.some((one) => nameOf(one) === name));
      const violations = spaces.flatMap((one): Violation[] => {
        const level = one.metadata.labels?.[ENFORCE];
        if (levels.includes(String(level))) return [];
        return [{ object: `Namespace ${nameOf(one)}`, reason: level === undefined ? 'no level is enforced' : `it enforces "${level}"` }];
      });
      const missing = absent.length > 0 && { unanswered: `the labels of ${absent.join(', ')} are not in the files` };
      return { objects: spaces.map((one) => `Namespace ${nameOf(one)}`), violations, ...missing, ...none(namespacesIn(set), 'namespace') };
    },
  };
}

function ofPods(question: string, query: string, judge: (pod: PodText) => string | undefined): Question {
  return {
    question,
    query,
    ask(set) {
      const pods = podTexts(set);
      const violations = pods.flatMap((pod): Violation[] => {
        const reason = judge(pod);
        return reason === undefined ? [] : [{ object: pod.object, reason }];
      });
      return { objects: pods.map(({ object }) => object), violations, ...none(pods, 'workload') };
    },
  };
}

function none(found: readonly unknown[], what: string): Pick<Answer, 'unanswered'> {
  return found.length > 0 ? {} : { unanswered: `no ${what} is in the files` };
}

function without(pod: PodText, has: (container: Record<string, unknown>) => boolean): string | undefined {
  const open = containersOf(pod).filter((container) => !has(container));
  return open.length > 0 ? `container ${open.map(({ name }) => String(name)).join(', ')} has none` : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isFilled(context: unknown): boolean {
  return isRecord(context) && Object.keys(context).length > 0;
}

function hasSeccomp({ securityContext: context }: Readonly<Record<string, unknown>>): boolean {
  const profile = isRecord(context) && isRecord(context.seccompProfile) ? context.seccompProfile.type : undefined;
  return profile === 'RuntimeDefault' || profile === 'Localhost';
}

function capabilitiesOf({ securityContext }: Record<string, unknown>): { add: unknown[]; drop: unknown[] } {
  const capabilities = isRecord(securityContext) && isRecord(securityContext.capabilities) ? securityContext.capabilities : {};
  return { add: listOf(capabilities.add), drop: listOf(capabilities.drop) };
}
