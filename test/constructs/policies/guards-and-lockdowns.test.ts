import { App, Testing } from 'cdk8s';
import { ClusterGuards, Destination, EgressLockdown, OperatorChart } from '../../../src';
import { testGrant } from '../../util/grants';

const chart = (): OperatorChart => new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
const isolated = () => testGrant({ isolation: { ingress: true, egress: true } });
const payments = Destination.cidr('203.0.113.0/24', 443, { reason: 'payments' });

test('guards know what a lockdown made before them opens', () => {
  const edge = chart();
  const grant = isolated();
  new EgressLockdown(edge, 'lockdown', { grant, allow: [payments] });
  new ClusterGuards(edge, 'guards', { grants: [grant] });
  expect(JSON.stringify(Testing.synth(edge))).toContain('[\'203.0.113.0/24\', \'TCP\', \'443\', \'443\']');
});

test('a lockdown made after the guards opens nothing of its own', () => {
  const edge = chart();
  const grant = isolated();
  new ClusterGuards(edge, 'guards', { grants: [grant] });
  expect(() => new EgressLockdown(edge, 'lockdown', { grant, allow: [payments] })).toThrow(
    'ClusterGuards edge/guards was made from the grant of team "ecommerce" before an EgressLockdown opened');
});

test('a lockdown made after the guards opens what the grant itself does', () => {
  const edge = chart();
  const grant = isolated();
  new ClusterGuards(edge, 'guards', { grants: [grant] });
  expect(() => new EgressLockdown(edge, 'lockdown', { grant })).not.toThrow();
});
