import { said } from '../../../util/check';

function judged(apiVersion: string, kind: string, kubernetesVersion?: string): string[] {
  return said('GW099', `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`, { kubernetesVersion });
}

test('a version that was removed, from the release that removed it on', () => {
  expect(judged('networking.k8s.io/v1beta1', 'Ingress', '1.21')).toEqual([]);
  expect(judged('networking.k8s.io/v1beta1', 'Ingress', '1.22')).toEqual([
    'error apiVersion: Kubernetes 1.22 does not serve Ingress in networking.k8s.io/v1beta1: 1.22 removed it, and the API server refuses the object',
  ]);
});

test('a version that came later, up to the release that brought it', () => {
  expect(judged('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', '1.29.4')).toEqual([expect.stringMatching(/1\.29\.4 .*it came with 1\.30/)]);
  expect(judged('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', '1.30')).toEqual([]);
});

test('one name in one group is another kind in another version', () => {
  expect(judged('extensions/v1beta1', 'NetworkPolicy', '1.16')).toHaveLength(1);
  expect(judged('networking.k8s.io/v1', 'NetworkPolicy', '1.34')).toEqual([]);
});

test('nothing is said where no release is named, nor of versions that are not known', () => {
  expect(judged('networking.k8s.io/v1beta1', 'Ingress')).toEqual([]);
  expect(judged('networking.k8s.io/v9', 'Ingress', '1.34')).toEqual([]);
});
