import * as fs from 'node:fs';
import type { ManifestFiles } from './manifest-files';
import { type PreparedDocument, textOf } from './yaml-writer';

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 16;

/** Writes files of documents, each cut by `---`. */
export function writeFiles({ folders, files }: ManifestFiles): void {
  for (const folder of folders) fs.mkdirSync(folder, { recursive: true });
  for (const { path, documents } of files) writeFile(path, documents);
}

/** Writes a file in chunks: the text of a large app is never held whole. */
function writeFile(file: string, documents: readonly PreparedDocument[]): void {
  const descriptor = fs.openSync(file, 'w');
  try {
    let chunk = '';
    documents.forEach((document, i) => {
      chunk += `${i > 0 ? '---\n' : ''}${textOf(document)}`;
      if (chunk.length < CHUNK) return;
      fs.writeFileSync(descriptor, chunk);
      chunk = '';
    });
    fs.writeFileSync(descriptor, chunk);
  } finally {
    fs.closeSync(descriptor);
  }
}
