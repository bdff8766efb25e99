import { Category, Severity } from '../../manifest/finding';
import type { RuleMetadata } from '../rule';

/** Codes of findings about files, before there is an object that a rule could judge. */
export const INPUT_RULES: readonly RuleMetadata[] = [
  {
    code: 'GW090',
    title: 'A file that cannot be read',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'POSIX, open and readdir',
  },
  {
    code: 'GW091',
    title: 'A document that is neither YAML nor JSON',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'YAML 1.2.2; RFC 8259',
  },
  {
    code: 'GW092',
    title: 'A key that stands twice in one mapping',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'YAML 1.2.2, 3.2.1.1; Kubernetes, server-side field validation',
  },
  {
    code: 'GW093',
    title: 'An object without kind or apiVersion',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'Kubernetes API conventions, Types (Kinds)',
  },
  {
    code: 'GW094',
    title: 'A document that is no Kubernetes object',
    severity: Severity.WARNING,
    category: Category.SCHEMA,
    source: 'Kubernetes API conventions, Types (Kinds)',
  },
  {
    code: 'GW095',
    title: 'A document too large, too deep or too often repeated to be followed',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'go.yaml.in/yaml v2.4, decode.go: the limits on aliases',
  },
  {
    code: 'GW096',
    title: 'A key or number that JSON has no form for',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'sigs.k8s.io/yaml, conversion to JSON',
  },
  {
    code: 'GW097',
    title: 'A file that is no text',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'YAML 1.2.2, 5.2',
  },
  {
    code: 'GW098',
    title: 'An acknowledgement that does not count',
    severity: Severity.WARNING,
    category: Category.EVIDENCE,
    source: 'This tool: acknowledgements need a reason, end on their date, and silence what the settings allow',
  },
];
