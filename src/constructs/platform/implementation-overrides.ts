import { cidrProblem } from '../../manifest/cidr';
import { FEATURE_NAMES } from '../../manifest/feature-names';
import type { ProxyPeers } from '../../manifest/grant-data';
import type { ImplementationFacts, ParametersKind } from '../../manifest/implementation-facts';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { nearest } from '../../manifest/nearest';
import { portProblem } from '../../manifest/numbers';
import type { Problem } from '../../manifest/problem';
import { groupProblem, kindProblem } from '../../manifest/text-checks';
import { checkKnown } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, invalid, type Place } from '../base/problems';
import { GatewayProxies } from './gateway-proxies';
import type { CustomImplementationOptions, ImplementationOptions, ParametersObjectKind } from './implementation-options';

const CONTROLLER_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** The table's facts with what this installation differs in. */
export function overridden(place: Place, facts: ImplementationFacts, options: ImplementationOptions): ImplementationFacts {
  const { controllerName = facts.controllerName, httpPort = facts.ports.http, httpsPort = facts.ports.https } = options;
  check(place, 'controllerName', controllerName, controllerNameProblem(controllerName));
  check(place, 'httpPort', httpPort, portProblem(httpPort));
  check(place, 'httpsPort', httpsPort, portProblem(httpsPort));
  const proxies = proxiesOption(place, options.proxies) ?? facts.proxies;
  return { ...facts, controllerName, ports: { http: httpPort, https: httpsPort }, proxies };
}

/** The proxies of a release that was installed elsewhere, or under another name. */
export function releasedIn(
  place: Place, facts: ImplementationFacts, namespace: string | undefined, labels: Record<string, string> = {},
): ImplementationFacts {
  if (namespace !== undefined) check(place, 'namespace', namespace, labelProblem(namespace));
  const { namespace: usual, podLabels } = facts.proxies;
  return { ...facts, proxies: { ...facts.proxies, namespace: namespace ?? usual, podLabels: { ...podLabels, ...labels } } };
}

/** A name of a Helm release. */
export function releaseName(place: Place, release: string | undefined, usual: string): string {
  if (release !== undefined) check(place, 'release', release, labelProblem(release));
  return release ?? usual;
}

/** Address blocks beside those of the table. */
export function withAddresses(
  place: Place, facts: ImplementationFacts, option: string, addresses: string[] | undefined,
): ImplementationFacts {
  const cidrs = listOption(place, option, addresses, '["10.129.0.0/23"]');
  cidrs.forEach((cidr, index) => check(place, `${option}[${index}]`, cidr, cidrProblem(cidr)));
  return { ...facts, proxies: { ...facts.proxies, cidrs: [...facts.proxies.cidrs ?? [], ...cidrs] } };
}

/** The facts that the caller states. */
export function customFacts(place: Place, options: CustomImplementationOptions): ImplementationFacts {
  check(place, 'name', options?.name, nameProblem(options?.name));
  check(place, 'controllerName', options.controllerName, controllerNameProblem(options.controllerName));
  if (options.className !== undefined) check(place, 'className', options.className, subdomainProblem(options.className));
  const classParameters = parametersKind(place, 'classParameters', options.classParameters);
  const gatewayParameters = parametersKind(place, 'gatewayParameters', options.gatewayParameters);
  const readsCertificateRefs = flagOption(place, 'readsCertificateRefs', options.readsCertificateRefs, true);
  const { httpPort = 80, httpsPort = 443 } = options;
  check(place, 'httpPort', httpPort, portProblem(httpPort));
  check(place, 'httpsPort', httpsPort, portProblem(httpsPort));
  return {
    name: options.name,
    controllerName: options.controllerName,
    ...(options.className === undefined ? {} : { className: options.className }),
    ...(classParameters === undefined ? {} : { classParameters }),
    ...(gatewayParameters === undefined ? {} : { gatewayParameters }),
    ports: { http: httpPort, https: httpsPort },
    entryPoints: false,
    proxies: proxiesOption(place, options.proxies) ?? UNKNOWN_PROXIES,
    readsCertificateRefs,
    ...(readsCertificateRefs ? {} : { ownCertificates: 'its own parameters' }),
    unsupportedFeatures: featuresOption(place, options.unsupportedFeatures),
    isolatesListeners: flagOption(place, 'isolatesListeners', options.isolatesListeners, false),
    detectsMisdirectedRequests: flagOption(place, 'detectsMisdirectedRequests', options.detectsMisdirectedRequests, false),
  };
}

const UNKNOWN_PROXIES: ProxyPeers = {
  form: 'none', reason: 'no one said where its proxies run; write Implementation.custom({ proxies: GatewayProxies.pods({…}) })',
};

function flagOption(place: Place, option: string, value: boolean | undefined, usual: boolean): boolean {
  if (value === undefined) return usual;
  if (typeof value === 'boolean') return value;
  throw invalid(place, option, value, { reason: 'it is neither true nor false', fix: 'write true or false, or leave it out' });
}

/** A name that nobody checks for would let pass what the implementation lacks. */
function featuresOption(place: Place, features: string[] | undefined): string[] {
  const names = listOption(place, 'unsupportedFeatures', features, '["HTTPRouteRequestMirror"]');
  names.forEach((name, index) => {
    if (FEATURE_NAMES.includes(name)) return;
    const near = typeof name === 'string' ? nearest(name, FEATURE_NAMES) : undefined;
    throw invalid(place, `unsupportedFeatures[${index}]`, name, {
      reason: 'it is no feature of Gateway API, as conformance reports name them',
      fix: `write ${near === undefined ? 'one such as "HTTPRouteRequestMirror"' : `"${near}"`}, or leave it out`,
    });
  });
  return names;
}

function proxiesOption(place: Place, proxies: GatewayProxies | undefined): ProxyPeers | undefined {
  if (proxies === undefined) return undefined;
  if (proxies instanceof GatewayProxies) return proxies._data();
  throw invalid(place, 'proxies', proxies, {
    reason: 'it is not a GatewayProxies',
    fix: 'write GatewayProxies.pods({…}) or GatewayProxies.addresses([…])',
  });
}

function parametersKind(place: Place, option: string, value: ParametersObjectKind | undefined): ParametersKind | undefined {
  if (value === undefined) return undefined;
  checkKnown(place, `${option}.`, value, { group: true, kind: true });
  if (!groupProblem(value?.group) && !kindProblem(value?.kind)) return { group: value.group, kind: value.kind };
  throw invalid(place, option, value, {
    reason: 'it names no kind',
    fix: 'write { group: "example.com", kind: "GatewayConfig" }',
  });
}

function nameProblem(name: unknown): Problem | undefined {
  return typeof name === 'string' && name.trim() !== '' ? undefined : {
    reason: 'it is empty',
    fix: 'write a name for messages, such as "Acme Gateway"',
  };
}

/** `domain/path`, as a GatewayClass names its controller. Source: Gateway API v1.6.1, GatewayController. */
function controllerNameProblem(name: unknown): Problem | undefined {
  if (typeof name === 'string' && name.length <= 253 && CONTROLLER_NAME.test(name)) return undefined;
  return {
    reason: 'a controller name is a domain and a path, at most 253 characters',
    fix: 'write a name such as "example.com/gateway-controller"',
  };
}
