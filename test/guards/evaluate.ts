import { Admission, type Refusal } from '../../src/analysis/admission/judge-request';
import type { AdmissionRequest } from '../../src/analysis/admission/policy';
import { requestOf } from '../../src/cli/guards/requests';
import type { DoorCase } from './cases/door-case';
import { policies } from './settings';

const ADMISSION = new Admission(policies());

/** What the emitted policies say of a case, without a server. */
export function refusalsOf({ manifest, older, connection, username = 'somebody' }: DoorCase): Refusal[] {
  const user = { username, groups: ['system:authenticated'] };
  if (manifest && older) return ADMISSION.judge({ ...requestOf(manifest), operation: 'UPDATE', oldObject: older, user });
  if (manifest) return ADMISSION.judge({ ...requestOf(manifest), user });
  if (connection === undefined) throw new Error('a right is no request');
  const { resource, subresource, namespace } = connection;
  const request: AdmissionRequest = {
    operation: 'CONNECT', group: '', kind: 'PodExecOptions', resource, subresource, namespace, name: 'a', object: {}, user,
  };
  return ADMISSION.judge(request);
}
