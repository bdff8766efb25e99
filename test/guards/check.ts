import type { Refusal } from '../../src/analysis/admission/judge-request';
import { cli, folderOf } from '../cli/fake-io';
import type { DoorCase } from './cases/door-case';

/**
 * What `guards check` says of each case with a manifest: the files say which is which. A namespace in a file is there already, so none
 * is made, and nothing in a file says what was there before.
 *
 * @param policies manifests with the guards
 */
export async function guardsCheck(policies: readonly object[], cases: readonly DoorCase[]): Promise<Map<DoorCase, Refusal[]>> {
  const tried = cases.filter(({ door, manifest, older, username }) =>
    manifest !== undefined && username === undefined && older === undefined && door !== 'granted-namespace');
  const cwd = folderOf({
    'guards/all.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: policies }),
    ...Object.fromEntries(tried.map(({ manifest }, i) => [`dump/${i}.json`, JSON.stringify(manifest)])),
  });
  const { out, err } = await cli(['guards', 'check', 'guards', 'dump', '--format', 'json'], { cwd });
  if (out === '') throw new Error(err);
  const refused = new Map(tried.map((one): [DoorCase, Refusal[]] => [one, []]));
  for (const { file, policy, message } of (JSON.parse(out) as { refused: (Refusal & { file: string })[] }).refused) {
    refused.get(tried[Number(/(\d+)\.json$/.exec(file)?.[1])])?.push({ policy, message });
  }
  return refused;
}
