import { parseAllDocuments } from 'yaml';

/** A JSON schema as a CRD holds it; only the keywords that this tool knows are read. */
export type RawSchema = Readonly<Record<string, unknown>>;

/** What the tool reads of a CustomResourceDefinition. */
export interface Crd {
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly CrdVersion[];
  };
}

export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema?: { readonly openAPIV3Schema?: RawSchema };
}

/** The CRDs in a YAML text; other documents are passed over. */
export function crdsIn(text: string, origin: string): Crd[] {
  return documentsIn(text).flatMap((source) => parseAllDocuments(source).flatMap((document) => {
    if (document.errors.length > 0) throw new Error(`${origin}: not readable as YAML: ${document.errors[0].message}`);
    return unwrap(document.toJS());
  }));
}

/** Files that were joined without `---` between them: every top-level apiVersion begins a new document. */
function documentsIn(text: string): string[] {
  const documents: string[][] = [[]];
  let begun = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^---(\s|$)/.test(line)) begun = false;
    if (line.startsWith('apiVersion:')) {
      if (begun) documents.push([]);
      begun = true;
    }
    documents[documents.length - 1].push(line);
  }
  return documents.map((lines) => lines.join('\n'));
}

function unwrap(object: unknown): Crd[] {
  if (typeof object !== 'object' || object === null) return [];
  const { kind, items } = object as { kind?: unknown; items?: unknown };
  if (kind === 'CustomResourceDefinition') return [object as Crd];
  return kind === 'List' && Array.isArray(items) ? items.flatMap(unwrap) : [];
}
