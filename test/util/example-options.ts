import type { CheckOptions } from '../../src/analysis/rule';
import { chooseReport } from '../../src/manifest/choose-report';

/** The options of an example, as its fence has them: `implementation=NAME channel=CHANNEL kubernetes=1.34 closed-world`. */
export function exampleOptions(info: string): CheckOptions {
  return info.split(/\s+/).filter((word) => word !== '').reduce<CheckOptions>((options, word) => {
    const [name, value = ''] = word.split('=');
    return { ...options, ...optionOf(name, value) };
  }, { channel: 'standard' });
}

function optionOf(name: string, value: string): Partial<CheckOptions> {
  if (name === 'closed-world' && value === '') return { closedWorld: true };
  if (name === 'channel' && (value === 'standard' || value === 'experimental')) return { channel: value };
  if (name === 'kubernetes' && value !== '') return { kubernetesVersion: value };
  if (name === 'implementation') {
    const chosen = chooseReport(value);
    if ('problem' in chosen) throw new Error(`${chosen.problem.reason}; ${chosen.problem.fix}`);
    return { implementation: chosen.report };
  }
  throw new Error(`the fence says "${name}${value && `=${value}`}"; write implementation=NAME, channel=CHANNEL, kubernetes=VERSION or closed-world`);
}
