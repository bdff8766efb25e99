import { isCloudName, spellsAddress } from './cloud-names';
import type { DestinationData, HostDepth } from './grant-data';
import { hostnameProblem } from './hostname';
import type { Problem } from './problem';

const EXAMPLE = 'write a name such as "api.stripe.com"';
/** Suffixes below which anybody may register a name; Public Suffix List, its plain country forms. */
const COUNTRY_SUFFIX = /^(co|com|org|net|gov|edu|ac|or|ne|go|gob|nom|mil)\.[a-z]{2}$/;
/** What resolves inside the cluster or on the node, and so is no way out. */
const INSIDE = /(^|\.)(cluster\.local|svc)$/;
/** What resolvers read as an IPv4 address: a last label that is a number. */
const NUMBER = /^(0x[0-9a-f]*|\d+)$/;

/** Domains whose names strangers can rent: to open what is under them opens whatever they put there. */
const SHARED_HOSTING: readonly string[] = [
  'amazonaws.com', 'cloudfront.net', 'elasticbeanstalk.com', 'googleapis.com', 'googleusercontent.com', 'appspot.com',
  'run.app', 'web.app', 'firebaseapp.com', 'firebaseio.com', 'azurewebsites.net', 'azureedge.net', 'azurefd.net',
  'windows.net', 'cloudapp.net', 'trafficmanager.net', 'azure.com', 'herokuapp.com', 'vercel.app', 'netlify.app',
  'pages.dev', 'workers.dev', 'r2.dev', 'github.io', 'githubusercontent.com', 'gitlab.io', 'fastly.net', 'akamaihd.net',
  'akamaized.net', 'edgesuite.net', 'digitaloceanspaces.com', 'ondigitalocean.app', 'onrender.com', 'fly.dev',
  'ngrok.io', 'ngrok.app', 'ngrok-free.app', 'trycloudflare.com', 'blogspot.com', 'wordpress.com',
];

/** A host that traffic may go to by its name. */
export function exactHostProblem(value: unknown): Problem | undefined {
  return wildcardProblem(value) ?? hostnameProblem(value) ?? insideProblem(String(value));
}

/** A domain under which hosts are opened. */
export function domainProblem(value: unknown): Problem | undefined {
  const problem = exactHostProblem(value);
  if (problem) return problem;
  const domain = String(value);
  if (!COUNTRY_SUFFIX.test(domain)) return undefined;
  return { reason: 'anybody may register names under it', fix: `write a domain of one owner, such as "example.${domain}"` };
}

function wildcardProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string' || !value.includes('*')) return undefined;
  const domain = value.replace(/^(\*{1,2}\.)+/, '');
  const fit = !domain.includes('*') && domain.includes('.') && hostnameProblem(domain) === undefined;
  return {
    reason: fit ? 'systems differ in what a wildcard matches' : 'a wildcard like this opens names of any owner',
    fix: fit
      ? `write Destination.oneLabelUnder("${domain}", …) or Destination.anyDepthUnder("${domain}", …)`
      : 'name a host, or a domain of one owner with Destination.oneLabelUnder("example.com", …)',
  };
}

function insideProblem(host: string): Problem | undefined {
  const labels = host.split('.');
  const last = labels[labels.length - 1];
  if (last === 'localhost') return { reason: 'it is the pod itself, which no policy closes', fix: 'remove it' };
  if (INSIDE.test(host)) {
    return {
      reason: 'it is a name inside the cluster, and policies by name do not see Services',
      fix: 'write Destination.service("name", { namespace, pods })',
    };
  }
  if (isCloudName(host)) {
    return {
      reason: 'it is the metadata service, or a zone where the cloud answers for it, which is opened by name only',
      fix: 'write Destination.metadata({ reason }), and Destination.cidr(…) for a machine there',
    };
  }
  if (spellsAddress(host)) {
    return {
      reason: 'its name spells an address, any private or metadata address too',
      fix: 'write Destination.cidr(…) with the address',
    };
  }
  if (NUMBER.test(last)) {
    return {
      reason: 'resolvers read it as an IP address',
      fix: 'write Destination.cidr("203.0.113.7/32", 443, …)',
    };
  }
  if (labels.length === 2 && !isTopLevel(last)) {
    return {
      reason: 'resolvers complete it inside the cluster, as a Service and its namespace',
      fix: 'write Destination.service("name", { namespace, pods }), or Destination.kubernetesApi({ reason })',
    };
  }
  if (labels.length > 1) return undefined;
  return { reason: 'a name of one label is completed inside the cluster, or stands for a whole top-level domain', fix: EXAMPLE };
}

/** Whether a last label may be a top-level domain: letters, or the DNS form of other ones; "default" is a namespace. */
const isTopLevel = (label: string): boolean => label !== 'default' && /^([a-z]+|xn--[a-z0-9-]+)$/.test(label);

/** Whether everything that a need names is among the hosts of another destination. */
export function coversHost(open: DestinationData, need: DestinationData): boolean {
  if (open.form !== 'host' || need.form !== 'host') return false;
  const [wide, asked] = [String(open.host), String(need.host)];
  if (wide === asked && open.depth === need.depth) return true;
  if (open.depth === 'exact') return false;
  if (open.depth === 'anyDepth') return asked.endsWith(`.${wide}`) || (asked === wide && need.depth !== 'exact');
  const before = asked.endsWith(`.${wide}`) ? asked.slice(0, -wide.length - 1) : '';
  return need.depth === 'exact' && before !== '' && !before.includes('.');
}

/** A host in words: `api.stripe.com`, `one label under stripe.com`. */
export function describeHost({ host, depth }: DestinationData): string {
  const words: Record<HostDepth, string> = { exact: '', oneLabel: 'one label under ', anyDepth: 'any depth under ' };
  return `${words[depth ?? 'exact']}${host}`;
}

/** The domain of many owners that a host destination opens a part of, as a whole; undefined where it is one owner's. */
export function sharedDomainOf({ form, host = '', depth }: DestinationData): string | undefined {
  if (form !== 'host' || depth === 'exact') return undefined;
  return SHARED_HOSTING.find((domain) => host === domain || host.endsWith(`.${domain}`));
}
