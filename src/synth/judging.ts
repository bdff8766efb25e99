import type { CheckOptions, Entry } from '../analysis/rule';
import { checkOptions, type Known } from '../constructs/base/known-options';
import { invalid, type Place } from '../constructs/base/problems';
import { GatewayApiChannel } from '../constructs/platform/cluster-options';
import { chooseReport } from '../manifest/choose-report';
import type { ReportData } from '../manifest/feature-reports';
import { gatewayApiVersionProblem, releaseOf } from '../manifest/release-versions';
import type { TrafficCheckOptions } from './traffic-check-options';

/** Options of a check, as the rules take them. */
export interface Judging {
  readonly closedWorld?: boolean;
  readonly implementation?: ReportData;
  readonly channel?: CheckOptions['channel'];
  /** What is installed, where a version was given. */
  readonly bundles?: Entry['bundles'];
}

const OPTIONS: Known<TrafficCheckOptions> = {
  closedWorld: true, implementation: true, gatewayApiChannel: true, gatewayApiVersion: true,
};

/**
 * The options of a check as the rules take them.
 *
 * @throws for what is no option, no implementation with a report, no channel and no version
 */
export function judgingOf(place: Place, options: TrafficCheckOptions | undefined): Judging {
  checkOptions(place, 'options', options, OPTIONS, '{ implementation: "envoy-gateway" }');
  const { closedWorld, implementation, gatewayApiVersion } = options ?? {};
  if (closedWorld !== undefined && typeof closedWorld !== 'boolean') {
    throw invalid(place, 'closedWorld', closedWorld, { reason: 'it is neither true nor false', fix: 'write true or false' });
  }
  const channel = channelOf(place, options?.gatewayApiChannel);
  return {
    ...(closedWorld && { closedWorld }),
    ...(implementation !== undefined && { implementation: reportOf(place, implementation) }),
    ...(channel !== undefined && { channel }),
    ...(gatewayApiVersion !== undefined && { bundles: bundlesOf(place, gatewayApiVersion, channel) }),
  };
}

function reportOf(place: Place, implementation: unknown): ReportData {
  const chosen = chooseReport(implementation);
  if ('report' in chosen) return chosen.report;
  throw invalid(place, 'implementation', implementation, chosen.problem);
}

function channelOf(place: Place, channel: GatewayApiChannel | undefined): CheckOptions['channel'] | undefined {
  if (channel === undefined || Object.values(GatewayApiChannel).includes(channel)) return channel;
  throw invalid(place, 'gatewayApiChannel', channel, {
    reason: 'it is no channel', fix: 'write GatewayApiChannel.STANDARD or GatewayApiChannel.EXPERIMENTAL',
  });
}

function bundlesOf(place: Place, version: unknown, channel: CheckOptions['channel'] = 'standard'): Entry['bundles'] {
  const problem = gatewayApiVersionProblem(version);
  if (problem) throw invalid(place, 'gatewayApiVersion', version, problem);
  return [{ version: releaseOf(version as string)!, channel }];
}
