import { type Control, ofBenchmark } from '../control';
import { routesEncrypted } from '../questions/encryption';
import { closedToStrangers, defaultDeny } from '../questions/policies';

const LAW = '45 CFR 164.312';

export const HIPAA: readonly Control[] = [
  ...ofBenchmark('HIPAA Security Rule', LAW, [
    { id: '(a)(1)', title: 'Access control', asks: [defaultDeny, closedToStrangers], remains: 'how people and programs log in' },
    { id: '(a)(2)(iv)', title: 'Encryption and decryption (addressable)', asks: [], remains: 'how data is stored' },
    { id: '(b)', title: 'Audit controls', asks: [], remains: 'logs of the running systems' },
    { id: '(c)(1)', title: 'Integrity', asks: [], remains: 'how data is kept from change' },
    { id: '(d)', title: 'Person or entity authentication', asks: [], remains: 'how people and programs log in' },
    { id: '(e)(1)', title: 'Transmission security', asks: [routesEncrypted], remains: 'traffic behind the gateway' },
    {
      id: '(e)(2)(i)', title: 'Integrity controls in transmission (addressable)',
      asks: [routesEncrypted], remains: 'traffic behind the gateway',
    },
    {
      id: '(e)(2)(ii)', title: 'Encryption in transmission (addressable)',
      asks: [routesEncrypted], remains: 'traffic behind the gateway',
    },
  ]),
  ...ofBenchmark('HIPAA Security Rule', 'proposed 2025', [
    {
      id: '(a)(2)(vi)', title: 'Network segmentation (proposed, not in force)',
      asks: [defaultDeny, closedToStrangers], remains: 'that the proposal becomes law, and as what',
    },
  ]),
];
